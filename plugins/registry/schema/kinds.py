"""A kind of record, as its schema describes it.

The root of each ``schemas/<kind>.schema.json`` carries ``x-kind``:

``name``, ``plural``
    English words; the JSON API uses them as they are, the catalogue translates them for URLs.
``title``
    what the collection is called, in the schemas' language (the schema's own ``title`` names one record).
``order``
    place of the kind in menus, lists and forms.
``folder`` or ``file``
    where its files lie below the site: one file a record, or one file in all.
``format``
    ``yaml``, or ``markdown`` (YAML front matter and a body).
``url``
    English word of the collection's address; ``""`` puts records at the root; absent: no pages.
``index``
    ``latest``: the collection's address shows its latest record (the charter).
``label``, ``summary``, ``sort``
    the field that names a record, what a mention of it carries, and the order of lists.
``outline``
    headings of the Markdown body of a new record.
``form``
    what the kind's form needs beyond its fields; a kind without it has no form. ``add`` is what its button says,
    ``slug`` the fields that a new id is made of (``a|b``: the first that says something), ``body`` the ``title`` and
    ``description`` of the Markdown text.

Extensions inside: ``x-ref`` (id of a record of that kind), ``x-vocabulary`` (id in a list of ``network.yaml``),
``x-markdown``, ``x-image``, ``x-enum-labels``, ``x-ordered`` (another order of the list means something else),
``x-unpublished`` (no page, file or table shows it); for forms, ``x-help`` (instead of the ``description``, which is
for those who write files), ``x-add`` (what the button says that adds an entry of a list, or a part) and ``x-advanced``
(few need it: at the end).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from registry.problem import BrokenFile

Schema = dict[str, Any]
Pattern = tuple[str, ...]
"""The way to a property in all documents of a kind; ``*`` stands for every item of a list."""


@dataclass(frozen=True)
class Kind:
    """One kind of record; see the module's text for the fields."""

    name: str
    plural: str
    title: str
    schema: Schema = field(repr=False, hash=False, compare=False)
    order: int = 0
    folder: str | None = None
    file: str | None = None
    format: str = "yaml"
    url: str | None = None
    index: str = "list"
    label: str = "name"
    summary: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()
    outline: tuple[str, ...] = ()
    form: dict[str, Any] | None = field(default=None, repr=False, hash=False, compare=False)

    @property
    def suffix(self) -> str:
        return ".md" if self.format == "markdown" else ".yaml"

    @property
    def has_pages(self) -> bool:
        return self.url is not None

    @cached_property
    def references(self) -> tuple[tuple[Pattern, str], ...]:
        """(pattern, name of the kind referred to) for every ``x-ref``."""
        return tuple(_find(self.schema, "x-ref"))

    @cached_property
    def vocabularies(self) -> tuple[tuple[Pattern, str], ...]:
        """(pattern, list of ``network.yaml``) for every ``x-vocabulary``."""
        return tuple(_find(self.schema, "x-vocabulary"))

    @cached_property
    def images(self) -> tuple[tuple[Pattern, str], ...]:
        """(pattern, "True") for every ``x-image``: names of files in ``content/images``."""
        return tuple(_find(self.schema, "x-image"))

    @cached_property
    def markdown(self) -> tuple[tuple[Pattern, str], ...]:
        """(pattern, "True") for every field that holds Markdown."""
        return tuple(_find(self.schema, "x-markdown"))

    def property_schema(self, pointer: tuple[str | int, ...]) -> Schema:
        """The schema of the value at ``pointer``; ``{}`` where there is none."""
        schema = self.schema
        for step in pointer:
            schema = schema.get("items", {}) if isinstance(step, int) else schema.get("properties", {}).get(step, {})
        return schema


class Kinds:
    """All kinds, in the order of ``x-kind.order``; iterable, and indexed by name."""

    def __init__(self, kinds: list[Kind]) -> None:
        self._kinds = {kind.name: kind for kind in sorted(kinds, key=lambda kind: (kind.order, kind.name))}

    def __iter__(self) -> Iterator[Kind]:
        return iter(self._kinds.values())

    def __getitem__(self, name: str) -> Kind:
        return self._kinds[name]

    def __contains__(self, name: object) -> bool:
        return name in self._kinds

    @property
    def with_pages(self) -> list[Kind]:
        return [kind for kind in self if kind.has_pages]

    @property
    def with_form(self) -> list[Kind]:
        return [kind for kind in self if kind.form]


def _find(schema: Schema, keyword: str, path: Pattern = ()) -> Iterator[tuple[Pattern, str]]:
    if keyword in schema:
        yield path, str(schema[keyword])
    for name, child in schema.get("properties", {}).items():
        yield from _find(child, keyword, (*path, name))
    if "items" in schema:
        yield from _find(schema["items"], keyword, (*path, "*"))


def walk(data: Any, pattern: Pattern) -> list[tuple[tuple[str | int, ...], Any]]:
    """(pointer, value) of everything in ``data`` that ``pattern`` leads to."""
    found: list[tuple[tuple[str | int, ...], Any]] = [((), data)]
    for step in pattern:
        if step == "*":
            lists = [(at, value) for at, value in found if isinstance(value, list)]
            found = [((*at, place), item) for at, items in lists for place, item in enumerate(items)]
        else:
            found = [((*at, step), value[step]) for at, value in found if isinstance(value, dict) and step in value]
        if not found:
            break
    return found


def expand(schema: Schema, definitions: dict[str, Schema]) -> Schema:
    """``schema`` with each ``$ref`` to ``common.schema.json#/$defs/<name>`` (or ``#/$defs/<name>``
    there) replaced by what it refers to; keywords beside a ``$ref`` win over the definition's.

    The definitions don't refer to themselves, so the result is a finite tree: walkers, forms and
    the validator need no resolver.
    """
    if isinstance(schema, list):
        return [expand(item, definitions) for item in schema]
    if not isinstance(schema, dict):
        return schema
    result: Schema = {}
    if "$ref" in schema:
        result.update(expand(definitions[schema["$ref"].rpartition("/")[2]], definitions))
    result.update({key: expand(value, definitions) for key, value in schema.items() if key != "$ref"})
    return result


def load_kinds(folder: Path) -> Kinds:
    """Read every ``<kind>.schema.json`` of ``folder``. Raises ``OSError``, :class:`BrokenFile` or
    ``KeyError`` on a schema that a test of this project would have refused."""
    common = _read(folder / "common.schema.json")
    kinds = []
    for path in sorted(folder.glob("*.schema.json")):
        raw = _read(path)
        if "x-kind" not in raw:
            continue
        described = dict(raw["x-kind"])
        for key in ("summary", "sort", "outline"):
            described[key] = tuple(described.get(key, ()))
        kinds.append(Kind(schema=expand(raw, common["$defs"]), **described))
    return Kinds(kinds)


def _read(path: Path) -> Schema:
    try:
        schema: Schema = json.loads(path.read_text("utf-8"))
    except json.JSONDecodeError as error:
        raise BrokenFile(path, error.lineno, error.colno, error.msg) from None
    return schema
