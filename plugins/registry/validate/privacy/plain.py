"""A text as who reads it takes it, whatever it is written with: what hides a number from a program hides it from nobody
else.

Signs that nobody sees are gone, and those of emphasis and code; entities, escapes and forms of compatibility (full
width, mathematical …, Unicode's NFKC) stand for their characters, dashes and blanks for the plain ones.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

from registry.text.sanitise import ENTITY, decode_entities

_PIECE = re.compile(
    rf"{ENTITY.pattern}|\\(?:x[0-9a-fA-F]{{2}}|u[0-9a-fA-F]{{4}}|U000[0-9a-fA-F]{{5}}|[!-/:-@\[-`{{-~])|%[2-7][0-9a-fA-F]"
    r"|[*`]+|[^\x00-\xac\xae-\u024f‘’“”…€]"
)
_BEGIN = re.compile(r"[^\x00-\x24\x27-\x29\x2b-\x5b\x5d-\x5f\x61-\xac\xae-\u024f‘’“”…€]")
"""What a piece begins with: most texts have few of these."""
_UNSEEN = frozenset(("Cf", "Mn", "Me"))
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")
"""Letters to Unicode, and nothing to the eye."""
_DOTS = frozenset("‧•∙⋅")


class Plain:
    """``text`` is what ``source`` says; each place in it is known in ``source``."""

    def __init__(self, source: str) -> None:
        self._places: list[int] = []
        self._origins: list[int] = []
        parts, length, last = [], 0, 0
        for piece in _pieces(source):
            meant = _meant(piece[0])
            if meant == piece[0]:
                continue
            parts += [source[last : piece.start()], meant]
            length += piece.start() - last + len(meant)
            last = piece.end()
            self._places.append(length)
            self._origins.append(last)
        self.text = "".join([*parts, source[last:]]) if parts else source

    def origin(self, place: int) -> int:
        """Where in the source a place of the text is."""
        index = bisect_right(self._places, place) - 1
        return place if index < 0 else self._origins[index] + place - self._places[index]


def _pieces(source: str) -> Iterator[re.Match[str]]:
    begin = _BEGIN.search(source)
    while begin:
        piece = _PIECE.match(source, begin.start())
        if piece:
            yield piece
        begin = _BEGIN.search(source, piece.end() if piece else begin.end())


def _meant(piece: str) -> str:
    """What stands for a piece: one character, or none."""
    if piece[0] in "*`":
        return ""
    if len(piece) == 1:
        return _plain(piece)
    if piece[0] == "&":
        character = decode_entities(piece)
    elif piece[0] == "%":
        character = chr(int(piece[1:], 16))
    else:
        character = piece[1] if len(piece) == 2 else chr(min(int(piece[2:], 16), 0x10FFFF))
    return _plain(character) if len(character) == 1 else piece


def _plain(character: str) -> str:
    sort = unicodedata.category(character)
    if sort in _UNSEEN or character in _FILLERS:
        return ""
    if sort == "Nd":
        return str(unicodedata.decimal(character))
    if sort == "Pd":
        return "-"
    if sort == "Zs":
        return " "
    if character in _DOTS:
        return "."
    known = unicodedata.normalize("NFKC", character)
    return known if len(known) == 1 else character
