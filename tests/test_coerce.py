from typing import Any

import pytest
from registry.load.coerce import coerce

INTEGER, BOOLEAN, STRING = {"type": "integer"}, {"type": "boolean"}, {"type": "string"}


@pytest.mark.parametrize(
    ("typed", "schema", "value"),
    [
        ("27", INTEGER, 27),
        ("0", INTEGER, 0),
        ("-3", INTEGER, -3),
        ("017", INTEGER, "017"),
        ("1_000", INTEGER, "1_000"),
        ("1e3", INTEGER, "1e3"),
        ("٣", INTEGER, "٣"),
        ("27\n", INTEGER, "27\n"),
        ("9" * 16, INTEGER, "9" * 16),
        ("true", BOOLEAN, True),
        ("false", BOOLEAN, False),
        ("True", BOOLEAN, "True"),
        ("yes", BOOLEAN, "yes"),
        ("no", STRING, "no"),
        ("017", STRING, "017"),
        ("true", STRING, "true"),
        ("27", {}, "27"),
        (["1"], INTEGER, ["1"]),
    ],
)
def test_only_the_schema_gives_a_text_its_type(typed: Any, schema: dict[str, Any], value: Any) -> None:
    result = coerce(typed, schema)
    assert (result, type(result)) == (value, type(value))


def test_lists_and_groups_are_typed_inside_and_nothing_counts_as_absent() -> None:
    schema = {"properties": {"list": {"items": {"properties": {"n": INTEGER}}}}}
    data = {"list": [{"n": "1", "m": "1"}, {"n": None}, None], "none": None, "unknown": {"n": "1"}}
    assert coerce(data, schema) == {"list": [{"n": 1, "m": "1"}, {}, None], "unknown": {"n": "1"}}
    assert data["list"][0] == {"n": "1", "m": "1"}  # type: ignore[index]
