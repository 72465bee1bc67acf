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
    """The id that a text suggests: ``L’été & Cœur`` → ``l-ete-coeur``; may be empty."""
    return re.sub(r"[^a-z0-9]+", "-", plain(text)).strip("-")[:MAX_ID].rstrip("-")
