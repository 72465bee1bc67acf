"""Work on all cores: forked processes that share what was read so far and hand back plain values.

A process that takes too long over a piece of work, or dies of it, is ended, and whoever asked is told which piece.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

Piece = TypeVar("Piece")
Result = TypeVar("Result")

WORTH_A_PROCESS = 24
"""So many pieces of work take longer than to start a process for them."""
_SHARES = 12
"""Batches a process gets, about: the last ones even out what took longer."""


class Lost(Exception):
    """A piece of work that ended its process or was ended with it; ``piece`` is its place, ``late`` why."""

    def __init__(self, piece: int, late: bool) -> None:
        super().__init__(f"piece {piece} {'took too long' if late else 'ended its process'}")
        self.piece, self.late = piece, late


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
    work: Callable[[Piece], Result], pieces: Sequence[Piece], *, seconds: float | None = None
) -> Iterator[tuple[int, Result]]:
    """(place, result) of each piece, in whatever order they get done; in this process where that is quicker.

    An exception of ``work`` is raised here. ``seconds`` bounds each batch where processes are used: :class:`Lost`
    names the piece at work. Values that cannot be pickled must not come back.
    """
    jobs = min(cores(), len(pieces) // (WORTH_A_PROCESS // 2))
    if jobs < 2 or len(pieces) < WORTH_A_PROCESS or not can_fork():
        for place, piece in enumerate(pieces):
            yield place, work(piece)
        return
    size = max(1, min(64, len(pieces) // (jobs * _SHARES)))
    batches = [range(start, min(start + size, len(pieces))) for start in range(0, len(pieces), size)]
    team = _Team(work, pieces, jobs)
    try:
        yield from team.run(batches, seconds)
    finally:
        team.end()


class _Team(Generic[Piece, Result]):
    def __init__(self, work: Callable[[Piece], Result], pieces: Sequence[Piece], jobs: int) -> None:
        self.work, self.pieces = work, pieces
        context = multiprocessing.get_context("fork")
        gc.collect()
        gc.freeze()  # pages shared with the children stay shared
        self.at_work: dict[Connection, tuple[range, float]] = {}
        self.processes: dict[Connection, Any] = {}
        sys.stdout.flush()
        sys.stderr.flush()
        for _ in range(jobs):
            ours, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs, [*self.processes, ours], work, pieces), daemon=True)
            process.start()
            theirs.close()
            self.processes[ours] = process
        gc.unfreeze()

    def run(self, batches: list[range], seconds: float | None) -> Iterator[tuple[int, Result]]:
        waiting = list(reversed(batches))
        for connection in self.processes:
            if waiting:
                self.give(connection, waiting.pop())
        while self.at_work:
            ready = wait(list(self.at_work), timeout=seconds)
            now = time.monotonic()
            for connection, (batch, since) in list(self.at_work.items()):
                if connection in ready:
                    results = self.take(connection, batch)
                    if waiting:
                        self.give(connection, waiting.pop())
                    yield from results
                elif seconds is not None and now - since > seconds:
                    raise Lost(batch.start, late=True)

    def give(self, connection: Connection, batch: range) -> None:
        self.at_work[connection] = (batch, time.monotonic())
        try:
            connection.send(batch)
        except OSError:
            raise Lost(batch.start, late=False) from None

    def take(self, connection: Connection, batch: range) -> list[tuple[int, Result]]:
        del self.at_work[connection]
        try:
            failed, results = connection.recv()
        except (EOFError, OSError):
            raise Lost(batch.start, late=False) from None
        if failed:
            # Again, here: what is raised then still knows where in which template it happened.
            results = [self.work(self.pieces[place]) for place in batch]
        return list(zip(batch, results, strict=True))

    def end(self) -> None:
        for connection, process in self.processes.items():
            connection.close()
            if connection in self.at_work:
                process.kill()
        for process in self.processes.values():
            process.join(2)
            if process.is_alive():
                process.kill()
                process.join()


def _serve(connection: Connection, others: list[Connection], work: Callable[[Any], Any], pieces: Sequence[Any]) -> None:
    """A child's life: batches in, results out, until the parent hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    for other in others:
        other.close()
    while True:
        try:
            batch = connection.recv()
        except (EOFError, OSError):
            return
        try:
            answer: tuple[bool, list[Any]] = (False, [work(pieces[place]) for place in batch])
        except Exception:
            answer = (True, [])
        try:
            connection.send(answer)
        except OSError:
            return
