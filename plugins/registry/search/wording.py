"""Texts as the index has to have them, so that words are found however they are written.

Pagefind takes accents and endings away itself. But it cuts words at spaces only: « l’avenir » is one word for it; and
« œ » is a letter of its own. So the index gets marks, U+2060, that no reader sees: « l’⁠ avenir », « o⁠euvre ».
``theme/static/search.js`` takes them out of what it shows, and writes what is asked for in the same way.
"""

from __future__ import annotations

import re

MARK = "\N{WORD JOINER}"
_ELISION = re.compile(r"(?<=\w)(?:['’]|&#39;)(?=\w)")
_LIGATURES = {
    ord(ligature): f"{letters[0]}{MARK}{letters[1]}"
    for ligature, letters in {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"}.items()
}
_TERM_ENDS = re.compile(r"</(?:dt|th)>")
_VALUE_ENDS = re.compile(r"(?<=[\w)»])</dd>")
"""Ends of blocks that Pagefind does not take for ends of words."""


def findable(html: str) -> str:
    """HTML (its attributes too, which the index does not read) in which elisions and ligatures are marked."""
    html = _VALUE_ENDS.sub(".</dd>", _TERM_ENDS.sub(r" : \g<0>", html)).replace("</dd>", " </dd>")
    return _ELISION.sub(f"’{MARK} ", html).translate(_LIGATURES)
