"""Compare two values as their schema describes them. Values that do not fit it are compared as they are."""

from __future__ import annotations

from typing import Any

from registry.compare.changes import Change, Field, GroupChange, Item, ListChange, ValueChange
from registry.compare.matching import match
from registry.compare.sameness import NOTHING_RENAMED, Renamed, meaning, present
from registry.compare.texts import compare_texts
from registry.schema.kinds import Schema

LONG = 200
"""Texts that may be longer are compared word by word."""


def compare_values(before: Any, after: Any, schema: Schema, renamed: Renamed = NOTHING_RENAMED) -> Change | None:
    """The change from ``before`` to ``after`` (``None``: absent), or ``None`` if they mean the same.

    ``renamed`` tells which ids of ``before`` are now others, so that what refers to them has not changed.
    """
    before, after = present(before), present(after)
    if meaning(before, schema, renamed) == meaning(after, schema):
        return None
    if _both(before, after, dict) and "properties" in schema:
        fields = compare_fields(before or {}, after or {}, schema, renamed)
        return GroupChange(schema, before, after, fields) if fields else None
    if _both(before, after, list):
        items, moved = compare_items(before or [], after or [], schema, renamed)
        return ListChange(schema, before, after, items, moved) if items or moved else None
    if _both(before, after, str) and is_long(schema):
        return compare_texts(before, after, schema)
    return ValueChange(schema, before, after)


def compare_fields(
    before: dict[str, Any], after: dict[str, Any], schema: Schema, renamed: Renamed = NOTHING_RENAMED
) -> tuple[Field, ...]:
    """The fields that changed, in the order of the schema; those that it does not know come last."""
    properties = schema.get("properties", {})
    told = {*before, *after}
    names = [*(name for name in properties if name in told), *sorted(told.difference(properties))]
    changes = (
        (name, compare_values(before.get(name), after.get(name), properties.get(name, {}), renamed)) for name in names
    )
    return tuple(Field(name, change) for name, change in changes if change is not None)


def compare_items(
    before: list[Any], after: list[Any], schema: Schema, renamed: Renamed = NOTHING_RENAMED
) -> tuple[tuple[Item, ...], bool]:
    """The entries that changed, and whether others only stand in another order, where that counts."""
    items = schema.get("items", {})
    pairs = match(before, after, items, renamed)
    found = []
    for i, j in pairs:
        old, new = None if i is None else before[i], None if j is None else after[j]
        if i is None or j is None or meaning(old, items, renamed) != meaning(new, items):
            fields = compare_fields(_group(old), _group(new), items, renamed)
            found.append(Item(old, new, fields))
    kept = [i for i, j in pairs if i is not None and j is not None]
    return tuple(found), bool(schema.get("x-ordered")) and kept != sorted(kept)


def is_long(schema: Schema) -> bool:
    """Whether a value is a text of sentences rather than a word, a name or an address."""
    if any(keyword in schema for keyword in ("format", "pattern", "enum", "x-ref", "x-vocabulary")):
        return False
    return bool(schema.get("x-markdown")) or schema.get("maxLength", 0) > LONG


def _both(before: Any, after: Any, type_: type) -> bool:
    return all(value is None or isinstance(value, type_) for value in (before, after))


def _group(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
