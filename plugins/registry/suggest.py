"""« Did you mean … »: the known name nearest to the one that was typed."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("_", "-").replace(" ", "-")


def nearest(word: str, known: Iterable[str], *, cutoff: float = 0.68) -> str | None:
    """The one of ``known`` most like ``word``, without regard to case, accents, ``-`` or ``_``."""
    if len(word) > 200:
        return None
    table: dict[str, str] = {}
    for name in sorted(known):
        table.setdefault(_fold(name), name)
    folded = _fold(word)
    if folded in table:
        return table[folded]
    found = difflib.get_close_matches(folded, table, n=1, cutoff=cutoff)
    if found:
        return table[found[0]]
    inside = [
        name for key, name in table.items() if len(folded) > 3 and (folded in key or (len(key) > 3 and key in folded))
    ]
    return inside[0] if len(inside) == 1 else None
