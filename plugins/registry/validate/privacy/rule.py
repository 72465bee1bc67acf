"""The rule about persons: what of them stands in a file, without a consent that the record tells of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from registry.i18n import Catalogue
from registry.load.characters import place
from registry.load.document import Document
from registry.problem import Finding
from registry.validate.privacy.found import Found, squeezed
from registry.validate.privacy.mail import hosts, mail
from registry.validate.privacy.persons import Persons
from registry.validate.privacy.plain import Plain
from registry.validate.privacy.words import Words

CODES: Mapping[str, str] = {
    "name": "D001",
    "phone": "D002",
    "email": "D003",
    "address": "D004",
    "birth_date": "D005",
    "national_number": "D006",
    "bank_account": "D007",
    "image": "D008",
}
"""The code of each sort of data, as ``privacy`` in the network's file names it; images have a rule of their own."""
NEVER = frozenset({"national_number"})
"""What no consent allows to publish: its use is regulated by law."""

MOST = 50
"""Findings in a file; a list of members needs no more to be told."""


class Privacy:
    """Looks through records of a network in ``country`` (ISO 3166-1 alpha-2, or ``None``), in its language.

    The whole text of a file is looked through, remarks too: all of it is published with the repository.
    """

    def __init__(self, country: str | None, catalogue: Catalogue) -> None:
        words = Words(catalogue)
        self._persons = Persons(words, country)
        self._hosts = hosts(words)
        self._generic = tuple(map(squeezed, words.generic))

    def check(self, document: Document) -> Iterator[Finding]:
        """No data of a person stands in a record without that person's consent."""
        allowed = consents(document.data)
        known: dict[str, set[str]] = {}
        count = 0
        for text, first_line, item in self._find(document):
            keys = known.setdefault(item.sort, set())
            if item.key in keys or (len(keys) < allowed[item.sort] and item.sort not in NEVER):
                keys.add(item.key)
                continue
            count += 1
            if count > MOST:
                return
            line, column = place(text[: item.start])
            yield Finding(document.path, line + first_line - 1, column, CODES[item.sort], {"value": item.shown})

    def _find(self, document: Document) -> Iterator[tuple[str, int, Found]]:
        own = [
            squeezed(str(name))
            for name in (document.id, document.data.get("name"), document.data.get("acronym"))
            if name
        ]
        for text, line in ((document.header, document.header_line), (document.body or "", document.body_line)):
            plain = Plain(text)
            items = [*mail(plain.text, self._hosts, self._generic, own), *self._persons.find(plain.text)]
            for item in sorted(items, key=lambda item: (item.start, item.sort)):
                yield text, line, item._replace(start=plain.origin(item.start), end=plain.origin(item.end))


def consents(data: Mapping[str, Any]) -> Counter[str]:
    """How many persons agreed that data of each sort is published. An entry of ``consents`` is one person's: it covers
    one value of each sort it names, wherever that stands in the record."""
    counted: Counter[str] = Counter()
    for entry in data.get("consents") or ():
        if isinstance(entry, dict) and isinstance(entry.get("scope"), list):
            counted.update({sort for sort in entry["scope"] if isinstance(sort, str)})
    return counted


def severities(network: Mapping[str, Any]) -> dict[str, str]:
    """What a network has chosen a code to be: ``error`` or ``warning``."""
    chosen = network.get("privacy")
    return {CODES[sort]: value for sort, value in chosen.items() if sort in CODES} if isinstance(chosen, dict) else {}
