"""What records and entries of vocabularies are called, in one state of a site."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from registry.compare.records import State
from registry.i18n import Catalogue
from registry.schema.kinds import Kind
from registry.view.titles import meeting_title


class Names(Protocol):
    """Where words find what an id stands for; ``None`` for what they do not know."""

    def record(self, kind: str, id_: str) -> str | None:
        """The name of a record."""

    def entry(self, vocabulary: str, id_: str) -> str | None:
        """The name of an entry in a list of ``network.yaml``."""


class Named(State, Protocol):
    """A record that knows its kind."""

    @property
    def kind(self) -> str: ...


class SiteNames:
    """The names of a site's documents."""

    def __init__(self, kinds: Iterable[Kind], documents: Iterable[Named], catalogue: Catalogue) -> None:
        self._kinds = {kind.name: kind for kind in kinds}
        self._documents = {(document.kind, document.id): document for document in documents}
        self._catalogue = catalogue

    def record(self, kind: str, id_: str) -> str | None:
        document = self._documents.get((kind, id_))
        return self.label(self._kinds[kind], document) if document else None

    def label(self, kind: Kind, state: State) -> str:
        """What a record is called: its title, the one that the site composes, or its id."""
        name = state.data.get(kind.label)
        if isinstance(name, str):
            return name
        if kind.file:
            return self._catalogue.pgettext("schema", kind.title)
        if kind.name == "meeting" and isinstance(state.data.get("start"), str):
            commission = state.data.get("commission")
            named = self.record("commission", commission) if isinstance(commission, str) else None
            return meeting_title(state.data, named, self._catalogue)
        return state.id

    def entry(self, vocabulary: str, id_: str) -> str | None:
        network = self._documents.get(("network", "network"))
        entries: Any = network.data.get(vocabulary) if network else None
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, dict) and entry.get("id") == id_ and isinstance(entry.get("name"), str):
                return str(entry.get("short_name") or entry["name"])
        return None
