import os
import signal
import sys

import pytest
from registry.meanwhile import meanwhile
from registry.workers import can_fork

needs_fork = pytest.mark.skipif(not can_fork(), reason="no process can be forked here without harm")


@pytest.fixture
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOBS", "2")


@needs_fork
@pytest.mark.usefixtures("two_cores")
def test_the_work_is_done_in_another_process() -> None:
    result = meanwhile(lambda: (os.getpid(), "x" * 1_000_000))
    process, text = result()
    assert process != os.getpid() and len(text) == 1_000_000


@pytest.mark.usefixtures("two_cores")
@pytest.mark.parametrize("end", [lambda: os._exit(1), lambda: os.kill(os.getpid(), signal.SIGKILL), sys.exit])
def test_whatever_it_dies_of_the_work_is_done(end: object) -> None:
    here = os.getpid()

    def work() -> str:
        if os.getpid() != here:
            end()  # type: ignore[operator]
        return "done"

    assert meanwhile(work)() == "done"


@pytest.mark.usefixtures("two_cores")
def test_what_goes_wrong_is_raised_here() -> None:
    def work() -> None:
        raise ValueError("wrong")

    with pytest.raises(ValueError, match="wrong"):
        meanwhile(work)()


def test_with_one_core_it_is_done_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOBS", "1")
    assert meanwhile(os.getpid)() == os.getpid()


@pytest.mark.usefixtures("two_cores")
def test_where_there_is_no_process_to_be_had_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_fork() -> int:
        raise OSError(11, "no more processes")

    monkeypatch.setattr(os, "fork", no_fork)
    assert meanwhile(os.getpid)() == os.getpid()


@needs_fork
@pytest.mark.usefixtures("two_cores")
def test_a_result_that_nobody_asks_for_holds_nobody_up() -> None:
    read, write = os.pipe()
    child = os.fork()
    if not child:
        os.close(read)
        meanwhile(lambda: "x" * 10_000_000)
        os._exit(0)  # the other process has the writing end, too, as long as it lives
    os.close(write)
    os.waitpid(child, 0)
    assert os.read(read, 1) == b""
    os.close(read)
