"""Persons by name, where they live and when they were born, as a language says it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from registry.validate.privacy.found import Found, found_at, squeezed
from registry.validate.privacy.numbers import RUN, of_run, of_split
from registry.validate.privacy.words import Words, alternatives

_CAPITAL = "A-ZÀ-ÖØ-ÞŒŠŽ"
_PART = rf"[{_CAPITAL}][\w'’]*\w(?:-[{_CAPITAL}]?[\w'’]*\w)*"
"""A name begins with a capital and has two letters: « M. D. » names nobody."""
_INITIALS = rf"(?:[{_CAPITAL}]\.(?:-[{_CAPITAL}]\.\s{{0,2}}|(?=[{_CAPITAL}])|\s{{1,2}}(?=[{_CAPITAL}]{{3}})))?"
"""« J.-P. Xx », « J.Xx », « J. XXX »; behind « Mme D. » a sentence may begin."""
_SHORT = re.compile(r"\w{3,5}\.?")
"""Titles that are written in capitals, too."""
_DAY = (
    r"[0-9]{0,3}(?:-[0-9]{2}-[0-9]{2}|\s?[./-]\s?[0-9]{1,2}\s?[./-]\s?[0-9]{2,4}"
    r"|\w{0,2}\s{1,20}[^\W\d_]{3,10}\.?,?\s{1,20}[0-9]{4}|\w{0,2},\s{1,20}[0-9]{4})(?!\w)"
)
_NUMERIC = re.compile(r"[0-9./\s-]+")
NEAR = 80
"""Characters behind a name within which an address, or a birth, is that person's."""


class Persons:
    """Finds persons in texts of one language."""

    def __init__(self, words: Words, country: str | None) -> None:
        self._country = country
        titles = alternatives([*words.titles, *map(str.upper, filter(_SHORT.fullmatch, words.titles))])
        titles, particles = titles.replace(r"\.", r"\s?\."), alternatives(words.particles)
        small = rf"(?:(?:{particles})\s{{1,20}}|d['’]){{0,4}}"
        self._title = re.compile(titles)
        self._name = re.compile(
            rf"(?:{titles})[\s>_\[(\"«“]{{0,60}}"
            rf"(?P<role>(?:\w{{2,3}}\s{{1,20}}|\w['’])?(?i:{alternatives(words.roles)})\s{{1,20}})?"
            rf"(?P<name>{_INITIALS}{small}(?P<first>{_PART})(?:\s{{1,20}}{small}{_PART}){{0,3}})"
        )
        self._roles = {squeezed(word) for word in (*words.roles, *words.titles)}
        self._namesake = re.compile(
            rf"(?<!\w)(?:{alternatives(words.namesakes)})(?:[\s-]+\w{{1,3}}['’]?)*[\s-]+\Z", re.IGNORECASE
        )
        streets = alternatives(words.streets)
        street = (
            rf"[0-9]{{0,3}}\s?(?:bis|ter|[a-dA-D])?,?\s{{1,20}}"
            rf"(?:(?i:{streets})\s{{1,20}}[\w'’]|(?:{_PART}\s{{1,20}}){{1,3}}(?i:{streets})(?!\w))"
        )
        self._digits = re.compile(rf"[0-9](?<![0-9]{{2}})(?:(?P<run>{RUN})|(?P<street>{street})|(?P<day>{_DAY}))")
        self._home = re.compile(rf"(?<!\w)(?:{alternatives(words.homes)})(?!\w)", re.IGNORECASE)
        self._birth = re.compile(
            rf"(?<!\w)(?:(?P<label>{alternatives(words.birth_labels)})[^\w\n]*|(?:{alternatives(words.births)})\s{{1,20}})"
            r"(?:[^\W\d_]{3,10}\s{1,20})?\Z",
            re.IGNORECASE,
        )
        self._place = re.compile(rf"\s{{1,20}}(?:à|in|at|au|aux)\s{{1,20}}[{_CAPITAL}]")

    def find(self, text: str) -> Iterator[Found]:
        """Names, home addresses, dates of birth, and numbers.

        One pattern finds all that begins with a digit: going through a text is what takes time.
        """
        names = list(self._names(text))
        yield from names
        yield from of_split(text, self._country)
        spots = [name.end for name in names]
        for match in self._digits.finditer(text):
            start, end = match.span()
            if match.lastgroup == "run":
                number = of_run(text, start, end, self._country)
                if number:
                    yield number
            elif match.lastgroup == "street":
                homes = [home.end() for home in self._home.finditer(text, max(0, start - 2 * NEAR), start)]
                if not _within(text, start) and (_near(spots, start, text) or _near(homes, start, text)):
                    yield found_at("address", text, start, end)
            else:
                birth = self._birth.search(text, max(0, start - NEAR), start)
                if birth and (birth["label"] or self._of_a_person(birth.start(), match, text, spots)):
                    yield found_at("birth_date", text, start, end)

    def _names(self, text: str) -> Iterator[Found]:
        for title in self._title.finditer(text):
            match = None if _within(text, title.start()) else self._name.match(text, title.start())
            if match is None:
                continue
            if match["role"] and not match["name"][0].isupper():
                continue  # « M. le maire de Nulle-Part »
            words = re.findall(_PART, match["name"])
            articled = len(words) > 1 and len(words[0]) <= 3  # « M. Le Maire », and not « M. Le Gall »
            if squeezed(words[1 if articled else 0]) in self._roles:
                continue
            if self._namesake.search(text, max(0, match.start() - 40), match.start()):
                continue
            shown = text[match.start() : match.start("first") + 1] + "…"
            yield Found("name", match.start(), match.end(), squeezed(words[-1]), re.sub(r"\s+", " ", shown))

    def _of_a_person(self, begin: int, day: re.Match[str], text: str, names: list[int]) -> bool:
        """An association is born, too: what tells persons from it is a name before, or the form of civil status."""
        if _near(names, begin, text):
            return True
        if not _NUMERIC.fullmatch(day[0]):
            return False
        return text[begin - 1 : begin] == "(" or self._place.match(text, day.end()) is not None


def _within(text: str, place: int) -> bool:
    """Whether a place is within a word, a number or an abbreviation."""
    before = text[place - 1 : place]
    return before.isalnum() or before in ("_", ".", "/", "-")


def _near(ends: list[int], start: int, text: str) -> bool:
    """Whether the last of ``ends`` before ``start`` lies a little before it, in the same paragraph."""
    place = bisect_right(ends, start)
    return place > 0 and start - ends[place - 1] <= NEAR and "\n\n" not in text[ends[place - 1] : start]
