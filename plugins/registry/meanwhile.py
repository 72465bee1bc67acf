"""One piece of work in another process, while this one goes on."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TypeVar

from registry.workers import can_fork, cores

Result = TypeVar("Result")


def meanwhile(work: Callable[[], Result]) -> Callable[[], Result]:
    """Begin ``work``, whose result can be pickled, in a forked process, where there is a core for it. What is returned
    gives its result, once; whatever that process dies of, the work is done then."""
    if cores() < 2 or not can_fork():
        return work
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_do, args=(work, theirs, ours), daemon=True)
    try:
        process.start()
    except OSError:
        ours.close()
        return work
    finally:
        theirs.close()  # nobody but the child may have it, or it would not end with that

    def result() -> Result:
        try:
            (found,) = pickle.loads(ours.recv_bytes())
        except Exception:  # it is gone, or could not do it: what is wrong is told here
            return work()
        finally:
            ours.close()
            process.join()
        done: Result = found
        return done

    return result


def _do(work: Callable[[], object], pipe: Connection, not_ours: Connection) -> None:
    """What the child does. Ctrl-C is the parent's to handle; where that is gone, the pipe is broken."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    not_ours.close()
    with contextlib.suppress(BaseException):
        pipe.send_bytes(pickle.dumps((work(),), pickle.HIGHEST_PROTOCOL))
    os._exit(0)
