"""Texts as the index has to have them, so that words are found however they are written.

Pagefind takes accents and endings away itself. But it cuts words at spaces only: « l’avenir » is one word for it; and
« œ » is a letter of its own. So the index gets marks, U+2060, that no reader sees: « l’⁠ avenir », « o⁠euvre ».
``theme/static/search.js`` takes them out of what it shows, and writes what is asked for in the same way.
"""

from __future__ import annotations

import re

MARK = "\N{WORD JOINER}"
_ELISION = re.compile(r"(?:’|'|&#39;)(?=\w)")
_LIGATURES = {"œ": f"o{MARK}e", "Œ": f"O{MARK}E", "æ": f"a{MARK}e", "Æ": f"A{MARK}E"}
_ENDS = {"</dt>": " : </dt>", "</th>": " : </th>", "</dd>": " ; </dd>"}
"""Ends of blocks that Pagefind does not take for ends of words."""


def findable(html: str) -> str:
    """HTML (its attributes too, which the index does not read) in which elisions and ligatures are marked."""
    for found, written in (*_ENDS.items(), *_LIGATURES.items()):
        html = html.replace(found, written)
    return _ELISION.sub(f"’{MARK} ", html)
