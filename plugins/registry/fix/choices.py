"""The values that a field may have, by all the names that people give them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from registry.fix.names import slips_between
from registry.i18n import Catalogue
from registry.load.loader import Corpus
from registry.schema.kinds import Schema
from registry.slugs import MAX_ID, slug

_NAMES = ("plural", "short_name", "acronym", "title", "name")
"""Fields of a record or of an entry of ``network.yaml`` that name it, the name that people use most last."""


_LONG = 6
"""Letters of a word that can be told from others in spite of a slip."""
MAX_NAME = MAX_ID
"""Longer names are not compared: their ids are cut."""


class Choices:
    """Of a site, whose texts are in the language of ``catalogue``."""

    def __init__(self, corpus: Corpus, catalogue: Catalogue) -> None:
        self.corpus, self.catalogue = corpus, catalogue

    def meant(self, value: str, schema: Schema) -> str | None:
        """The one value that ``value`` names but for accents, capitals and punctuation, by its id or by its name.

        In a closed list, a word of some length may have one slip of the finger, if no other choice is near. Not so
        for records: another one may have been meant, and not be there yet.
        """
        key = _fold(value)
        if not key:
            return None
        table: dict[str, set[str]] = defaultdict(set)
        for choice, names in self.of(schema):
            for name in (choice, *names):
                table[_fold(name)].add(choice)
        found = table.get(key, set())
        if not found and "x-ref" not in schema and len(key) >= _LONG:
            found = _near(key, table, 1)
            if _near(key, table, 2) != found:
                return None
        return next(iter(found)) if len(found) == 1 else None

    def of(self, schema: Schema) -> Iterable[tuple[str, tuple[str, ...]]]:
        """(value, names, the best one last) of all that a field with this schema may hold; nothing if it is free."""
        if "enum" in schema:
            labels = schema.get("x-enum-labels", {})
            for value in schema["enum"]:
                label = labels.get(value, "")
                yield value, tuple(filter(None, (label, label and self.catalogue.pgettext("schema", label))))
        elif "x-vocabulary" in schema:
            network = self.corpus.one("network")
            for entry in (network.data.get(schema["x-vocabulary"]) or []) if network else []:
                if isinstance(entry, dict) and isinstance(entry.get("id"), str):
                    yield entry["id"], _names(entry)
        elif "x-ref" in schema:
            for document in self.corpus.of_kind(schema["x-ref"]):
                yield document.id, _names(document.data)


def _near(key: str, table: Mapping[str, set[str]], slips: int) -> set[str]:
    near = (choices for name, choices in table.items() if slips_between(key, name, slips) <= slips)
    return set().union(*near)


def _fold(text: str) -> str:
    """Letters and digits only, so that « A.D.N. » is « ADN »."""
    return slug(text).replace("-", "") if len(text) <= MAX_NAME else ""


def _names(data: dict[str, object]) -> tuple[str, ...]:
    return tuple(str(data[name]) for name in _NAMES if isinstance(data.get(name), str))
