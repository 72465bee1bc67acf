"""Give the texts that YAML holds the types that the schema says, and leave the rest alone."""

from __future__ import annotations

import re
from typing import Any

_INTEGER = re.compile(r"\A-?(?:0|[1-9][0-9]{0,14})\Z")
_BOOLEANS = {"true": True, "false": False}


def coerce(value: Any, schema: dict[str, Any]) -> Any:
    """A copy of ``value`` (``str``, ``list``, ``dict``, ``None``) typed by an expanded ``schema``.

    What does not fit stays as it was typed: the validation says what is wrong with it. A key
    with nothing behind it counts as absent.
    """
    if isinstance(value, dict):
        properties = schema.get("properties", {})
        return {key: coerce(item, properties.get(key, {})) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        items = schema.get("items", {})
        return [coerce(item, items) for item in value]
    if isinstance(value, str):
        kind = schema.get("type")
        if kind == "integer" and _INTEGER.match(value):
            return int(value)
        if kind == "boolean":
            return _BOOLEANS.get(value, value)
    return value
