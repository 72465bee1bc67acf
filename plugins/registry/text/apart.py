"""Work in a process of its own, which is ended when it takes too much time or memory.

The guards refuse what is known to be slow (:mod:`registry.text.guards`); this bounds what nobody has thought of yet.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from registry.workers import can_fork

Result = TypeVar("Result")

SECONDS = 5
"""Of computing: what passes the guards takes less than two, on a slow machine."""
BYTES = 256 * 1024 * 1024
"""Of memory, beyond what this process has."""
_PATIENCE = 12
"""How often longer than its time the work may take on a machine that does other things, too."""


class Overrun(Exception):
    """The work was ended."""


def apart(work: Callable[[], Result], *, seconds: int = SECONDS, more: int = BYTES) -> Result:
    """What ``work`` returns, a value that can be pickled; what it raises is raised here.

    Raises :class:`Overrun` after ``seconds`` of computing, or where it takes ``more`` bytes. Where processes cannot be
    forked, the work is done here, without bounds.
    """
    if not can_fork():
        return work()
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        _do(work, writer, seconds, more)
    os.close(writer)
    try:
        answer = _read(reader, time.monotonic() + seconds * _PATIENCE)
    finally:
        os.close(reader)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    if not answer:
        raise Overrun
    failed, value = pickle.loads(answer)
    if failed:
        raise value
    result: Result = value
    return result


def _do(work: Callable[[], object], writer: int, seconds: int, more: int) -> None:
    """The child: do the work within bounds, write what came of it, and end without a word."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        _bound(seconds, more)
        answer: tuple[bool, object] = (False, work())
    except MemoryError:
        os._exit(1)
    except BaseException as error:
        answer = (True, error)
    try:
        with os.fdopen(writer, "wb") as stream:
            stream.write(pickle.dumps(answer))
    finally:
        os._exit(0)


def _bound(seconds: int, more: int) -> None:
    """Let this process compute so long, and take so many bytes, where the system can bound that."""
    import resource  # not everywhere, as forking is not

    resource.setrlimit(resource.RLIMIT_CPU, (seconds + 1, seconds + 2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError, ValueError):
        pages = int(Path("/proc/self/statm").read_text().split()[0])  # Linux
        size = pages * resource.getpagesize() + more
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _read(reader: int, deadline: float) -> bytes:
    """All that is written; nothing if that takes longer than until ``deadline``."""
    parts: list[bytes] = []
    while select.select([reader], [], [], max(0.0, deadline - time.monotonic()))[0]:
        part = os.read(reader, 65536)
        if not part:
            return b"".join(parts)
        parts.append(part)
    return b""
