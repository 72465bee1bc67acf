"""Characters that no text of a site holds."""

from __future__ import annotations

import re

# Control characters, marks of annotations, lone surrogates, non-characters, line ends other than \n, and the
# bidirectional controls that make a text read otherwise than it is written (Trojan Source, CVE-2021-42574). Also what
# is there and not seen, in which any text may be hidden from who reviews it: blanks without width, fillers, invisible
# signs of mathematics, tags (a copy of ASCII), selectors of variants of Han. Joiners, which scripts and emoji need, may
# stand.
_OF_16_BITS = (
    "\u034f\u115f\u1160\u180e\u200b\u2060-\u2064\u206a-\u206f\u3164\uffa0\ufffc"
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2028\u2029"
    "\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff"
)
_ENDS_OF_PLANES = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
_FORBIDDEN = re.compile(f"[{_OF_16_BITS}\U000e0000-\U000e01ef{_ENDS_OF_PLANES}]")
_DOUBTFUL = re.compile(f"[{_OF_16_BITS}\U00010000-\U0010ffff]")
"""All that, and all that takes more than 16 bits: a set that is looked up in a tenth of the time."""


_BLANK = re.compile("[\u200b\u2060\ufeff]")


def without_blanks(text: str) -> str:
    """A text without blanks that have no width, which come with what is pasted, and mean nothing."""
    return _BLANK.sub("", text)


def forbidden(text: str) -> tuple[int, int, str] | None:
    """1-based line and column of the first such character, and its name: ``U+202E``."""
    doubt = _DOUBTFUL.search(text)
    found = _FORBIDDEN.search(text, doubt.start()) if doubt else None
    return (*place(text[: found.start()]), f"U+{ord(found[0]):04X}") if found else None


def place(before: str) -> tuple[int, int]:
    """1-based line and column of what follows ``before``."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")
