"""Ids and anchors from the words of people."""

from __future__ import annotations

import re
import unicodedata

MAX_ID = 80
"""Characters of an id."""
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})


def slug(text: str) -> str:
    """The id that a text suggests: ``Été & Cœur`` → ``ete-coeur``; may be empty."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LIGATURES)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:MAX_ID].rstrip("-")
