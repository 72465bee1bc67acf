"""The words by which a language tells that a person is spoken of. Each list is one text of the catalogue."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from registry.i18n import Catalogue

_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True)
class Words:
    """Lists of words in the network's language; none is empty."""

    catalogue: Catalogue

    @cached_property
    def titles(self) -> list[str]:
        """Before the name of a person."""
        return _split(self.catalogue.pgettext("words, with commas", "Mr, Mr., Mrs, Mrs., Ms, Ms., Mx, Dr, Dr."))

    @cached_property
    def roles(self) -> list[str]:
        """What may stand in a name's place behind a title."""
        return _split(
            self.catalogue.pgettext(
                "words, with commas", "Mayor, Chair, Chairman, Chairwoman, President, Secretary, Treasurer, Speaker"
            )
        )

    @cached_property
    def namesakes(self) -> list[str]:
        """Places and things that bear the names of persons."""
        return _split(
            self.catalogue.pgettext(
                "words, with commas",
                "school, hall, library, prize, foundation, park, hospital, theatre, Street, Square",
            )
        )

    @cached_property
    def particles(self) -> list[str]:
        """Small words within a family's name."""
        return _split(self.catalogue.pgettext("words, with commas", "de, du, di, da, von, van, der, den, el, al, ben"))

    @cached_property
    def streets(self) -> list[str]:
        """Streets in addresses."""
        return _split(
            self.catalogue.pgettext(
                "words, with commas",
                "Street, Road, Avenue, Lane, Drive, Close, Square, Terrace, Crescent, Court, Way, Row, Hill",
            )
        )

    @cached_property
    def homes(self) -> list[str]:
        """What tells that an address is a person's home."""
        return _split(
            self.catalogue.pgettext(
                "words, with commas",
                "lives at, living at, lived at, residing at, resides at, resident at, home address, private address, "
                "at his home, at her home, at their home",
            )
        )

    @cached_property
    def births(self) -> list[str]:
        """Born, said of anything: people and associations."""
        return _split(self.catalogue.pgettext("words, with commas", "born on, born"))

    @cached_property
    def birth_labels(self) -> list[str]:
        """Born, said of persons only."""
        return _split(self.catalogue.pgettext("words, with commas", "date of birth, birth date, birthdate, DOB"))

    @cached_property
    def at(self) -> list[str]:
        """The sign of e-mail addresses, as a word."""
        return _split(self.catalogue.pgettext("words, with commas", "at"))

    @cached_property
    def dot(self) -> list[str]:
        """The dot in e-mail addresses, as a word."""
        return _split(self.catalogue.pgettext("words, with commas", "dot"))

    @cached_property
    def generic(self) -> list[str]:
        """What the address of an organisation begins with."""
        return _split(
            self.catalogue.pgettext(
                "words, with commas", "contact, info, office, hello, club, association, society, secretary, team, town"
            )
        )


def alternatives(words: list[str]) -> str:
    """A pattern of any of the words, the longest first; a blank is any blanks, a line break too."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(r"\s{1,20}".join(re.escape(part) for part in _BLANKS.split(word)) for word in ordered)


def _split(words: str) -> list[str]:
    return [word.strip() for word in words.split(",") if word.strip()]
