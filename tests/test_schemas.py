"""The schemas themselves: complete, bounded, in the dialect that loader, forms and checks understand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from registry.schema.formats import formats
from registry.schema.kinds import load_kinds

FOLDER = Path(__file__).parents[1] / "schemas"
FILES = sorted(FOLDER.glob("*.schema.json"))
KEYWORDS = {
    "$schema", "$id", "$defs", "$ref", "title", "description", "type", "properties", "required", "items", "enum",
    "const", "minLength", "maxLength", "minItems", "maxItems", "uniqueItems", "minimum", "maximum", "minProperties",
    "pattern", "format", "anyOf", "if", "then", "unevaluatedProperties",
    "x-kind", "x-ref", "x-vocabulary", "x-markdown", "x-image", "x-enum-labels",
    "x-help", "x-add", "x-advanced", "x-ordered", "x-unpublished",
}  # fmt: skip
X_KIND = {
    "name",
    "title",
    "outline",
    "plural",
    "order",
    "folder",
    "file",
    "format",
    "url",
    "index",
    "label",
    "summary",
    "sort",
    "form",
}
KINDS = load_kinds(FOLDER)


def schemas(value: Any, place: str, conditional: bool = False) -> Iterator[tuple[str, dict[str, Any], bool]]:
    """(place, schema, whether it only tests others) of every schema in a schema."""
    yield place, value, conditional
    for keyword in ("properties", "$defs"):
        for name, child in value.get(keyword, {}).items():
            yield from schemas(child, f"{place}/{name}", conditional)
    if "items" in value:
        yield from schemas(value["items"], f"{place}/*", conditional)
    for keyword in ("if", "then"):
        if keyword in value:
            yield from schemas(value[keyword], f"{place}/{keyword}", True)
    for number, child in enumerate(value.get("anyOf", ())):
        yield from schemas(child, f"{place}/anyOf{number}", True)


RAW = [found for path in FILES for found in schemas(json.loads(path.read_text("utf-8")), path.name.split(".")[0])]
EXPANDED = [found for kind in KINDS for found in schemas(kind.schema, kind.name)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_schema_is_one(path: Path) -> None:
    Draft202012Validator.check_schema(json.loads(path.read_text("utf-8")))
    assert json.loads(path.read_text("utf-8"))["$id"] == path.name


def test_no_keyword_is_unknown() -> None:
    assert [(place, set(schema) - KEYWORDS) for place, schema, _ in RAW if set(schema) - KEYWORDS] == []
    for kind in KINDS:
        assert set(json.loads((FOLDER / f"{kind.name}.schema.json").read_text("utf-8"))["x-kind"]) <= X_KIND


def test_everything_has_a_title_and_a_description() -> None:
    wanting = [place for place, schema, conditional in EXPANDED if not conditional and not _described(schema)]
    assert wanting == []


def _described(schema: dict[str, Any]) -> bool:
    return bool(schema.get("title")) and bool(schema.get("description"))


BOUNDS = {"string": ("maxLength",), "array": ("maxItems", "items"), "integer": ("minimum", "maximum")}


def test_everything_is_bounded() -> None:
    loose = []
    for place, schema, conditional in EXPANDED:
        if conditional:
            continue
        kind = schema.get("type")
        needed = {"string": ("maxLength",), "array": ("maxItems", "items"), "integer": ("minimum", "maximum")}.get(
            kind, ()
        )
        loose += [f"{place}: {keyword}" for keyword in needed if keyword not in schema]
        if kind == "object" and schema.get("unevaluatedProperties") is not False:
            loose.append(f"{place}: unevaluatedProperties")
        if kind is None:
            loose.append(f"{place}: type")
    assert loose == []


def test_patterns_are_whole_plain_and_linear() -> None:
    for place, schema, _ in EXPANDED:
        pattern = schema.get("pattern")
        if pattern is None:
            continue
        assert pattern.startswith("^"), place
        assert pattern.endswith("$"), place
        assert not re.search(r"\\[dDwWsSbB]", pattern), place
        assert not re.search(r"[+*}]\)[+*{]", re.sub(r"\(\?:(?:-|\[-_.\])\[a-z0-9\]\+\)\*", "", pattern)), place
        re.compile(pattern)


def test_an_enumeration_names_each_of_its_values() -> None:
    for place, schema, conditional in EXPANDED:
        if "enum" in schema and not conditional:
            assert list(schema.get("x-enum-labels", {})) == schema["enum"], place


def test_formats_references_and_vocabularies_exist() -> None:
    network = KINDS["network"].schema["properties"]
    for place, schema, _ in EXPANDED:
        if "format" in schema:
            assert schema["format"] in formats("FR"), place
        if "x-ref" in schema:
            assert schema["x-ref"] in KINDS, place
        if "x-vocabulary" in schema:
            assert "id" in network[schema["x-vocabulary"]]["items"]["properties"], place


def test_what_stands_beside_a_reference_only_describes() -> None:
    for place, schema, _ in RAW:
        if "$ref" in schema:
            assert set(schema) <= {"$ref", "title", "description", "x-help", "x-add", "x-advanced"}, place
            assert schema["$ref"].startswith(("common.schema.json#/$defs/", "#/$defs/")), place


def test_each_kind_names_fields_that_it_has() -> None:
    for kind in KINDS:
        properties = kind.schema["properties"]
        if kind.has_pages:
            assert kind.label in properties
            assert set(kind.summary) | set(kind.sort) <= set(properties)
