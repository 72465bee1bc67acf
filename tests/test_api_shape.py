"""What programs of other people rely on: addresses, properties, types and columns of the API.

``api/v1.json`` is what was promised. Taking something away or giving it another type breaks those programs: that needs
a second version, under another address, beside this one. What comes on top is taken over with ``BLESS=1``, and told in
the list of changes that the page of open data shows (``CHANGES`` in ``view/open_data.py``).
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from registry.i18n import load_catalogue
from registry.machine import of_site
from registry.project import Project
from registry.render.tables import columns
from registry.schema.kinds import load_kinds
from registry.urls import API, Urls
from registry.view.decision_rows import TABLE, row_schema
from registry.view.shape import record_shape

KINDS = load_kinds(Project().schemas)
PROMISED = Path(__file__).parent / "api" / f"{API.rpartition('/')[2]}.json"
Shape = dict[str, Any]


def flat(schema: Any, defs: Any, path: str, found: dict[str, str]) -> dict[str, str]:
    """Path (``members[].partner.label``) → types, from a schema."""
    null = False
    while "$ref" in schema or "anyOf" in schema:
        if "anyOf" in schema:
            (schema,) = (each for each in schema["anyOf"] if each.get("type") != "null")
            null = True
        else:
            schema = defs[schema["$ref"].rpartition("/")[2]]
    types = schema.get("type", "string")
    types = [types] if isinstance(types, str) else types
    found[path] = "|".join(sorted({*types, *(["null"] if null else [])}))
    if "array" in types:
        flat(schema["items"], defs, f"{path}[]", found)
    for name, child in schema.get("properties", {}).items():
        flat(child, defs, f"{path}.{name}" if path else name, found)
    return found


def shape() -> Shape:
    """What the API is now."""
    published = [kind for kind in KINDS if kind.folder or kind.name == "network"]
    schemas = {kind.name: record_shape(KINDS, kind, str) for kind in published}
    tables = {kind.plural: kind.schema for kind in published if kind.folder} | {TABLE: row_schema(KINDS)}
    urls = Urls(KINDS, load_catalogue(Project().locale, "en"))
    return {
        "addresses": sorted(address for address in of_site(urls, KINDS) if address.startswith(API)),
        "columns": {name: [column for column, _ in columns(schema)] for name, schema in tables.items()},
        "types": {name: flat(schema, schema.get("$defs", {}), "", {}) for name, schema in schemas.items()},
    }


def broken(old: Shape, new: Shape) -> list[str]:
    """What programs that rely on ``old`` no longer find in ``new``."""
    lost = [f"{address} is gone" for address in old["addresses"] if address not in new["addresses"]]
    for table, names in old["columns"].items():
        now = new["columns"].get(table, [])
        lost += [f"{table}.csv: column {name} is gone" for name in names if name not in now]
        if [name for name in now if name in names] != [name for name in names if name in now]:
            lost.append(f"{table}.csv: its columns are in another order")
    for kind, types in old["types"].items():
        for path, type_ in types.items():
            now = new["types"].get(kind, {}).get(path)
            if now is None:
                lost.append(f"{kind}: {path} is gone")
            elif not set(now.split("|")) <= set(type_.split("|")):
                lost.append(f"{kind}: {path} was {type_} and is {now}")
    return lost


def test_nothing_that_was_promised_is_broken() -> None:
    now = shape()
    if PROMISED.exists():
        assert broken(json.loads(PROMISED.read_text("utf-8")), now) == [], "publish a second version beside this one"
    text = json.dumps(now, indent=1, ensure_ascii=False) + "\n"
    if os.environ.get("BLESS") and not os.environ.get("CI"):
        PROMISED.write_text(text, "utf-8")
    assert PROMISED.read_text("utf-8") == text, "something new: BLESS=1 takes it over; tell it in CHANGES"


SMALL: Shape = {
    "addresses": ["/api/v1/a.json"],
    "columns": {"a": ["id", "url"]},
    "types": {"a": {"": "object", "name": "null|string"}},
}


@pytest.mark.parametrize(
    ("what", "value", "told"),
    [
        ("addresses", [], ["/api/v1/a.json is gone"]),
        ("addresses", ["/api/v1/a.json", "/api/v1/b.json"], []),
        ("columns", {"a": ["id", "more", "url"]}, []),
        ("columns", {"a": ["url", "id"]}, ["a.csv: its columns are in another order"]),
        ("columns", {"a": ["url"]}, ["a.csv: column id is gone"]),
        ("types", {"a": {"": "object", "name": "string", "more": "array"}}, []),
        ("types", {"a": {"": "object", "name": "integer|null"}}, ["a: name was null|string and is integer|null"]),
        ("types", {"a": {"": "object"}}, ["a: name is gone"]),
        ("types", {}, ["a:  is gone", "a: name is gone"]),
    ],
)
def test_what_breaks_a_program_is_told_from_what_does_not(what: str, value: object, told: list[str]) -> None:
    assert broken(SMALL, {**SMALL, what: value}) == told
