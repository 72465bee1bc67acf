"""Who can help with what: plain tables, made once a build (see :mod:`registry.indexes`).

Those who left, and commissions that ended, can't help any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from registry.link import Registry

ALL = ""
"""The key under which a table has its other keys, in the order of the network's list or of the schema."""


class Helper(NamedTuple):
    """A record that works on a theme: its kind and id, and whether it is a public body."""

    kind: str
    id: str
    public: bool


class Mean(NamedTuple):
    """Something shared or looked for: by which ``partner``, in which ``field`` (offers, seeks), at which ``place``."""

    field: str
    partner: str
    place: int


def themed(registry: Registry) -> dict[str, list[tuple[object, ...]]]:
    """:class:`Helper` by theme."""
    network = registry.network
    public = {entry["id"] for entry in network["classifications"] if entry.get("public_body")}
    table: dict[str, list[tuple[object, ...]]] = {entry["id"]: [] for entry in network.get("themes", ())}
    for kind in ("commission", "partner", "project"):
        for record in registry.of_kind(kind):
            data = record.data
            if kind == "project" or "end_date" not in data:
                for theme in data.get("themes", ()):
                    table[theme].append(tuple(Helper(kind, record.id, data.get("classification") in public)))
    return _with_keys(table)


def means(registry: Registry) -> dict[str, list[tuple[object, ...]]]:
    """:class:`Mean` by type."""
    properties = registry.kinds["partner"].schema["properties"]
    table: dict[str, list[tuple[object, ...]]] = {
        type_: [] for type_ in properties["offers"]["items"]["properties"]["type"]["enum"]
    }
    for record in registry.of_kind("partner"):
        if "end_date" not in record.data:
            for field in ("offers", "seeks"):
                for place, entry in enumerate(record.data.get(field, ())):
                    table[entry["type"]].append(tuple(Mean(field, record.id, place)))
    return _with_keys(table)


def _with_keys(table: dict[str, list[tuple[object, ...]]]) -> dict[str, list[tuple[object, ...]]]:
    found = {key: rows for key, rows in table.items() if rows}
    return {ALL: [(key,) for key in found], **found}
