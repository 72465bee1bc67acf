"""Running a command: how long it took, how much memory it and its children held at most."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NamedTuple

from bench.sites import Command

LIMIT = 1800.0
"""Seconds after which a command is ended: a program that hangs must not hang the benchmark."""
SAMPLED = 0.01
"""Seconds between two looks at the memory."""
BUSY = os.sysconf("SC_CLK_TCK") // 10
"""Ticks of processor time in a second from which on a session is not idle."""


class Failed(Exception):
    """A command failed; the text is its command and the end of its output."""


@dataclass(frozen=True)
class Ran:
    """Wall-clock and processor seconds of a command, from its start to its end, children included."""

    seconds: float
    processor: float


def start(command: Command, output: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start a command in a session of its own, so that it can be ended with all it started."""
    environment = {**os.environ, **command.environment}
    return subprocess.Popen(
        command.arguments,
        cwd=command.folder,
        env={name: value for name, value in environment.items() if value},
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def run(command: Command) -> Ran:
    """Run a command and time it. ``Failed`` if it does not end well."""
    with tempfile.TemporaryFile() as output:
        os.sync()
        began = time.perf_counter()
        with _ended(start(command, output)) as process:
            watchdog = threading.Timer(LIMIT, kill, (process.pid,))
            watchdog.start()
            try:
                _, status, usage = os.wait4(process.pid, 0)
                seconds = time.perf_counter() - began
            finally:
                watchdog.cancel()
            process.returncode = os.waitstatus_to_exitcode(status)
        _judge(process, command, output)
    return Ran(seconds, usage.ru_utime + usage.ru_stime)


def peak(command: Command) -> int:
    """Run a command; the most bytes that its processes held together (proportional set size), by samples."""
    most = 0
    with tempfile.TemporaryFile() as output:
        ends = time.monotonic() + LIMIT
        with _ended(start(command, output)) as process:
            while process.poll() is None and time.monotonic() < ends:
                most = max(most, sum(held(seen.process) for seen in family(process.pid)))
                time.sleep(SAMPLED)
        _judge(process, command, output)
    return most


@contextmanager
def _ended(process: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """A process that does not outlive the block, whatever ends that: Ctrl-C does not reach another session."""
    try:
        yield process
    finally:
        if process.returncode is None:
            kill(process.pid)
            process.wait()


def kill(leader: int) -> None:
    """End a session and all that it started, at once."""
    for seen in family(leader):
        with suppress(ProcessLookupError):
            os.kill(seen.process, signal.SIGKILL)


class Seen(NamedTuple):
    """A process as ``/proc`` tells of it; ``ticks`` is the processor time it took."""

    process: int
    parent: int
    session: int
    ticks: int


def family(leader: int) -> list[Seen]:
    """The processes of a session, and all that they started."""
    everything = sorted(_everything())
    found = {seen.process: seen for seen in everything if seen.session == leader}
    grown = True
    while grown:
        more = [seen for seen in everything if seen.parent in found and seen.process not in found]
        found |= {seen.process: seen for seen in more}
        grown = bool(more)
    return list(found.values())


def _everything() -> Iterator[Seen]:
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            try:
                stat = Path(entry.path, "stat").read_bytes()
            except OSError:
                continue
            # After the name, which may hold anything: state, parent, group, session, …
            fields = stat.rpartition(b")")[2].split()
            yield Seen(int(entry.name), int(fields[1]), int(fields[3]), int(fields[11]) + int(fields[12]))


def settle(leader: int, limit: float) -> None:
    """Wait until a session has done next to nothing for a second, at most ``limit`` seconds."""
    ends = time.monotonic() + limit
    before, now = -BUSY, sum(seen.ticks for seen in family(leader))
    while now - before >= BUSY and time.monotonic() < ends:
        time.sleep(1)
        before, now = now, sum(seen.ticks for seen in family(leader))


def held(process: int) -> int:
    """The bytes that a process holds: a page that n processes share counts for one nth."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def _judge(process: subprocess.Popen[bytes], command: Command, output: IO[bytes]) -> None:
    if process.returncode:
        output.seek(0)
        told = output.read().decode(errors="replace")[-4000:]
        ended = "was ended, it took too long" if process.returncode == -signal.SIGKILL else f"exit {process.returncode}"
        raise Failed(f"{' '.join(command.arguments)} in {command.folder}: {ended}\n{told}")
