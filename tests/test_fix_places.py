"""Where scalars stand in a YAML text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from registry.fix.places import scalars
from registry.load.yaml_events import parse

TEXT = """\
# \U0001f33f
name:   "A \U0001f33f B"  # remark
list: [é, {k: v}]
members:
  - partner: 'it''s'
    text: |
      one

      two
  - plain
many:
  words on
  two lines
empty:
"""


def test_scalars_have_their_offsets_and_styles() -> None:
    found = scalars(TEXT)
    written = {scalar.pointer: (TEXT[scalar.start : scalar.end], scalar.style) for scalar in found.values.values()}
    assert written == {
        ("name",): ('"A \U0001f33f B"', '"'),
        ("list", 0): ("é", ""),
        ("list", 1, "k"): ("v", ""),
        ("members", 0, "partner"): ("'it''s'", "'"),
        ("members", 0, "text"): ("|\n      one\n\n      two\n", "|"),
        ("members", 1): ("plain", ""),
        ("empty",): ("", ""),
    }
    assert {scalar.pointer for scalar in found.values.values() if scalar.flow} == {("list", 0), ("list", 1, "k")}
    assert {TEXT[scalar.start : scalar.end] for scalar in found.keys.values()} == {
        "name", "list", "k", "members", "partner", "text", "many", "empty",
    }  # fmt: skip
    assert all(place == (scalar.line, scalar.column) for place, scalar in found.values.items())


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1), min_size=1))
def test_places_are_those_that_problems_have(items: list[str]) -> None:
    text = "list:\n" + "".join("  - '" + item.replace("'", "''") + "'\n" for item in items)
    marks = parse(text, with_marks=True).marks.values
    found = scalars(text).values
    for index, item in enumerate(items):
        scalar = found[marks["list", index]]
        assert (scalar.pointer, scalar.value) == (("list", index), item)
        assert text[scalar.start] == text[scalar.end - 1] == "'"
