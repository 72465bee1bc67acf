"""Records as CSV tables for programs: RFC 4180, UTF-8, comma, CRLF; cells a spreadsheet would run are defused."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

from registry.schema.kinds import Schema
from registry.view.base import View

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters that make a spreadsheet run a cell as a formula (OWASP, CSV injection)."""
_SKIPPED = ("example", "draft")


def columns(schema: Schema) -> list[tuple[str, str]]:
    """(name, Table Schema type) of the columns of a kind: its flat fields, after id and url."""
    fields = [("id", "string"), ("url", "string")]
    for name, child in schema["properties"].items():
        if name not in _SKIPPED and not child.get("x-unpublished"):
            fields.extend(_columns(name, child))
    return fields


def _columns(name: str, schema: Schema) -> list[tuple[str, str]]:
    if schema.get("type") == "object":
        return [pair for key, child in schema["properties"].items() for pair in _columns(f"{name}.{key}", child)]
    if schema.get("type") == "array" and schema["items"].get("type") == "object":
        return [(f"{name}.count", "integer")]
    return [(name, schema["type"] if schema.get("type") in ("integer", "boolean") else "string")]


def header(fields: list[tuple[str, str]]) -> bytes:
    """The first line of a table."""
    return _line([name for name, _ in fields])


def row(fields: list[tuple[str, str]], record: View) -> bytes:
    """The line of a record; lists of single values are joined by ``; ``."""
    return _line([defused(at(record, name), _text) for name, _ in fields])


def _line(cells: list[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().encode()


def at(record: View, name: str) -> Any:
    """The value of a column."""
    value: Any = record
    for step in name.split("."):
        if step == "count" and isinstance(value, list):
            return len(value)
        value = value.get(step) if isinstance(value, dict) else None
    return value


def defused(value: Any, as_text: Callable[[Any], str]) -> str:
    """A value as text that no spreadsheet runs as a formula."""
    text = as_text(value)
    return "'" + text if text.startswith(_DANGEROUS) and not isinstance(value, int) else text


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "; ".join(_text(item) for item in value)
    if isinstance(value, dict):
        return str(value["markdown"] if "markdown" in value else value.get("id") or value.get("file") or "")
    return str(value)
