import json
from pathlib import Path
from typing import Any

import pytest
from registry.project import Project
from registry.schema.kinds import expand, load_kinds, walk

KINDS = load_kinds(Project().schemas)


def test_kinds_come_in_order_and_by_name() -> None:
    orders = [kind.order for kind in KINDS]
    assert orders == sorted(orders)
    assert "partner" in KINDS
    assert "nothing" not in KINDS
    assert KINDS["partner"].plural == "partners"
    assert {kind.name for kind in KINDS} - {kind.name for kind in KINDS.with_pages} >= {
        "network",
        "glossary",
        "redirects",
    }


def test_a_kind_says_how_its_files_end() -> None:
    assert KINDS["partner"].suffix == ".yaml"
    assert KINDS["meeting"].suffix == ".md"


def test_references_vocabularies_images_and_texts_are_found_in_the_schema() -> None:
    meeting, partner = KINDS["meeting"], KINDS["partner"]
    assert (("present", "*"), "partner") in meeting.references
    assert (("decisions", "*", "projects", "*"), "project") in meeting.references
    assert (("minutes", "approved_at"), "meeting") in meeting.references
    assert (("themes", "*"), "themes") in partner.vocabularies
    assert [pattern for pattern, _ in partner.images] == [("logo", "file")]
    assert (("text",), "True") in partner.markdown


def test_a_place_in_a_record_has_its_schema() -> None:
    kind = KINDS["commission"]
    assert kind.property_schema(("members", 3, "role"))["maxLength"] == 200
    assert kind.property_schema(("nothing", 3, "role")) == {}


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (("a",), [(("a",), [{"b": 1}, {"b": 2}, 3])]),
        (("a", "*", "b"), [(("a", 0, "b"), 1), (("a", 1, "b"), 2)]),
        (("a", "b"), []),
        (("c", "*"), []),
        ((), [((), {"a": [{"b": 1}, {"b": 2}, 3], "c": 4})]),
    ],
)
def test_a_pattern_leads_to_every_value(pattern: tuple[str, ...], expected: list[Any]) -> None:
    assert list(walk({"a": [{"b": 1}, {"b": 2}, 3], "c": 4}, pattern)) == expected


def test_what_stands_beside_a_reference_wins() -> None:
    definitions = {"line": {"type": "string", "title": "Line"}, "pair": {"items": {"$ref": "#/$defs/line"}}}
    schema = {
        "properties": {"a": {"title": "A", "$ref": "common.schema.json#/$defs/line"}, "b": {"$ref": "#/$defs/pair"}}
    }
    assert expand(schema, definitions) == {
        "properties": {"a": {"type": "string", "title": "A"}, "b": {"items": {"type": "string", "title": "Line"}}}
    }
    assert "$ref" in schema["properties"]["a"]


def test_no_reference_is_left_in_what_is_loaded() -> None:
    assert not [kind.name for kind in KINDS if '"$ref"' in json.dumps(kind.schema)]


def test_a_folder_without_schemas_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="common"):
        load_kinds(tmp_path)
