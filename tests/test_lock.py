"""Two builds into one folder: the second waits, whatever becomes of the folder meanwhile, and of the first."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from registry.write.lock import Lock


def second(output: Path, have: Callable[[], object]) -> tuple[threading.Thread, threading.Event, threading.Event]:
    """Another build, begun; it says when it waits, and when it was done."""
    waits, done = threading.Event(), threading.Event()

    def build() -> None:
        with Lock(output).alone(waits.set):
            have()
        done.set()

    thread = threading.Thread(target=build, daemon=True)
    thread.start()
    return thread, waits, done


def test_the_second_waits_for_the_first(tmp_path: Path) -> None:
    order: list[str] = []
    with Lock(tmp_path).alone(lambda: pytest.fail("nobody is there")):
        thread, waits, done = second(tmp_path, lambda: order.append("second"))
        assert waits.wait(10)
        assert not done.is_set()
        order.append("first")
    thread.join(10)
    assert order == ["first", "second"]
    assert list(tmp_path.iterdir()) == []


def test_who_waited_has_the_folder_that_took_the_place(tmp_path: Path) -> None:
    output, new, order = tmp_path / "out", tmp_path / "new", []
    lock = Lock(output)
    with lock.alone():
        thread, waits, _ = second(output, lambda: order.append((output / "index.html").read_text()))
        assert waits.wait(10)
        new.mkdir()
        lock.also(new)
        output.rename(tmp_path / "old")
        new.rename(output)
        later, waits, _ = second(output, lambda: order.append((output / "index.html").read_text()))
        assert waits.wait(10), "the new folder is not to be had before all is done"
        (output / "index.html").write_text("new")
    thread.join(10)
    later.join(10)
    assert order == ["new", "new"]


def test_a_folder_is_made_for_it_and_goes_again_if_it_stays_empty(tmp_path: Path) -> None:
    with Lock(tmp_path / "a/b").alone():
        assert (tmp_path / "a/b").is_dir()
    assert list(tmp_path.iterdir()) == []
    with Lock(tmp_path / "a/b").alone():
        (tmp_path / "a/b/x").write_text("x")
    assert (tmp_path / "a/b/x").is_file()


def test_where_a_file_is_nobody_builds(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    with pytest.raises(FileExistsError), Lock(tmp_path / "out").alone():
        pass


def test_who_is_killed_gives_it_back(tmp_path: Path) -> None:
    read, write = os.pipe()
    process = os.fork()
    if process == 0:
        with Lock(tmp_path).alone():
            os.write(write, b"1")
            signal.pause()
        os._exit(0)
    assert os.read(read, 1)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    with Lock(tmp_path).alone(lambda: pytest.fail("nobody is there")):
        pass
    os.close(read)
    os.close(write)
