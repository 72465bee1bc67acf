"""When two values mean the same, however they were typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Hashable, Mapping
from typing import Any

from registry.compare.paragraphs import paragraphs, reading
from registry.schema.kinds import Schema

Renamed = Mapping[tuple[str, str], str]
"""(kind, id before) → id now, of records that go by another id."""
NOTHING_RENAMED: Renamed = {}


def fold(text: str) -> str:
    """``text`` as it reads: spaces, line breaks, accents' encoding and the form of apostrophes make no difference."""
    return " ".join(unicodedata.normalize("NFC", text).replace("’", "'").split())


def present(value: Any) -> Any:
    """``value``, or ``None`` for an empty text, list or group, which says nothing."""
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, dict):
        return value if any(present(item) is not None for item in value.values()) else None
    return None if value == [] else value


def meaning(value: Any, schema: Schema, renamed: Renamed = NOTHING_RENAMED) -> Hashable:
    """A key that two values have in common if and only if they mean the same.

    The order of a list counts where the schema says ``x-ordered``; that of fields never does.
    """
    if isinstance(value, str):
        if "x-ref" in schema:
            return renamed.get((schema["x-ref"], value), value)
        if schema.get("x-markdown"):
            return tuple(reading(paragraph) for paragraph in paragraphs(value))
        return fold(value)
    if isinstance(value, list):
        items = [meaning(item, schema.get("items", {}), renamed) for item in value]
        return ("list", *(items if schema.get("x-ordered") else sorted(items, key=repr)))
    if isinstance(value, dict):
        properties = schema.get("properties", {})
        told = [(name, present(value[name])) for name in sorted(value)]
        return (
            "group",
            *((name, meaning(item, properties.get(name, {}), renamed)) for name, item in told if item is not None),
        )
    return (type(value).__name__, value)
