"""Small tables over all records, made once a build, for views that would else look at every record.

A view that asks for one entry depends on that entry alone (see :mod:`registry.reads`). Values are plain.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import cycle, islice
from typing import TYPE_CHECKING, Any

from registry.chronicle import happened
from registry.follow import asked, concerned, decided, follow_ups, open_actions, places
from registry.helping import means, themed
from registry.past import changed, moments, told, updated
from registry.slugs import slug
from registry.tallies import partners_by_year, spread, work_by_year, working_together
from registry.tenure import stays
from registry.yearbook import yearbook

if TYPE_CHECKING:
    from registry.link import Registry


def series(registry: Registry) -> dict[str, tuple[str | None, str | None]]:
    """Meeting → the ids of the one before and the one after among meetings of the same body, by their start."""
    groups: dict[tuple[object, ...], list[tuple[str, str]]] = {}
    for meeting in registry.of_kind("meeting"):
        data = meeting.data
        group = (data.get("commission"), data["classification"], meeting.example)
        groups.setdefault(group, []).append((str(data["start"]), meeting.id))
    return {
        id_: neighbours for group in groups.values() for id_, neighbours in _neighbours([i for _, i in sorted(group)])
    }


def news(registry: Registry) -> dict[str, tuple[str | None, str | None]]:
    """News → the ids of the piece before and the one after."""
    groups: dict[bool, list[str]] = {}
    for item in registry.of_kind("news"):
        groups.setdefault(item.example, []).append(item.id)
    return {id_: neighbours for group in groups.values() for id_, neighbours in _neighbours(group)}


def _neighbours(ids: list[str]) -> list[tuple[str, tuple[str | None, str | None]]]:
    around = [None, *ids, None]
    return [(id_, (around[place], around[place + 2])) for place, id_ in enumerate(ids)]


def firsts(registry: Registry) -> dict[str, str]:
    """Address → the one that it had at first, where redirections lead from one name in a folder to another."""
    found = registry.find("redirects", "redirects")
    entries = found.data.get("redirects", []) if found else []
    pairs = [(entry["from"].rstrip("/"), entry["to"].rstrip("/")) for entry in entries]
    before: dict[str, str] = {}
    for old, new in sorted(pairs, reverse=True):
        (above, _, name), (folder, _, _) = old.rpartition("/"), new.rpartition("/")
        if new and above == folder and name == slug(name):
            before[new] = old
    table = {}
    for new in before:
        first, seen = new, {new}
        while before.get(first, first) not in seen:
            first = before[first]
            seen.add(first)
        table[f"{new}/"] = f"{first}/"
    return table


def ranks(registry: Registry) -> dict[str, int]:
    """Commission → the number of its colour, from 1: the one its record names, or else, for one at work, the next free.

    There are as many colours as the schema names; when all are taken they begin again.
    """
    commissions = registry.of_kind("commission")
    names = registry.kinds["commission"].schema["properties"]["colour"]["enum"]
    chosen = {record.id: names.index(record.data["colour"]) + 1 for record in commissions if "colour" in record.data}
    rest = [record.id for record in commissions if record.id not in chosen and "end_date" not in record.data]
    free = [number for number in range(1, len(names) + 1) if number not in chosen.values()]
    numbers = [*free, *islice(cycle(range(1, len(names) + 1)), len(rest))]
    return {**chosen, **dict(zip(rest, numbers, strict=False))}


INDEXES: Mapping[str, Callable[[Registry], Mapping[str, Any]]] = {
    "series": series,
    "news": news,
    "ranks": ranks,
    "firsts": firsts,
    "happened": happened,
    "decided": decided,
    "asked": asked,
    "open_actions": open_actions,
    "decision_places": places,
    "follow_ups": follow_ups,
    "concerned": concerned,
    "stays": stays,
    "themed": themed,
    "means": means,
    "moments": moments,
    "updated": updated,
    "told": told,
    "changed": changed,
    "yearbook": yearbook,
    "partners_by_year": partners_by_year,
    "work_by_year": work_by_year,
    "working_together": working_together,
    "spread": spread,
}
"""Every table by its name."""
