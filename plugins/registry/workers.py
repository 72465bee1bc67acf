"""Work on all cores: forked processes that share what was read so far and hand back plain values."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from typing import Any, NamedTuple, TypeVar

from registry.garbage import collect_young, left_alone

Piece = TypeVar("Piece")
Result = TypeVar("Result")

WORTH_A_PROCESS = 24
"""So many pieces of work take longer than to start a process for them."""
_SHARES = 12
"""Batches a process gets, about: the last ones even out what took longer."""
_LARGEST = 12
"""Pieces of a batch at most, unless there are very many: what one leaves behind waits in memory until it is done."""
_MOST = 2000
"""Batches at most: their numbers, of ``_BYTES`` each, fit into the smallest pipe there is, of 4,096 bytes."""
_BYTES = 2


def cores() -> int:
    """How many processes may work at a time: ``JOBS``, or the cores this process may use."""
    wanted = os.environ.get("JOBS", "")
    if wanted.isdecimal() and int(wanted):
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
    batches = list(_batches(weights, min(jobs * _SHARES, _MOST // 5)))
    left = set(range(len(batches)))

    def does(number: int) -> Iterator[Result]:
        return (work(pieces[place]) for place in batches[number])

    team = _Team(does, len(batches))
    try:
        team.start(jobs - 1)
        while left:
            number, results = team.take()
            if number is None:  # whoever had the rest is gone
                number = min(left)
            left.remove(number)
            yield from zip(batches[number], results or does(number), strict=True)
            collect_young()
    finally:
        team.end()


def _batches(weights: Sequence[int], wanted: int) -> Iterator[list[int]]:
    """Places, the heaviest first, in batches that weigh about the same: about as many as are ``wanted``, or more."""
    most, largest = sum(weights) // wanted, max(_LARGEST, 2 * len(weights) // _MOST)
    batch, weight = list[int](), 0
    for place in sorted(range(len(weights)), key=weights.__getitem__, reverse=True):
        if batch and (weight + weights[place] > most or len(batch) == largest):
            yield batch
            batch, weight = [], 0
        batch.append(place)
        weight += weights[place]
    if batch:
        yield batch


class _Child(NamedTuple):
    process: multiprocessing.process.BaseProcess
    pipe: Connection
    """What it sends."""
    listener: Thread


class _Team:
    """Processes that work with this one. Each takes the number of the next batch out of one pipe until that is empty,
    ``does`` the batch, and sends what comes of it through a pipe of its own, which ends when it does."""

    def __init__(self, does: Callable[[int], Iterator[Any]], count: int) -> None:
        self._does, self._count = does, count
        self._numbers: int | None = None
        self._children: list[_Child] = []
        self._came: SimpleQueue[bytes | None] = SimpleQueue()
        self._at_work = 0

    def start(self, jobs: int) -> None:
        """Have so many processes, or as many as are to be had, if any."""
        with contextlib.suppress(OSError):
            self._numbers, filled = os.pipe()
            os.write(filled, b"".join(number.to_bytes(_BYTES) for number in range(self._count)))
            os.close(filled)
            for _ in range(jobs):
                self._fork()
        for child in self._children:  # threads come last: to fork beside them may lock the child up
            with contextlib.suppress(RuntimeError):  # no more threads: what this one has is done in the end
                child.listener.start()
                self._at_work += 1

    def _fork(self) -> None:
        context = multiprocessing.get_context("fork")
        ours, theirs = context.Pipe(duplex=False)
        not_theirs = [ours, *(child.pipe for child in self._children)]
        arguments = (self._does, self._numbers, theirs, not_theirs, os.getpid())
        process = context.Process(target=_work_along, args=arguments)
        try:
            process.start()
        except OSError:
            ours.close()
            raise
        finally:
            theirs.close()  # nobody but the child may have it, or it would not end with that
        self._children.append(_Child(process, ours, Thread(target=self._listen, args=(ours,), daemon=True)))

    def _listen(self, pipe: Connection) -> None:
        try:
            while True:
                self._came.put(pipe.recv_bytes())
        except (EOFError, OSError):
            pass
        finally:
            self._came.put(None)

    def take(self) -> tuple[int | None, list[Any] | None]:
        """The number of a batch and its results: none where it is to be done here. No number if there is no more to
        come."""
        while True:
            if self._came.empty() and (number := self._next()) is not None:
                return number, None
            if not self._at_work:
                return None, None
            came = self._came.get()
            if came is None:
                self._at_work -= 1
                continue
            number = int.from_bytes(came[:_BYTES])
            try:
                return number, pickle.loads(memoryview(came)[_BYTES:])
            except Exception:  # whatever its class does
                return number, None

    def _next(self) -> int | None:
        token = os.read(self._numbers, _BYTES) if self._numbers is not None else b""
        return int.from_bytes(token) if token else None

    def end(self) -> None:
        """Let the processes end as soon as they are done with what they have."""
        while self._next() is not None:
            pass
        for child in self._children:
            heard = child.listener.ident is not None
            if not heard:
                child.process.kill()
            child.process.join()
            if heard:
                child.listener.join()
            child.pipe.close()
        if self._numbers is not None:
            os.close(self._numbers)


def _work_along(
    does: Callable[[int], Iterator[Any]], numbers: int, pipe: Connection, not_ours: list[Connection], parent: int
) -> None:
    """What a child does. Ctrl-C is the parent's to handle; when that is gone, nobody wants the work any more, nor the
    lock that it had."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in not_ours:
        other.close()
    while token := os.read(numbers, _BYTES):
        try:
            results = []
            for result in does(int.from_bytes(token)):
                if os.getppid() != parent:
                    os._exit(1)
                results.append(result)
            packed = pickle.dumps(results, pickle.HIGHEST_PROTOCOL)
        except BaseException:  # done again by the parent, it is raised where it can be told
            packed = pickle.dumps(None)
        try:
            pipe.send_bytes(token + packed)
        except OSError:
            os._exit(1)
        collect_young()
