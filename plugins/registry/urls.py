"""The addresses of the site (contract C3): English words, translated by the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, Protocol

from registry.i18n import Catalogue
from registry.markers import pN_
from registry.schema.kinds import Kind, Kinds
from registry.slugs import plain, slug

SECTIONS: Mapping[str, str] = {
    "home": "",
    "decisions": pN_("url", "decisions"),
    "actions": pN_("url", "actions"),
    "statistics": pN_("url", "statistics"),
    "glossary": pN_("url", "glossary"),
    "data": pN_("url", "data"),
    "contribute": pN_("url", "contribute"),
    "journal": pN_("url", "journal"),
    "changes": pN_("url", "changes"),
    "help": pN_("url", "who-can-help"),
    "search": pN_("url", "search"),
    "legal": pN_("url", "legal-notice"),
    "accessibility": pN_("url", "accessibility"),
    "origin": pN_("url", "origin"),
    "messages": pN_("url", "messages"),
}
"""Pages that are not records: name → English word of the address."""

API = "/api/v1"
"""Where files for programs lie; what they look like changes only with this address."""

RESERVED = frozenset({"api", "theme", "images", "404", "index", "sitemap", "robots", "feeds", "static", "pagefind"})
"""First words of addresses that machine files take."""


def is_reserved(url: str) -> bool:
    """Whether an address lies where machine files do: ``/api/…``, ``/sitemap.xml``."""
    return url.split("/")[1].partition(".")[0] in RESERVED


def output_path(url: str) -> str:
    """The file of an address: ``/partners/`` and ``/partners`` → ``partners/index.html``; ``/a.html`` → ``a.html``."""
    folder, _, name = url.lstrip("/").rpartition("/")
    file = name if "." in name else f"{name}/index.html".lstrip("/")
    return f"{folder}/{file}" if folder else file


class Addressable(Protocol):
    """What an address is made for: anything with an id and data."""

    @property
    def id(self) -> str: ...

    @property
    def data(self) -> dict[str, Any]: ...


def is_hidden(data: Mapping[str, Any]) -> bool:
    """Whether a record is an example or a draft: it is not published."""
    return data.get("example") is True or data.get("draft") is True


def sort_key(kind: Kind, item: Addressable) -> tuple[str, ...]:
    """The order of a kind's records: the fields of ``x-kind.sort``, then the id."""
    values = []
    for name in kind.sort:
        value = item.data.get(name)
        if value is None:  # a record without a rank comes after those that have one, one without a date before
            value = 999_999 if kind.schema["properties"][name].get("type") == "integer" else ""
        values.append(f"{value:06}" if isinstance(value, int) else plain(str(value)))
    return (*values, item.id)


class Urls:
    """Addresses in one language. ``records`` gives the items of each kind, to find the latest of
    a kind whose collection shows it (``x-kind.index: latest``)."""

    def __init__(
        self, kinds: Kinds, catalogue: Catalogue, records: Mapping[str, Iterable[Addressable]] | None = None
    ) -> None:
        self._kinds = kinds
        self._words = {kind.name: self._word(catalogue, kind.url) for kind in kinds.with_pages}
        self.sections = {name: f"/{self._word(catalogue, word)}/" if word else "/" for name, word in SECTIONS.items()}
        self._calendar = catalogue.pgettext("url", "calendar") + ".ics"
        self.sections["messages"] = self.sections["contribute"] + self._word(catalogue, SECTIONS["messages"]) + "/"
        self.to_check = self.sections["contribute"] + self._word(catalogue, pN_("url", "to-check")) + "/"
        self.sections["changes"] = self.sections["journal"] + self._word(catalogue, SECTIONS["changes"]) + "/"
        self._translate = partial(catalogue.pgettext, "schema")
        self._means = self.sections["help"] + self._word(catalogue, pN_("url", "shared")) + "/"
        for kind in kinds.with_pages:
            if kind.url:
                self.sections.setdefault(kind.plural if kind.index == "list" else kind.name, self.collection(kind.name))
        self._latest: dict[str, str] = {}
        for kind in kinds.with_pages:
            items = list((records or {}).get(kind.name, ()))
            if kind.index == "latest" and items:
                published = [item for item in items if not is_hidden(item.data)]
                self._latest[kind.name] = max(published or items, key=lambda item: sort_key(kind, item)).id

    @staticmethod
    def _word(catalogue: Catalogue, word: str | None) -> str:
        return catalogue.pgettext("url", word) if word else ""

    def collection(self, kind: str) -> str:
        """``/partners/``; ``/`` for a kind whose records lie at the root."""
        word = self._words[kind]
        return f"/{word}/" if word else "/"

    def record(self, kind: str, id_: str) -> str:
        """``/partners/<id>/``."""
        if self.is_latest(kind, id_):
            return self.collection(kind)
        return f"{self.collection(kind)}{id_}/"

    def form(self, kind: str) -> str:
        """The form that adds or changes a record of a kind: ``/contribute/partners/``."""
        return f"{self.sections['contribute']}{self._words[kind]}/"

    def year(self, section: str, year: str) -> str:
        """The page of a year of a register (``/decisions/2026/``), or of a month (``/journal/changes/2026-03/``)."""
        return f"{self.sections[section]}{year}/"

    def record_year(self, kind: str, id_: str, year: str) -> str:
        """The page of a year of a record: ``/commissions/<id>/2026/``."""
        return f"{self.record(kind, id_)}{year}/"

    def theme(self, id_: str) -> str:
        """Who can help with a theme: ``/who-can-help/<theme>/``."""
        return f"{self.sections['help']}{id_}/"

    def means(self, type_: str) -> str:
        """Who shares means of a sort, or looks for them: ``/who-can-help/shared/<word>/``."""
        sorts = self._kinds["partner"].schema["properties"]["offers"]["items"]["properties"]["type"]
        return f"{self._means}{slug(self._translate(sorts['x-enum-labels'][type_]))}/"

    def calendar(self, folder: str) -> str:
        """The calendar of what stands at an address: ``/meetings/calendar.ics``."""
        return folder + self._calendar

    def event(self, id_: str) -> str:
        """A meeting for a calendar: ``/meetings/<id>/<id>.ics``."""
        return f"{self.record('meeting', id_)}{id_}.ics"

    def document(self, kind: str, id_: str) -> str:
        """A record on paper: ``/charter/2009.pdf``."""
        return f"{self.collection(kind)}{id_}.pdf"

    @staticmethod
    def feed(folder: str) -> str:
        """The news feed of what stands at an address: ``/news/atom.xml``."""
        return f"{folder}atom.xml"

    def message(self, code: str) -> str:
        """The page that explains a problem's code."""
        return f"{self.sections['messages']}{code.lower()}/"

    def latest(self, kind: str) -> str | None:
        """The id of the record that a kind's collection shows."""
        return self._latest.get(kind)

    def is_latest(self, kind: str, id_: str) -> bool:
        """Whether a record stands at its collection's address."""
        return self._latest.get(kind) == id_
