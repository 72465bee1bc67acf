"""A thing that was found in a text."""

from __future__ import annotations

import re
from typing import NamedTuple


class Found(NamedTuple):
    """Something of a person, at ``start`` to ``end`` (offsets of characters).

    ``key`` is the same wherever the same thing stands, ``shown`` is what a message may tell of it: reports go to logs
    and comments that outlive the file.
    """

    sort: str
    start: int
    end: int
    key: str
    shown: str


def found_at(sort: str, text: str, start: int, end: int) -> Found:
    """What stands in ``text`` from ``start`` to ``end``; its first characters are shown."""
    return Found(sort, start, end, squeezed(text[start:end]), text[start : min(start + 2, end)] + "…")


def squeezed(text: str) -> str:
    """``text`` without blanks and signs, in one case."""
    return re.sub(r"[\W_]+", "", text).casefold()
