"""One text of a page as it is published: typography, ordinals, glossary terms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape

from registry.text.typography import typeset, typography

_MAY_HOLD_ORDINAL = re.compile(r"[0-9IVX](?:er|re|e)")
_ORDINAL = re.compile(r"(?<![\w.,/-])(?:(1|I)(ers?|res?)|([2-9]|[1-9][0-9]{1,3}|[IVX]{2,6})(es?))(?![\w-]|\.\w)")


@dataclass(frozen=True, eq=False)
class Terms:
    """The glossary in one language: a pattern that finds terms, and the element that each becomes."""

    pattern: re.Pattern[str]
    elements: Mapping[str, str]


def glossary(language: str, abbreviations: Mapping[str, str]) -> Terms | None:
    """The terms to look for, the longest first."""
    elements = {}
    for term, expansion in sorted(abbreviations.items()):
        shown = typography(term, language)
        title = escape(typography(expansion, language))
        elements[shown] = f'<abbr title="{title}">{escape(shown, quote=False)}</abbr>'
    longest_first = sorted(filter(str.strip, elements), key=lambda term: (-len(term), term))
    if not longest_first:
        return None
    # No look-behind: it would keep the search from leaping to the first letters. _found looks back itself.
    choices = "|".join(map(re.escape, longest_first))
    return Terms(re.compile(rf"(?:{choices})(?![\w@/\\\u0300-\u036f]|\.\w)"), elements)


def set_text(part: str, lang: str, ordinals: bool, terms: Terms | None) -> str:
    """A text, escaped as it came and escaped again, with the elements that it gains.

    ``ordinals``: whether it is one in French where « 1er » may be raised.
    """
    text = part
    if "&" in part:
        text = part.replace("&#39;", "'")  # how Jinja writes the most frequent one: unescape is slow
        if "&" in text:
            text = unescape(text)
    better = typeset(text, lang)
    found = _found(better, terms) if terms else []
    raised = ordinals and _MAY_HOLD_ORDINAL.search(better) is not None
    if better == text and not found and not raised:
        return part
    pieces = []
    done = 0
    for start, end, element in found:
        pieces += [_plain(better[done:start], raised), element]
        done = end
    return "".join([*pieces, _plain(better[done:], raised)])


def set_attribute(lang: str, match: re.Match[str]) -> str:
    """An attribute that is read out: `match` has its name with the quote, and its value."""
    text = unescape(match[2])
    better = typography(text, lang)
    return match[0] if better == text else match[1] + escape(better)


def _found(text: str, terms: Terms) -> list[tuple[int, int, str]]:
    found = []
    match = terms.pattern.search(text)
    while match:
        start, end = match.span()
        before = text[start - 1 : start]
        if before.isalnum() or (before and before in "_@./\\"):
            end = start + 1
        else:
            found.append((start, end, terms.elements[match[0]]))
        match = terms.pattern.search(text, end)
    return found


def _plain(text: str, ordinals: bool) -> str:
    html = escape(text, quote=False)
    return _ORDINAL.sub(r"\1\3<sup>\2\4</sup>", html) if ordinals else html


@lru_cache
def base(language: str) -> str:
    """The language without its region: `fr-FR` is `fr`."""
    return re.split("[-_]", language.lower(), maxsplit=1)[0]
