"""Processes to which something happens at the n-th time that they ask the system for a file: an error, or death."""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
import traceback
from collections.abc import Callable
from functools import wraps
from typing import Any

from registry.write import exchange, whole

KILLED = -signal.SIGKILL
_MAKE = ("write", "replace", "rename", "link", "mkdir", "chmod", "fchmod")
_TAKE_AWAY = ("unlink", "rmdir")
_LOOK = ("open", "scandir", "listdir")
_HIT = {
    0: (*_MAKE, *_TAKE_AWAY, *_LOOK, "sync", "exchange"),
    errno.EIO: (*_MAKE, *_TAKE_AWAY, *_LOOK, "sync", "exchange"),
    errno.ENOSPC: ("write", "replace", "rename", "link", "mkdir"),
    errno.EROFS: (*_MAKE, *_TAKE_AWAY, "exchange"),
    errno.EMFILE: _LOOK,
}
"""What of :mod:`os` (and of ``registry.write.exchange``) each error can come from; death can come at any time."""
_UNTIL_THE_END = {errno.ENOSPC, errno.EROFS, errno.EMFILE}
"""Errors that do not go away: a full disk does not empty itself."""


class Fault:
    """What happens, an error (``errno``) or, with 0, the death of the process, and at which of the calls that it can
    come from."""

    def __init__(self, number: int, at: int) -> None:
        self.number, self.at = number, at
        self.count = 0

    def install(self) -> None:
        """From now on, count; there is no way back: for a process that was forked for it."""
        names = _HIT[self.number]
        for name in names:
            if hasattr(os, name) and name != "sync":
                setattr(os, name, self._faulty(getattr(os, name)))
        if "open" in names:
            io.open = self._faulty(io.open)
        for name in {"exchange", "sync"} & {*names}:
            setattr(whole, name, self._faulty(getattr(exchange, name)))

    def _faulty(self, call: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(call)
        def counted(*arguments: Any, **more: Any) -> Any:
            self.count += 1
            if self.count == self.at or (self.count > self.at and self.number in _UNTIL_THE_END):
                if not self.number:
                    os.kill(os.getpid(), signal.SIGKILL)
                name = arguments[0] if arguments and isinstance(arguments[0], str | os.PathLike) else None
                raise OSError(self.number, "a fault", name and os.fspath(name))
            return call(*arguments, **more)

        return counted


def in_a_process(work: Callable[[], int], fault: Fault | None = None) -> tuple[int, str]:
    """The exit code of ``work`` in a process of its own, negative if a signal ended it, and what it printed. With a
    fault that never comes, the last line says how often it could have come."""
    read, write = os.pipe()
    process = os.fork()
    if process == 0:
        code = 70
        try:
            os.dup2(write, 1)
            os.dup2(write, 2)
            sys.stdout = sys.stderr = io.TextIOWrapper(io.FileIO(write, "w"), write_through=True)
            if fault:
                fault.install()
            code = work()
        except SystemExit as error:
            code = error.code if isinstance(error.code, int) else 1
        except BaseException:
            traceback.print_exc()
        finally:
            if fault:
                print(fault.count)
            os._exit(code)
    os.close(write)
    with io.FileIO(read) as stream:
        said = stream.readall()
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), said.decode(errors="replace")
