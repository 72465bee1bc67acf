"""What the tags of a page mean to its last pass (:mod:`registry.render.finish`)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

VERBATIM, NO_ORDINALS, NO_TERMS, MAIN = 1, 2, 4, 8
_RULES: dict[str, int] = {
    **dict.fromkeys(("code", "pre", "kbd", "samp", "script", "style", "textarea", "math"), VERBATIM),
    **dict.fromkeys(("title", "option", "svg"), NO_ORDINALS | NO_TERMS),
    **dict.fromkeys(("a", "abbr", "dfn", "h1", "button", "label", "legend", "summary", "th", "time"), NO_TERMS),
    "main": MAIN,
}
_VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"))
_RAW = (  # what may hold "<" and ">" that are no tags
    ("<!--", "-->", r"!--(?s:.*?)-->"),
    ("<script", "</script>", r"script\b[^>]*+>(?s:.*?)</script>"),
    ("<style", "</style>", r"style\b[^>]*+>(?s:.*?)</style>"),
)
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)")
_LANG = re.compile(r'lang="(?<=\slang=")([^"]*)"')
_VERBATIM_MARK = re.compile(r"data-verbatim(?<=\sdata-verbatim)(?=[\s=>/])")
_READ_OUT = re.compile(r'(?<=\s)((?:title|alt|aria-label)=")([^"]+)(?=")')
_HAS_READ_OUT = re.compile(r'\s(?:title|alt|aria-label)="[^"]')
_CONTENT = re.compile(r'(?<=\s)(content=")([^"]+)(?=")')
_TEXT_META = re.compile(r'<meta(?=[^>]*\s(?:name|property)="(?:description|og:description|og:title)")')


class Tag(NamedTuple):
    """What a tag means: the rules that its content gains, its `lang`, where its texts are."""

    name: str
    closes: bool
    has_content: bool
    rules: int
    lang: str | None
    attributes: re.Pattern[str] | None


class Splitters(NamedTuple):
    """Both split into texts, at even places, and tags; `runs` keeps tags with only space between them together."""

    tags: re.Pattern[str]
    runs: re.Pattern[str]


def splitters(html: str) -> Splitters:
    """How to split this page: raw elements are taken whole, of a sort that is always closed."""
    last = [html.rfind(opening) for opening, _, _ in _RAW]
    return _splitters(*(at >= 0 and html.rfind(close) > at for at, (_, close, _) in zip(last, _RAW, strict=True)))


@lru_cache
def _splitters(*raw: bool) -> Splitters:
    alternatives = [pattern for (_, _, pattern), closed in zip(_RAW, raw, strict=True) if closed]
    tag = f"<(?:{'|'.join([*alternatives, '[^>]*+>'])})"
    # What may be raw, or differs from page to page, begins a run of its own.
    further = r"(?:\s*+<(?!meta|script|style|!--)[^>]*+>)*"
    return Splitters(re.compile(f"({tag})"), re.compile(f"({tag}{further})"))


@lru_cache(maxsize=2048)
def tag(part: str) -> Tag:
    """The meaning of one tag, or of a raw element."""
    found = _NAME.match(part)
    if found is None:  # a doctype or a comment
        return Tag("", False, False, 0, None, None)
    name = found[1].lower()
    closes = part.startswith("</")
    whole = part.endswith(("/>", "</script>", "</style>"))
    rules = _RULES.get(name, 0)
    lang = attributes = None
    if "=" in part or "data-verbatim" in part:
        start = part[: part.index(">") + 1]  # a script may be long
        if _VERBATIM_MARK.search(start):
            rules |= VERBATIM
        lang = _LANG.search(start)
        if name == "meta" and _TEXT_META.match(start):
            attributes = _CONTENT
        elif _HAS_READ_OUT.search(start):
            attributes = _READ_OUT
    has_content = not closes and not whole and name not in _VOID
    return Tag(name, closes, has_content, rules, lang[1] if lang else None, attributes)
