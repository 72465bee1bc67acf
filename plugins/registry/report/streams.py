"""Standard output and error that no character can break."""

from __future__ import annotations

import io
import sys


def print_anything() -> None:
    """Let what is printed be UTF-8 in pipes and files; on a terminal, signs that it lacks become « ? »."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
