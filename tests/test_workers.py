import gc
import multiprocessing
import os
import time
from pathlib import Path

import pytest
from registry import workers
from registry.workers import spread

pytestmark = pytest.mark.skipif(not workers.can_fork(), reason="processes cannot be forked here")


@pytest.fixture(autouse=True)
def two_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOBS", "2")


def children() -> int:
    return len(multiprocessing.active_children())


def test_every_piece_is_done_once_by_several_processes() -> None:
    pieces = list(range(200))
    done = dict(spread(lambda piece: (piece * 2, time.sleep(0.001), os.getpid()), pieces))
    assert {place: value[0] for place, value in done.items()} == {place: place * 2 for place in pieces}
    assert len({value[2] for value in done.values()}) == 2
    assert os.getpid() in {value[2] for value in done.values()}
    assert children() == 0


def test_what_takes_longest_is_begun_first(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = [1] * 90 + [500] + [1] * 9 + [400]
    pieces = list(range(len(weights)))
    done = dict(spread(lambda _: (time.monotonic(), time.sleep(0.001), os.getpid()), pieces, weights))
    others = [place for place in pieces if done[place][2] != os.getpid()]
    assert sorted(others, key=lambda place: done[place][0])[:2] == [90, 100]
    assert sorted(done) == pieces
    monkeypatch.setenv("JOBS", "1")
    assert dict(spread(lambda piece: piece, pieces, weights)) == {place: place for place in pieces}


def test_little_work_is_done_here() -> None:
    assert {pid for _, pid in spread(lambda _: os.getpid(), list(range(5)))} == {os.getpid()}


def test_one_job_needs_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOBS", "1")
    assert {pid for _, pid in spread(lambda _: os.getpid(), list(range(100)))} == {os.getpid()}


def test_what_is_raised_is_raised_here_with_its_own_lines() -> None:
    def work(piece: int) -> int:
        if piece == 77:
            raise ValueError(f"piece {piece}")
        return piece

    with pytest.raises(ValueError, match="piece 77") as raised:
        list(spread(work, list(range(100))))
    assert raised.traceback[-1].name == "work"
    assert children() == 0


def test_what_a_process_died_of_is_done_here(tmp_path: Path) -> None:
    first = tmp_path / "first"

    here = os.getpid()

    def work(piece: int) -> int:
        time.sleep(0.001)
        if os.getpid() != here:
            first.touch()
            os._exit(9)
        return piece

    assert dict(spread(work, list(range(100)))) == {place: place for place in range(100)}
    assert first.exists()
    assert children() == 0


def test_who_stops_asking_leaves_no_process_behind() -> None:
    results = spread(lambda piece: piece, list(range(100)))
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert children() == 0


def test_where_not_enough_processes_are_to_be_had_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOBS", "3")
    fork, forked = os.fork, []

    def scarce() -> int:
        if forked:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        forked.append(fork())
        return forked[0]

    monkeypatch.setattr(os, "fork", scarce)
    assert {pid for _, pid in spread(lambda _: os.getpid(), list(range(100)))} == {os.getpid()}
    assert forked
    assert gc.isenabled()
    assert children() == 0
