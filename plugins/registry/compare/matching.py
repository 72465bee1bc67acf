"""Which entry of a list became which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any

from registry.compare.nearness import nearness
from registry.compare.sameness import NOTHING_RENAMED, Renamed, meaning
from registry.schema.kinds import Schema

MOST_PAIRS = 2_500
"""Pairs of entries whose nearness is measured; in longer lists what has no key in common is removed and added."""
_NEAR = 0.5
_NEAR_DESPITE_ID = 0.8
"""Two entries with ids of their own are one that was given another id only if nearly all the rest is the same."""

Pair = tuple[int | None, int | None]
Key = Callable[[Any, Renamed], Hashable]
"""What two entries that are one have in common; ``None`` if an entry has no such thing."""


def match(
    before: Sequence[Any], after: Sequence[Any], schema: Schema, renamed: Renamed = NOTHING_RENAMED
) -> list[Pair]:
    """Positions (before, after) of each entry, in the order of ``after``, then of those that are gone.

    ``schema`` is that of an entry. Entries are one if they mean the same, else have the same id, else (without ids)
    refer to the same record where they must refer to one, else have the same name, else are the nearest.
    """
    found: dict[int, int] = {}
    for key in _keys(schema):
        groups: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for side, items, names, done in ((0, before, renamed, set(found)), (1, after, {}, set(found.values()))):
            for index, item in enumerate(items):
                if index not in done and (value := key(item, names)) is not None:
                    groups[value][side].append(index)
        for old, new in groups.values():
            _take(_scored(before, after, old, new, schema, renamed), found)
    taken = set(found.values())
    if _told_apart_by_nearness(schema):
        old, new = [i for i in range(len(before)) if i not in found], [j for j in range(len(after)) if j not in taken]
        if len(old) * len(new) <= MOST_PAIRS:
            least = _NEAR_DESPITE_ID if "id" in schema.get("properties", {}) else _NEAR
            scored = _scored(before, after, old, new, schema, renamed)
            _take([candidate for candidate in scored if -candidate[0] >= least], found)
    return _arranged(found, len(before), len(after))


def _scored(
    before: Sequence[Any], after: Sequence[Any], old: list[int], new: list[int], schema: Schema, renamed: Renamed
) -> list[tuple[float, int, int]]:
    """Candidates for :func:`_take`; entries of one key are nearly always alone, and need no measure."""
    if len(old) * len(new) > MOST_PAIRS:
        return [(0.0, j, i) for i, j in zip(old, new, strict=False)]
    if len(old) == len(new) == 1 and not _told_apart_by_nearness(schema):
        return [(0.0, new[0], old[0])]
    return [(-nearness(before[i], after[j], schema, renamed), j, i) for i in old for j in new]


def _take(candidates: list[tuple[float, int, int]], found: dict[int, int]) -> None:
    """Pair the nearest first; what is as near, in the order of the lists. A candidate is (-nearness, after, before)."""
    taken = set(found.values())
    for _, j, i in sorted(candidates):
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)


def _told_apart_by_nearness(schema: Schema) -> bool:
    """Not so for references: another partner is never nearly the same one."""
    return "x-ref" not in schema and "x-vocabulary" not in schema and _required_reference(schema) is None


def _keys(schema: Schema) -> Iterator[Key]:
    """Keys to match by, the surest first."""
    yield lambda item, renamed: meaning(item, schema, renamed)
    properties = schema.get("properties", {})
    if "id" in properties:
        yield _by("id", properties["id"])
    elif name := _required_reference(schema) or naming(schema):
        yield _by(name, properties[name])


def _by(name: str, schema: Schema) -> Key:
    def key(item: Any, renamed: Renamed) -> Hashable:
        value = item.get(name) if isinstance(item, dict) else None
        return None if value is None else meaning(value, schema, renamed)

    return key


def _required_reference(schema: Schema) -> str | None:
    properties = schema.get("properties", {})
    for name in schema.get("required", ()):
        if "x-ref" in properties.get(name, {}):
            return str(name)
    return None


def naming(schema: Schema) -> str | None:
    """The field that people would call an entry by: what it refers to, else its first text; required ones first."""
    properties = schema.get("properties", {})
    required = [name for name in properties if name in schema.get("required", ())]
    for names in (required, list(properties)):
        for name in names:
            child = properties[name]
            free = child.get("type") == "string" and "enum" not in child and "x-vocabulary" not in child
            if free and name != "id" and not child.get("format", "").startswith("partial-date"):
                return str(name)
    return None


def _arranged(found: dict[int, int], before: int, after: int) -> list[Pair]:
    back = {j: i for i, j in found.items()}
    gone: list[Pair] = [(i, None) for i in range(before) if i not in found]
    return [*((back.get(j), j) for j in range(after)), *gone]
