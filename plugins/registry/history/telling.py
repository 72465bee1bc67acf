"""A change in words, as HTML, for whoever reads the site: with the names that records had then."""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import itemgetter
from typing import Any

from registry.compare.changes import Field, ListChange, TextChange
from registry.compare.records import RecordChange
from registry.i18n import Catalogue
from registry.schema.kinds import Kind, Kinds, Schema
from registry.tell.names import SiteNames
from registry.tell.records import SIGNED, headline, tell_change
from registry.tell.style import Html
from registry.tell.words import Told, Words, uncapitalised

MOST_CLAUSES = 12
MOST_LINES = 4
_REACHED = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w&#;])\+?[0-9](?:[ .\u00a0\u202f-]?[0-9]){8,13}(?![\w;])")
_DIGITS = re.compile(r"[0-9].?[0-9].?[0-9].?[0-9].?[0-9]")
_PERSONAL = ("email", "phone", "international-phone")
Clauses = tuple[tuple[str, tuple[str, ...]], ...]


class Labels(SiteNames):
    """What records and entries of vocabularies were called ``at`` a step of a walk, or when they were last seen before.

    ``labels`` and ``entries`` are what they were called before the first step; :meth:`close` brings them up to date.
    """

    def __init__(self, kinds: Kinds, catalogue: Catalogue, labels: dict[str, str], entries: dict[str, str]) -> None:
        super().__init__(kinds, (), catalogue)
        self._labels, self._entries = _Names(labels), _Names(entries)
        self.at = 0

    def record(self, kind: str, id_: str) -> str | None:
        return self._labels.get(f"{kind} {id_}", self.at)

    def entry(self, vocabulary: str, id_: str) -> str | None:
        return self._entries.get(f"{vocabulary} {id_}", self.at)

    def note(self, kind: Kind, state: Any) -> None:
        """Take in what a record is called in this state, and what the network calls the entries of its lists."""
        self._labels.put(f"{kind.name} {state.id}", self.at, self.label(kind, state))
        if kind.name != "network":
            return
        for name, value in state.data.items():
            for entry in value if isinstance(value, list) else ():
                if isinstance(entry, dict) and isinstance(entry.get("id"), str) and isinstance(entry.get("name"), str):
                    shown = str(entry.get("short_name") or entry["name"])
                    self._entries.put(f"{name} {entry['id']}", self.at, shown)

    def close(self) -> None:
        """Take what was noted for what is known from now on."""
        self._labels.close()
        self._entries.close()


class _Names:
    """``known`` names, and later ones by the step from which on they hold."""

    def __init__(self, known: dict[str, str]) -> None:
        self._known = known
        self._later: dict[str, list[tuple[int, str]]] = {}

    def get(self, key: str, at: int) -> str | None:
        later = self._later.get(key, ())
        place = bisect_right(later, at, key=itemgetter(0))
        return later[place - 1][1] if place else self._known.get(key)

    def put(self, key: str, at: int, name: str) -> None:
        if self.get(key, at) != name:
            self._later.setdefault(key, []).append((at, name))

    def close(self) -> None:
        self._known.update((key, later[-1][1]) for key, later in self._later.items())
        self._later.clear()


class Teller:
    """Tells changes in the language of ``catalogue``.

    Of what may be somebody's (telephones, addresses) it only says that it changed, and texts are told without them:
    what was taken away is not to be read on another page.
    """

    def __init__(self, catalogue: Catalogue, labels: Labels) -> None:
        self._words = Words(catalogue, Html(), labels, labels)
        self._discreet: dict[tuple[str, str], bool] = {}

    def __call__(self, change: RecordChange) -> tuple[str, Clauses]:
        """(the record's name, clauses) as :class:`registry.past.Change` has them."""
        head = headline(self._words, change)
        if change.change == "removed":
            return head, ()
        told: list[Told] = []
        if change.change == "renamed":
            told.append(Told(self._words.plain(self._words.catalogue.gettext("has another address on this site"))))
        for field in change.fields:
            if change.change != "added" or (change.kind.name, field.name) in SIGNED:
                told += self._field(change.kind, field)
        return head, tuple((_sentence(one.clause), one.details[:MOST_LINES]) for one in told[:MOST_CLAUSES])

    def _field(self, kind: Kind, field: Field) -> list[Told]:
        key = (kind.name, field.name)
        if key not in self._discreet:
            self._discreet[key] = _is_personal(field.change.schema)
        if self._discreet[key]:
            title = self._words.title(field.change.schema, field.name)
            return [Told(self._words.catalogue.gettext("{field}: changed", field=title))]
        told = tell_change(self._words, kind, field)
        if not isinstance(field.change, TextChange | ListChange):
            return told
        return [Told(_veiled(one.clause), tuple(map(_veiled, one.details))) for one in told]


def touched(change: RecordChange) -> tuple[str, ...]:
    """The names of fields that changed, and of entries in them that have an id."""
    names: dict[str, None] = {}
    for field in change.fields if change.before else ():
        names[field.name] = None
        if isinstance(field.change, ListChange):
            for item in field.change.items:
                entry = item.after or item.before
                if isinstance(entry, dict) and isinstance(entry.get("id"), str):
                    names[f"{field.name}/{entry['id']}"] = None
    return tuple(names)


def _veiled(html: str) -> str:
    """A text without addresses to write to and numbers to call."""
    return _REACHED.sub("…", html) if "@" in html or _DIGITS.search(html) else html


def _is_personal(schema: Schema) -> bool:
    if schema.get("format") in _PERSONAL:
        return True
    inner = [*schema.get("properties", {}).values(), *([schema["items"]] if "items" in schema else [])]
    return any(map(_is_personal, inner))


def _sentence(html: str) -> str:
    return html if html.startswith(("<", "&")) else uncapitalised(html)[:1].upper() + html[1:]
