"""The last pass over a finished page: typography, ordinals, glossary terms, in its texts and few attributes.

It reads our own well-formed HTML (every attribute in double quotes; `<`, `>`, `&` and `"` escaped) once from
start to end, by a split into tags and texts; it is no parser and no sanitiser. What stands in code and the
like, or inside `data-verbatim`, stays as it is, byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape
from typing import NamedTuple

from registry.text.typography import typography

__all__ = ["finish"]

_VERBATIM, _NO_ORDINALS, _NO_TERMS, _MAIN = 1, 2, 4, 8
_RULES: dict[str, int] = {
    **dict.fromkeys(("code", "pre", "kbd", "samp", "script", "style", "textarea", "math"), _VERBATIM),
    **dict.fromkeys(("title", "option", "svg"), _NO_ORDINALS | _NO_TERMS),
    **dict.fromkeys(("a", "abbr", "dfn", "h1", "button", "label", "legend", "summary", "th", "time"), _NO_TERMS),
    "main": _MAIN,
}
_VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"))
_RAW = (  # what may hold "<" and ">" that are no tags
    ("<!--", "-->", r"<!--(?s:.*?)-->"),
    ("<script", "</script>", r"<script\b[^>]*>(?s:.*?)</script>"),
    ("<style", "</style>", r"<style\b[^>]*>(?s:.*?)</style>"),
)
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)")
_LANG = re.compile(r'\slang="([^"]*)"')
_VERBATIM_MARK = re.compile(r"\sdata-verbatim(?=[\s=>/])")
_READ_OUT = re.compile(r'(?<=\s)((?:title|alt|aria-label)=")([^"]+)(?=")')
_CONTENT = re.compile(r'(?<=\s)(content=")([^"]+)(?=")')
_TEXT_META = re.compile(r'<meta(?=[^>]*\s(?:name|property)="(?:description|og:description|og:title)")')
_MAY_HOLD_ORDINAL = re.compile(r"[0-9IVX](?:er|re|e)")
_ORDINAL = re.compile(r"(?<![\w.,/-])(?:(1|I)(ers?|res?)|([2-9]|[1-9][0-9]{1,3}|[IVX]{2,6})(es?))(?![\w-]|\.\w)")


class _Tag(NamedTuple):
    """What a tag means to this pass: the rules that its content gains, its `lang`, where its texts are."""

    name: str
    closes: bool
    has_content: bool
    rules: int
    lang: str | None
    attributes: re.Pattern[str] | None


@dataclass(frozen=True, eq=False)
class _Terms:
    """The glossary in one language: a pattern that finds terms, and the element that each becomes."""

    pattern: re.Pattern[str]
    elements: Mapping[str, str]


def finish(html: str, language: str, abbreviations: Mapping[str, str]) -> str:
    """The page `html`, whose texts are in `language`, as it is to be published.

    Sets texts, and attributes that are read out, by the typography of their language (`lang` on an element
    counts). In French, raises ordinals: « 1<sup>er</sup> ». In <main>, in the page's language, wraps each
    whole word that is a key of `abbreviations` in an <abbr> whose title is its value, the longest key first.
    Linear in the page's length.
    """
    terms = _terms(language, tuple(sorted(abbreviations.items())))
    end = html.rfind(">") + 1  # after the last tag each "<" would be searched to the end of the page
    closed = (html.rfind(close) > html.rfind(opening) for opening, close, _ in _RAW)
    parts = _splitter(*closed).split(html[:end])
    rules, lang = 0, language
    ancestors: list[tuple[str, int, str]] = []
    open_names: dict[str, int] = {}
    for index, part in enumerate(parts):
        if index % 2 == 0:
            if part and not rules & _VERBATIM and not part.isspace():
                searched = rules & (_MAIN | _NO_TERMS) == _MAIN and _base(lang) == _base(language)
                parts[index] = _text(part, lang, not rules & _NO_ORDINALS, terms if searched else None)
            continue
        tag = _tag(part)
        if tag.closes:
            if open_names.get(tag.name):  # a stray end tag means nothing, in browsers too
                name = ""
                while name != tag.name:
                    name, rules, lang = ancestors.pop()
                    open_names[name] -= 1
            continue
        inner_rules, inner_lang = rules | tag.rules, lang if tag.lang is None else tag.lang
        if tag.attributes and not inner_rules & _VERBATIM:
            parts[index] = tag.attributes.sub(_attribute_setter(inner_lang), part)
        if tag.has_content:
            ancestors.append((tag.name, rules, lang))
            open_names[tag.name] = open_names.get(tag.name, 0) + 1
            rules, lang = inner_rules, inner_lang
    return "".join(parts) + html[end:]


@lru_cache
def _splitter(*raw: bool) -> re.Pattern[str]:
    """Splits into texts (even places) and tags, taking whole those raw elements that are all closed."""
    alternatives = [pattern for (_, _, pattern), closed in zip(_RAW, raw, strict=True) if closed]
    return re.compile(f"({'|'.join([*alternatives, '<[^>]*>'])})")


@lru_cache(maxsize=4096)
def _tag(part: str) -> _Tag:
    found = _NAME.match(part)
    if found is None:  # a doctype or a comment
        return _Tag("", False, False, 0, None, None)
    name = found[1].lower()
    closes = part.startswith("</")
    whole = part.endswith(("/>", "</script>", "</style>"))
    rules = _RULES.get(name, 0) | (_VERBATIM if _VERBATIM_MARK.search(part) else 0)
    lang = _LANG.search(part)
    attributes = None
    if _TEXT_META.match(part):
        attributes = _CONTENT
    elif _READ_OUT.search(part):
        attributes = _READ_OUT
    has_content = not closes and not whole and name not in _VOID
    return _Tag(name, closes, has_content, rules, lang[1] if lang else None, attributes)


@lru_cache
def _attribute_setter(lang: str) -> Callable[[re.Match[str]], str]:
    def set_attribute(match: re.Match[str]) -> str:
        text = unescape(match[2])
        better = typography(text, lang)
        return match[0] if better == text else match[1] + escape(better)

    return set_attribute


@lru_cache(maxsize=8)
def _terms(language: str, abbreviations: tuple[tuple[str, str], ...]) -> _Terms | None:
    elements = {}
    for term, expansion in abbreviations:
        shown = typography(term, language)
        title = escape(typography(expansion, language))
        elements[shown] = f'<abbr title="{title}">{escape(shown, quote=False)}</abbr>'
    longest_first = sorted(filter(str.strip, elements), key=lambda term: (-len(term), term))
    if not longest_first:
        return None
    # No look-behind: it would keep the search from leaping to the first letters. _terms_of looks back itself.
    choices = "|".join(map(re.escape, longest_first))
    return _Terms(re.compile(rf"(?:{choices})(?![\w@/\\\u0300-\u036f]|\.\w)"), elements)


@lru_cache(maxsize=4096)
def _text(part: str, lang: str, ordinals: bool, terms: _Terms | None) -> str:
    """One text of the page, escaped as it came and escaped again, with the elements that it gains."""
    text = part.replace("&#39;", "'")  # how Jinja writes the most frequent one: unescape is slow
    if "&" in text:
        text = unescape(text)
    better = typography(text, lang)
    found = _terms_of(better, terms) if terms else []
    raised = ordinals and _base(lang) == "fr" and _MAY_HOLD_ORDINAL.search(better) is not None
    if better == text and not found and not raised:
        return part
    pieces = []
    done = 0
    for start, end, element in found:
        pieces += [_plain(better[done:start], raised), element]
        done = end
    return "".join([*pieces, _plain(better[done:], raised)])


def _terms_of(text: str, terms: _Terms) -> list[tuple[int, int, str]]:
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
def _base(language: str) -> str:
    return re.split("[-_]", language.lower(), maxsplit=1)[0]
