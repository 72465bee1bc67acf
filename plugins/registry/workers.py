"""Work on all cores: forked processes that share what was read so far and hand back plain values."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from registry.garbage import collect_young, left_alone

Piece = TypeVar("Piece")
Result = TypeVar("Result")

WORTH_A_PROCESS = 24
"""So many pieces of work take longer than to start a process for them."""
_SHARES = 12
"""Batches a process gets, about: the last ones even out what took longer."""
_LARGEST = 12
"""Pieces of a batch at most: what one leaves behind waits in memory until it is done."""
_AHEAD = 2
"""Batches that a process has, so that it never waits for the next one."""
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


def spread(
    work: Callable[[Piece], Result], pieces: Sequence[Piece], weights: Sequence[int] | None = None
) -> Iterator[tuple[int, Result]]:
    """(place, result) of each piece, in whatever order they get done; in this process, which works with the others, or
    in this one alone where that is quicker. ``weights`` say how long each takes, compared with the others: the longest
    are begun first, lest everybody wait for one of them at the end.

    What fails in another process, or ends it, is done again in this one: an exception is raised here, where it still
    knows the lines it came from. Results must be values that can be pickled.
    """
    jobs = min(cores(), 2 * len(pieces) // WORTH_A_PROCESS)
    with left_alone():
        if jobs < 2 or not can_fork():
            yield from _alone(work, pieces)
        else:
            yield from _together(jobs, work, pieces, weights or [1] * len(pieces))


def _alone(work: Callable[[Piece], Result], pieces: Sequence[Piece]) -> Iterator[tuple[int, Result]]:
    for place, piece in enumerate(pieces, 1):
        yield place - 1, work(piece)
        if place % _LARGEST == 0:
            collect_young()


def _together(
    jobs: int, work: Callable[[Piece], Result], pieces: Sequence[Piece], weights: Sequence[int]
) -> Iterator[tuple[int, Result]]:
    waiting = deque(_batches(weights, jobs * _SHARES))
    left = len(waiting)
    pool = _Pool(jobs - 1, work, pieces, waiting)
    try:
        if not pool.start():
            yield from _alone(work, pieces)
            return
        while left:
            batch, results = pool.take(block=not waiting)
            if batch is None:  # nothing yet: this process works, too, from the other end
                with contextlib.suppress(IndexError):
                    batch = waiting.pop()
            if batch is not None:
                left -= 1
                yield from zip(batch, results or map(work, (pieces[place] for place in batch)), strict=True)
                collect_young()
    finally:
        pool.end()


def _batches(weights: Sequence[int], wanted: int) -> Iterator[list[int]]:
    """Places, the heaviest first, in batches that weigh about the same: about as many as are ``wanted``, or more."""
    most, batch, weight = sum(weights) // wanted, list[int](), 0
    for place in sorted(range(len(weights)), key=weights.__getitem__, reverse=True):
        if batch and (weight + weights[place] > most or len(batch) == _LARGEST):
            yield batch
            batch, weight = [], 0
        batch.append(place)
        weight += weights[place]
    if batch:
        yield batch


class _Pool:
    """Forked processes that take batches of ``pieces`` from the left of what is ``waiting``."""

    def __init__(self, jobs: int, work: Callable[[Any], Any], pieces: Sequence[Any], waiting: deque[list[int]]) -> None:
        self._jobs, self._task, self._waiting = jobs, (work, pieces), waiting
        self._ended: SimpleQueue[tuple[list[int], Future[list[Any]] | None]] = SimpleQueue()
        sys.stdout.flush()
        sys.stderr.flush()
        self._pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("fork"), initializer=_begin)

    def start(self) -> bool:
        """Whether there are processes: not where there are no more to be had, or files to talk to them by."""
        global _task
        _task = self._task
        try:
            for _ in range(_AHEAD * self._jobs):  # the first one forks them all
                self._hand()
        except OSError:
            for process in list((self._pool._processes or {}).values()):  # nobody would ever tell them to end
                process.kill()
                process.join()
            self.end()
            return False
        finally:
            _task = None
        return True

    def _hand(self) -> None:
        with contextlib.suppress(IndexError):
            batch = self._waiting.popleft()
            try:
                self._pool.submit(_do, batch).add_done_callback(partial(self._back, batch))
            except RuntimeError:  # a process ended
                self._ended.put((batch, None))

    def _back(self, batch: list[int], done: Future[list[Any]]) -> None:
        self._ended.put((batch, done))
        self._hand()

    def take(self, *, block: bool) -> tuple[list[int] | None, list[Any] | None]:
        """A batch that came back, and its results: none where it is to be done again. No batch if none came yet."""
        try:
            batch, done = self._ended.get(block)
        except Empty:
            return None, None
        return batch, None if done is None or done.cancelled() or done.exception() else done.result()

    def end(self) -> None:
        """End the processes as soon as they are done with what they have."""
        self._waiting.clear()
        self._pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """Ctrl-C is the parent's to handle; when that is gone, nobody wants the work any more, nor the lock that it had."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _do(batch: list[int]) -> list[Any]:
    assert _task
    work, pieces = _task
    results = [work(pieces[place]) for place in batch]
    collect_young()
    return results
