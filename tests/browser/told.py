"""How a test of many pages tells what it found."""

from __future__ import annotations

from collections.abc import Iterable

SHOWN = 30


def told(problems: Iterable[object]) -> str:
    """One problem a line, the first thirty of them."""
    lines = [str(problem) for problem in problems]
    more = [f"… and {len(lines) - SHOWN} more"] if len(lines) > SHOWN else []
    return "\n".join(["", *lines[:SHOWN], *more])
