import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from multiprocessing.connection import Connection
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
    begun = dict(spread(lambda _: (time.monotonic(), time.sleep(0.001))[0], pieces, weights))
    assert {90, 100} <= set(sorted(pieces, key=begun.__getitem__)[:10])
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


def test_a_process_that_is_killed_while_it_tells_leaves_nobody_waiting(tmp_path: Path) -> None:
    here, dying = os.getpid(), tmp_path / "dying"

    def half(self: Connection, content: bytes) -> None:
        os.write(self.fileno(), content[:1000])
        if len(content) > 1000:
            dying.touch()
            os.kill(os.getpid(), signal.SIGKILL)

    def work(piece: int) -> bytes:
        if os.getpid() != here:
            Connection._send = half  # type: ignore[attr-defined]
        time.sleep(0.001)
        return b"x" * 100_000

    assert {place for place, _ in spread(work, list(range(100)))} == set(range(100))
    assert dying.exists()
    assert children() == 0


def test_what_cannot_be_handed_back_is_done_here() -> None:
    def work(piece: int) -> object:
        return lambda: piece

    assert {made() for _, made in spread(work, list(range(100)))} == set(range(100))  # type: ignore[operator]
    assert children() == 0


def test_where_no_thread_is_to_be_had_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    assert dict(spread(lambda piece: piece, list(range(100)))) == {place: place for place in range(100)}
    assert children() == 0


def test_where_no_file_is_to_be_had_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> tuple[int, int]:
        raise OSError(24, "Too many open files")

    monkeypatch.setattr(os, "pipe", refuse)
    assert {pid for _, pid in spread(lambda _: os.getpid(), list(range(100)))} == {os.getpid()}


def test_a_closed_output_is_no_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert len(dict(spread(lambda piece: piece, list(range(100))))) == 100


def test_more_pieces_than_a_pipe_has_room_for_are_all_done() -> None:
    pieces = range(30_000)
    assert dict(spread(lambda piece: piece, pieces)) == dict(enumerate(pieces))


def test_where_not_enough_processes_are_to_be_had_those_there_are_do_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOBS", "3")
    fork, forked = os.fork, []

    def scarce() -> int:
        if forked:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        forked.append(fork())
        return forked[0]

    monkeypatch.setattr(os, "fork", scarce)
    done = dict(spread(lambda _: (time.sleep(0.001), os.getpid())[1], list(range(100))))
    assert sorted(done) == list(range(100))
    assert forked
    assert set(done.values()) <= {os.getpid(), *forked}
    assert gc.isenabled()
    assert children() == 0
