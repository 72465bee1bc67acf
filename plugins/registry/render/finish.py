"""The last pass over a finished page: typography, ordinals, glossary terms, in its texts and few attributes.

It reads our own well-formed HTML (every attribute in double quotes; `<`, `>`, `&` and `"` escaped) once from
start to end, by a split into tags and texts; it is no parser and no sanitiser. What stands in code and the
like, or inside `data-verbatim`, stays as it is, byte for byte.

Pages say the same again and again, so what was found out stays: what a text becomes, and what a run of tags does
at a place. Both follow from their keys alone, whichever page is read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache, partial

from registry.render.elements import MAIN, NO_ORDINALS, NO_TERMS, VERBATIM, Splitters, splitters, tag
from registry.render.texts import base, glossary, set_attribute, set_text

__all__ = ["finish"]

_LIMIT = 12_000
"""How many texts and runs may be kept: some 5 MB."""
_LONGEST_TEXT, _LONGEST_RUN = 200, 1500
"""Longer ones are seldom met twice."""
_WITHOUT_MEANING = re.compile(r' (?:href|id|src|datetime)="[^"<>]*"')
"""What tags carry that this pass takes no notice of."""


def finish(html: str, language: str, abbreviations: Mapping[str, str]) -> str:
    """The page `html`, whose texts are in `language`, as it is to be published.

    Sets texts, and attributes that are read out, by the typography of their language (`lang` on an element
    counts). In French, raises ordinals: « 1<sup>er</sup> ». In <main>, in the page's language, wraps each
    whole word that is a key of `abbreviations` in an <abbr> whose title is its value, the longest key first.
    Linear in the page's length.
    """
    place = _pages(language, tuple(sorted(abbreviations.items()))).outermost()
    end = html.rfind(">") + 1  # after the last tag each "<" would be searched to the end of the page
    split = splitters(html)
    parts = split.runs.split(html[:end])
    done: list[str] = []
    for text, run in zip(parts[::2], parts[1::2], strict=False):
        done.append(place.texts[text])
        shown, place = place.steps.get(run) or place.step(run, split)
        done.append(shown)
    return "".join(done) + place.texts[parts[-1]] + html[end:]


class _Texts(dict[str, str]):
    """What becomes of each text under the same rules."""

    def __init__(self, pages: _Pages, rules: int, lang: str) -> None:
        super().__init__()
        searched = rules & (MAIN | NO_TERMS) == MAIN and base(lang) == base(pages.language)
        self.pages, self.lang, self.verbatim = pages, lang, bool(rules & VERBATIM)
        self.ordinals = base(lang) == "fr" and not rules & NO_ORDINALS
        self.terms = pages.terms if searched else None

    def __missing__(self, text: str) -> str:
        if self.verbatim:
            return text
        shown = text if text.isspace() else set_text(text, self.lang, self.ordinals, self.terms)
        if len(text) <= _LONGEST_TEXT:
            self.pages.kept += 1
            self[text] = shown
        return shown


class _Place:
    """Inside which elements something stands; there is one place for the same elements."""

    __slots__ = ("above", "inner", "lang", "name", "names", "pages", "rules", "steps", "texts")

    def __init__(self, pages: _Pages, above: _Place | None, name: str, rules: int, lang: str) -> None:
        self.pages, self.above, self.name, self.rules, self.lang = pages, above, name, rules, lang
        around: frozenset[str] = above.names if above else frozenset()
        self.names: frozenset[str] = around if name in around else around | {name}
        self.texts = pages.texts(rules, lang)
        self.inner: dict[tuple[str, int, str], _Place] = {}
        self.steps: dict[str, tuple[str, _Place]] = {}
        """A run of tags met here → what it becomes, and the place after it."""

    def step(self, run: str, split: Splitters) -> tuple[str, _Place]:
        """The step that is not in `steps` yet."""
        shape = _WITHOUT_MEANING.sub("", run)
        like = self.steps.get(shape)
        if like and like[0] == shape:  # a run that stays as it is, and so does this one
            return run, like[1]
        step = self._walk(run, split)
        if step[0] == run:
            self._keep(shape, (shape, step[1]))
        else:
            self._keep(run, step)
        return step

    def _keep(self, run: str, step: tuple[str, _Place]) -> None:
        if len(run) <= _LONGEST_RUN:
            self.pages.kept += 1
            self.steps[run] = step

    def _walk(self, run: str, split: Splitters) -> tuple[str, _Place]:
        place = self
        parts = split.tags.split(run)
        for index in range(1, len(parts), 2):
            read = tag(parts[index])
            if read.closes:
                place = place._outside(read.name)
                continue
            rules, lang = place.rules | read.rules, place.lang if read.lang is None else read.lang
            if read.attributes and not rules & VERBATIM:
                parts[index] = read.attributes.sub(partial(set_attribute, lang), parts[index])
            if read.has_content:
                place = place._inside(read.name, rules, lang)
        return "".join(parts), place

    def _inside(self, name: str, rules: int, lang: str) -> _Place:
        key = name, rules, lang
        if key not in self.inner:
            self.inner[key] = _Place(self.pages, self, name, rules, lang)
        return self.inner[key]

    def _outside(self, name: str) -> _Place:
        """A stray end tag means nothing, in browsers too."""
        if name not in self.names:
            return self
        place = self
        while place.name != name and place.above:
            place = place.above
        return place.above or place


class _Pages:
    """What was found out about the pages of one site."""

    def __init__(self, language: str, abbreviations: Mapping[str, str]) -> None:
        self.language, self.terms = language, glossary(language, abbreviations)
        self._begin()

    def _begin(self) -> None:
        self.kept = 0
        self._texts: dict[tuple[int, str], _Texts] = {}
        self._outermost = _Place(self, None, "", 0, self.language)

    def texts(self, rules: int, lang: str) -> _Texts:
        if (rules, lang) not in self._texts:
            self._texts[rules, lang] = _Texts(self, rules, lang)
        return self._texts[rules, lang]

    def outermost(self) -> _Place:
        """Where a page begins."""
        if self.kept > _LIMIT:
            self._begin()
        return self._outermost


@lru_cache(maxsize=8)
def _pages(language: str, abbreviations: tuple[tuple[str, str], ...]) -> _Pages:
    return _Pages(language, dict(abbreviations))
