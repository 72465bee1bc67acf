"""Work on all cores: forked processes that share what was read so far and hand back plain values."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

Piece = TypeVar("Piece")
Result = TypeVar("Result")

WORTH_A_PROCESS = 24
"""So many pieces of work take longer than to start a process for them."""
_SHARES = 12
"""Batches a process gets, about: the last ones even out what took longer."""
_LARGEST = 64
_task: tuple[Callable[[Any], Any], Sequence[Any]] | None = None
"""What forked processes find to do: functions that cannot be pickled come with the fork."""


def cores() -> int:
    """How many processes may work at a time: ``JOBS``, or the cores this process may use."""
    wanted = os.environ.get("JOBS", "")
    if wanted.isdigit() and int(wanted):
        return int(wanted)
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def can_fork() -> bool:
    """Whether processes can be forked here without harm: not on macOS, whose libraries do not bear it."""
    return sys.platform != "darwin" and "fork" in multiprocessing.get_all_start_methods()


def spread(work: Callable[[Piece], Result], pieces: Sequence[Piece]) -> Iterator[tuple[int, Result]]:
    """(place, result) of each piece, in whatever order they get done; in this process where that is quicker.

    What fails in another process, or ends it, is done again in this one: an exception is raised here, where it still
    knows the lines it came from. Results must be values that can be pickled.
    """
    jobs = min(cores(), 2 * len(pieces) // WORTH_A_PROCESS)
    if jobs < 2 or not can_fork():
        for place, piece in enumerate(pieces):
            yield place, work(piece)
        return
    size = max(1, min(_LARGEST, len(pieces) // (jobs * _SHARES)))
    pool = _pool(jobs)
    try:
        try:
            batches = _submit(pool, work, pieces, size)
        except OSError:  # no more processes to be had, or files to talk to them by
            _kill(pool)
            yield from ((place, work(piece)) for place, piece in enumerate(pieces))
            return
        for done in as_completed(list(batches)):
            batch = batches.pop(done)
            results = done.result() if done.exception() is None else [work(pieces[place]) for place in batch]
            yield from zip(batch, results, strict=True)
    finally:
        pool.shutdown(cancel_futures=True)


def _pool(jobs: int) -> ProcessPoolExecutor:
    gc.collect()
    gc.freeze()  # pages shared with the children stay shared
    sys.stdout.flush()
    sys.stderr.flush()
    return ProcessPoolExecutor(jobs, multiprocessing.get_context("fork"), initializer=_begin)


def _kill(pool: ProcessPoolExecutor) -> None:
    """End processes of which not all could be started: nobody would ever tell them to."""
    for process in list((pool._processes or {}).values()):
        process.kill()
        process.join()


def _begin() -> None:
    """Ctrl-C is the parent's to handle; when that is gone, nobody wants the work any more, nor the lock that it had."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _submit(
    pool: ProcessPoolExecutor, work: Callable[[Piece], Result], pieces: Sequence[Piece], size: int
) -> dict[Future[list[Any]], range]:
    global _task
    _task = work, pieces
    try:  # the first one forks them all
        return {
            _hand(pool, batch): batch
            for batch in (range(start, min(start + size, len(pieces))) for start in range(0, len(pieces), size))
        }
    finally:
        _task = None
        gc.unfreeze()


def _hand(pool: ProcessPoolExecutor, batch: range) -> Future[list[Any]]:
    try:
        return pool.submit(_do, batch)
    except BrokenProcessPool as error:  # a process ended as soon as it began
        failed: Future[list[Any]] = Future()
        failed.set_exception(error)
        return failed


def _do(batch: range) -> list[Any]:
    assert _task
    work, pieces = _task
    return [work(pieces[place]) for place in batch]
