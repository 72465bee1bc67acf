"""The words of one telling: its language, its markup, the names that records had and have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from registry.compare.records import BODY
from registry.dates import format_date, parse
from registry.i18n import Catalogue
from registry.markers import N_
from registry.schema.kinds import Schema
from registry.tell.names import Names
from registry.tell.style import Style
from registry.text.typography import typography

Side = Literal["before", "after"]
SHORT, LONG = 120, 240
"""Characters of a value inside a sentence, and of one that has a line to itself."""
MOST_NAMES = 6
QUOTED = N_("“{text}”")
_COLON = re.compile(r":\s")
_CODES = ("url", "email", "path")
"""How the names of formats end whose values are to be copied rather than read."""


@dataclass(frozen=True)
class Told:
    """A clause for the line about a record, and lines that go into it. Both are marked up."""

    clause: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Words:
    """Words for values. What it returns is marked up by ``style``."""

    catalogue: Catalogue
    style: Style
    before: Names
    after: Names

    def title(self, schema: Schema, name: str) -> str:
        """What a field is called, in the midst of a sentence."""
        title = self._translated(schema.get("title", ""))
        if not title and name == BODY:
            title = self.catalogue.gettext("Text")
        return self.style.text(uncapitalised(title) or name)

    def heading(self, schema: Schema, name: str) -> str:
        """What a field is called, at the head of a line."""
        title = self.title(schema, name)
        return title[:1].upper() + title[1:]

    def value(self, value: Any, schema: Schema, side: Side = "after", *, most: int = SHORT) -> str:
        """A value as its schema says to read it."""
        if isinstance(value, bool):
            return self.catalogue.pgettext("a choice", "yes") if value else self.catalogue.pgettext("a choice", "no")
        if isinstance(value, list):
            return self.names([self.value(item, schema.get("items", {}), side) for item in value])
        if isinstance(value, dict):
            return self._group(value, schema, side)
        text = clip(str(value), most)
        if "x-ref" in schema:
            return self.reference(schema["x-ref"], str(value), side)
        if "x-vocabulary" in schema:
            return self._entry(schema["x-vocabulary"], str(value), side)
        if value in schema.get("x-enum-labels", {}):
            return self.quoted(self._label(value, schema))
        form = schema.get("format", "")
        if form.startswith("partial-date"):
            return self.date(text)
        if form.endswith(_CODES) or "pattern" in schema or "x-image" in schema:
            return self.style.code(text)
        return self.style.text(text) if isinstance(value, int) or form not in ("", "single-line") else self.quoted(text)

    def choice(self, value: Any, schema: Schema, side: Side) -> str:
        """A value among few, without quotation marks."""
        if value in schema.get("x-enum-labels", {}):
            return self.style.text(self._label(value, schema))
        return self.value(value, schema, side)

    def _label(self, value: str, schema: Schema) -> str:
        return uncapitalised(self._translated(schema["x-enum-labels"][value]))

    def name(self, kind: str, id_: str, side: Side) -> str:
        """What a record was or is called; not marked up."""
        first, second = self._sides(side)
        return self._set(clip(first.record(kind, id_) or second.record(kind, id_) or id_, SHORT))

    def reference(self, kind: str, id_: str, side: Side) -> str:
        """The name of a record as it was or is called."""
        return self.style.text(self.name(kind, id_, side))

    def _entry(self, vocabulary: str, id_: str, side: Side) -> str:
        first, second = self._sides(side)
        name = first.entry(vocabulary, id_) or second.entry(vocabulary, id_) or id_
        return self.style.text(self._set(clip(name, SHORT)))

    def _sides(self, side: Side) -> tuple[Names, Names]:
        return (self.after, self.before) if side == "after" else (self.before, self.after)

    def _group(self, value: dict[str, Any], schema: Schema, side: Side) -> str:
        """« téléphone : …, adresse : … » ; a name needs no title, and a group in a group has none but its own."""
        properties = schema.get("properties", {})
        parts = []
        for name in [name for name in properties if name in value][:MOST_NAMES]:
            child, inner = properties[name], value[name]
            if isinstance(inner, dict):
                names = [key for key in child.get("properties", {}) if key in inner]
                told = ", ".join(self._bare(inner[key], child["properties"][key], side) for key in names)
            else:
                told = self.value(inner, child, side)
            parts.append(told if name == "name" else self.statement(self.title(child, name), told))
        return self.parts(parts)

    def _bare(self, value: Any, schema: Schema, side: Side) -> str:
        """A value without quotation marks where it is a text."""
        return self.style.text(clip(value, SHORT)) if isinstance(value, str) else self.value(value, schema, side)

    def statement(self, field: str, value: str) -> str:
        """« Site web : … »"""
        return self.catalogue.gettext("{field}: {value}", field=field, value=value)

    def about(self, name: str, clauses: str) -> str:
        """« Commission Logement : … »; a dash where the clauses have colons of their own."""
        if _COLON.search(clauses):
            return self.catalogue.pgettext("what something is about", "{name} – {clauses}", name=name, clauses=clauses)
        return self.catalogue.pgettext("what something is about", "{name}: {clauses}", name=name, clauses=clauses)

    def quoted(self, text: str) -> str:
        """A text of a record, between the language's quotation marks."""
        return self.catalogue.format(QUOTED, text=self.style.text(text))

    def date(self, value: str) -> str:
        """A date as precise as it is given."""
        return self.style.text(self._set(format_date(value, self.catalogue.language)))

    def when(self, value: str) -> str:
        """« le 3 mars 2010 », « en mars 2010 »."""
        point = parse(value)
        if point is not None and point.day is None:
            return self.catalogue.pgettext("a month or year", "in {date}", date=self.date(value))
        return self.catalogue.pgettext("a day", "on {date}", date=self.date(value))

    def names(self, names: Sequence[str], most: int = MOST_NAMES) -> str:
        """« A, B et C »; of many, the first and how many more. The names are marked up already."""
        if len(names) == 1:
            return names[0]
        if len(names) > most:
            shown = ", ".join(names[: most - 1])
            return self.catalogue.ngettext(
                "{names} and {n} more", "{names} and {n} more", len(names) - most + 1, names=shown
            )
        return (
            self.catalogue.gettext("{names} and {last}", names=", ".join(names[:-1]), last=names[-1]) if names else ""
        )

    def parts(self, parts: Sequence[str]) -> str:
        """Clauses one after the other."""
        plain = all("," not in part for part in parts)
        return (", " if plain else self.catalogue.pgettext("between clauses", "; ")).join(parts)

    def heading_of(self, text: str) -> str:
        """The title of a page, which may hold the words of a record."""
        return self.style.text(self._set(clip(text, SHORT)))

    def plain(self, text: str) -> str:
        """Words of the program itself, in the typography of the language."""
        return self.style.text(self._set(text))

    def _translated(self, text: str) -> str:
        return self._set(self.catalogue.pgettext("schema", text)) if text else ""

    def _set(self, text: str) -> str:
        return typography(text, self.catalogue.language)


def clip(text: str, most: int) -> str:
    """``text`` on one line, cut after a word where it has more than ``most`` characters."""
    text = re.sub(r"[ \t\n]+", " ", text).strip()
    if len(text) <= most:
        return text
    cut = text[:most]
    head, blank, _ = cut.rpartition(" ")
    return (head if blank and len(head) > most // 2 else cut).rstrip(" ,;:") + "\u00a0…"


def uncapitalised(text: str) -> str:
    """A title inside a sentence: « État » → « état », but « SIREN » stays."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
