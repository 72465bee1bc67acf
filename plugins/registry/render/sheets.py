"""Records as CSV tables for spreadsheets, which show them right at a double click.

What Excel and LibreOffice need for that in the network's country: a mark (BOM), without which Excel reads the bytes as
Windows-1252; the semicolon where numbers have a decimal comma, since the comma separates nothing there; and a no-break
space before what would be taken for a number or a date and be shown as another: postcodes and phone numbers with their
zeros, long numbers, months. For people: titles, names and labels instead of fields and ids.
"""

from __future__ import annotations

import csv
import io
import re
from functools import partial
from typing import Any

from registry.i18n import Catalogue
from registry.render.tables import at, columns, defused
from registry.schema.kinds import Schema
from registry.view.base import View

MARK = b"\xef\xbb\xbf"
_MISTAKEN = re.compile(r"0[0-9]+|[0-9]{12,}|[0-9]{4}-[0-9]{2}|[0-9]+(?:[./-][0-9]+)+(?<!-[0-9]{2}-[0-9]{2})")
"""Texts that would become other numbers or dates; whole days and years stay what they are."""


class Sheet:
    """The table of a kind. ``catalogue`` has the site's language; ``site`` is put before addresses of pages."""

    def __init__(self, schema: Schema, delimiter: str, catalogue: Catalogue, site: str) -> None:
        self._schema, self._delimiter, self._catalogue, self._site = schema, delimiter, catalogue, site
        self._names = [name for name, _ in columns(schema)]
        self._labels = {name: labels_of(schema, name) for name in self._names}

    def header(self) -> bytes:
        """The first line, with the mark before it."""
        gettext, translate = self._catalogue.gettext, partial(self._catalogue.pgettext, "schema")
        many = gettext("how many")
        titles = [
            " – ".join(map(translate, titles_of(self._schema, name)))
            + (f" ({many})" if name.endswith(".count") else "")
            for name in self._names[2:]
        ]
        return MARK + self._line([gettext("Identifier"), gettext("Address of the page"), *titles])

    def row(self, record: View) -> bytes:
        """The line of a record; lists of single values are joined by a comma."""
        page = self._site + record["url"] if record["url"] else None
        return self._line([record["id"], page or "", *(self._cell(record, name) for name in self._names[2:])])

    def _cell(self, record: View, name: str) -> str:
        value = at(record, name)
        if isinstance(value, str) and (label := self._labels[name].get(value)):
            return self._catalogue.pgettext("schema", label)
        text = defused(value, self._text)
        return "\u00a0" + text if isinstance(value, str) and _MISTAKEN.fullmatch(text) else text

    def _text(self, value: Any) -> str:
        if value is None:
            return ""
        if isinstance(value, bool):
            return self._catalogue.pgettext("a choice", "yes") if value else self._catalogue.pgettext("a choice", "no")
        if isinstance(value, list):
            return ", ".join(map(self._text, value))
        if isinstance(value, dict):
            named = (value.get(name) for name in ("markdown", "label", "name", "file", "id"))
            return str(next((text for text in named if text), ""))
        return str(value)

    def _line(self, cells: list[str]) -> bytes:
        out = io.StringIO()
        csv.writer(out, delimiter=self._delimiter, lineterminator="\r\n").writerow(cells)
        return out.getvalue().encode()


def labels_of(schema: Schema, name: str) -> dict[str, str]:
    """What the values of a column are called, where they are few and have names."""
    for step in name.split("."):
        schema = schema.get("properties", {}).get(step, {})
    labels: dict[str, str] = schema.get("x-enum-labels", {})
    return labels


def titles_of(schema: Schema, name: str) -> list[str]:
    """The titles on the way to a column."""
    found = []
    for step in name.split("."):
        child = schema.get("properties", {}).get(step)
        if child:
            found.append(str(child["title"]))
            schema = child
        elif step != "count":
            found.append(step)
    return found
