"""How near two values are that do not mean the same: 0 for nothing in common, 1 for the same."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from registry.compare.sameness import NOTHING_RENAMED, Renamed, fold, meaning, present
from registry.schema.kinds import Schema

_CONTROLLED = ("enum", "x-vocabulary")
_CHOICE = 0.2
"""Weight of a choice among few, which many records share; a word of a text has 1."""
_MOST = 60
"""Words of one value that count, so that a long text does not drown what a record is called."""
_WORD = re.compile(r"\w+")


def nearness(before: Any, after: Any, schema: Schema, renamed: Renamed = NOTHING_RENAMED) -> float:
    """Between 0 and 1. Linear in the size of the values."""
    before, after = present(before), present(after)
    if meaning(before, schema, renamed) == meaning(after, schema):
        return 1.0
    if isinstance(before, dict) and isinstance(after, dict):
        return _of_groups(before, after, schema, renamed)
    if isinstance(before, list) and isinstance(after, list):
        items = schema.get("items", {})
        return _dice(
            Counter(meaning(item, items, renamed) for item in before), Counter(meaning(item, items) for item in after)
        )
    if isinstance(before, str) and isinstance(after, str) and not _is_key(schema):
        return _dice(_words(before), _words(after))
    return 0.0


def _of_groups(before: dict[str, Any], after: dict[str, Any], schema: Schema, renamed: Renamed) -> float:
    properties = schema.get("properties", {})
    whole = shared = 0.0
    for name in sorted({*before, *after}):
        child = properties.get(name, {})
        old, new = before.get(name), after.get(name)
        weight = max(_weight(old, child), _weight(new, child))
        whole += weight
        shared += weight * nearness(old, new, child, renamed) if old is not None and new is not None else 0.0
    return shared / whole if whole else 0.0


def _weight(value: Any, schema: Schema) -> float:
    if value is None:
        return 0.0
    if isinstance(value, list):
        return min(sum(_weight(item, schema.get("items", {})) for item in value), _MOST)
    if isinstance(value, dict):
        properties = schema.get("properties", {})
        return min(sum(_weight(item, properties.get(name, {})) for name, item in value.items()), _MOST)
    if isinstance(value, bool) or any(keyword in schema for keyword in _CONTROLLED):
        return _CHOICE
    return 1.0 if not isinstance(value, str) or _is_key(schema) else float(min(len(value.split()), _MOST) or 1)


def _is_key(schema: Schema) -> bool:
    """A text that is the same or another, but never nearly the same."""
    return "x-ref" in schema or "x-vocabulary" in schema or "enum" in schema


def _words(text: str) -> Counter[str]:
    """Words that tell a text from another; short ones are in all of them."""
    words = _WORD.findall(fold(text).casefold())
    return Counter([word for word in words if len(word) > 3] or words)


def _dice(before: Counter[Any], after: Counter[Any]) -> float:
    total = before.total() + after.total()
    return 2 * (before & after).total() / total if total else 0.0
