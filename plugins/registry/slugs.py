"""Ids and anchors from the words of people."""

from __future__ import annotations

import re
import unicodedata

MAX_ID = 80
"""Characters of an id."""
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})


def plain(text: str) -> str:
    """``text`` in small letters without accents or ligatures, to sort and to compare: ``Élan`` → ``elan``."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def slug(text: str) -> str:
    """The id that a text suggests: ``Été & Cœur`` → ``ete-coeur``; may be empty."""
    ascii_text = plain(text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")[:MAX_ID].rstrip("-")
