"""The comparison of two values by their schema: what counts, what becomes what."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registry.compare.changes import GroupChange, ListChange, TextChange, ValueChange
from registry.compare.matching import match, naming
from registry.compare.nearness import nearness
from registry.compare.sameness import meaning
from registry.compare.values import compare_fields, compare_values

LINE = {"type": "string", "maxLength": 200, "format": "single-line"}
SENTENCE = {"type": "string", "maxLength": 600}
MARKDOWN = {"type": "string", "maxLength": 20000, "x-markdown": True}
PARTNER = {"type": "string", "x-ref": "partner"}
NUMBER = {"type": "integer"}
MEMBER = {
    "type": "object",
    "properties": {"partner": PARTNER, "role": LINE, "start_date": {"type": "string", "format": "partial-date"}},
    "required": ["partner"],
}
DECISION = {
    "type": "object",
    "properties": {"id": {"type": "string", "pattern": "^.*$"}, "text": MARKDOWN, "result": {"enum": ["yes", "no"]}},
    "required": ["id", "text"],
}
STEP = {"type": "object", "properties": {"title": LINE, "text": SENTENCE}, "required": ["title"]}


def list_of(items: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "array", "items": items, **more}


RECORD = {
    "type": "object",
    "properties": {
        "name": LINE,
        "public": {"type": "boolean"},
        "citizens": NUMBER,
        "summary": SENTENCE,
        "text": MARKDOWN,
        "present": list_of(PARTNER, uniqueItems=True),
        "members": list_of(MEMBER),
        "decisions": list_of(DECISION),
        "steps": list_of(STEP, **{"x-ordered": True}),
        "place": {"type": "object", "properties": {"name": LINE, "access": SENTENCE}},
    },
}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"name": "L'Été  bleu"}, {"name": "L’E\u0301te\u0301 bleu"}),
        ({"name": "A", "public": True}, {"public": True, "name": "A"}),
        ({"summary": "One line\nand more"}, {"summary": "One line and more\n"}),
        ({"present": ["a", "b"]}, {"present": ["b", "a"]}),
        (
            {"members": [{"partner": "a"}, {"partner": "b", "role": "x"}]},
            {"members": [{"role": "x", "partner": "b"}, {"partner": "a"}]},
        ),
        ({"name": "A", "present": [], "text": "", "place": {}}, {"name": "A"}),
        ({"text": "a\nb\n\n- c\n  d"}, {"text": "\na b\n\n- c d\n"}),
    ],
)
def test_how_it_was_typed_does_not_count(before: dict[str, Any], after: dict[str, Any]) -> None:
    assert compare_fields(before, after, RECORD) == ()
    assert meaning(before, RECORD) == meaning(after, RECORD)


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("name", "Case", "case"),
        ("public", None, False),
        ("public", True, 1),
        ("citizens", 0, None),
        ("citizens", 1, True),
        ("name", "017", "17"),
    ],
)
def test_small_differences_that_count(name: str, before: Any, after: Any) -> None:
    schema = RECORD["properties"][name]
    change = compare_values(before, after, schema)
    assert isinstance(change, ValueChange)
    assert (change.before, change.after) == (before, after)


def test_fields_come_in_the_order_of_the_schema_and_unknown_ones_last() -> None:
    changes = compare_fields({"zeta": "1", "citizens": 2}, {"alpha": "1", "name": "A", "citizens": 3}, RECORD)
    assert [field.name for field in changes] == ["name", "citizens", "alpha", "zeta"]


def test_a_group_tells_what_changed_in_it() -> None:
    change = compare_values({"name": "A"}, {"name": "A", "access": "Stairs"}, RECORD["properties"]["place"])
    assert isinstance(change, GroupChange)
    assert [field.name for field in change.fields] == ["access"]


def test_references_of_a_list_are_added_and_removed() -> None:
    change = compare_values(["a", "b"], ["c", "b"], RECORD["properties"]["present"])
    assert isinstance(change, ListChange)
    assert [item.after for item in change.added] == ["c"]
    assert [item.before for item in change.removed] == ["a"]
    assert change.changed == []


def test_what_was_renamed_has_not_changed() -> None:
    renamed = {("partner", "old"): "new"}
    before = {"present": ["old"], "members": [{"partner": "old", "role": "x"}]}
    after = {"present": ["new"], "members": [{"partner": "new", "role": "y"}]}
    (members,) = compare_fields(before, after, RECORD, renamed)
    assert isinstance(members.change, ListChange)
    (item,) = members.change.items
    assert [field.name for field in item.fields] == ["role"]
    assert len(compare_fields(before, after, RECORD)) == 2


def test_entries_with_ids_are_matched_by_them() -> None:
    before = [{"id": "1", "text": "The first text"}, {"id": "2", "text": "The second text"}]
    after = [{"id": "2", "text": "The first text"}, {"id": "1", "text": "Another altogether"}]
    assert match(before, after, DECISION) == [(1, 0), (0, 1)]


def test_an_entry_that_only_got_another_id_is_the_same() -> None:
    text = "The harbour is lit until midnight, in all weathers and on every day."
    assert match([{"id": "1", "text": text}], [{"id": "9", "text": text}], DECISION) == [(0, 0)]
    assert match([{"id": "1", "text": text}], [{"id": "9", "text": "No"}], DECISION) == [(None, 0), (0, None)]


def test_entries_that_refer_are_matched_by_the_reference_and_never_by_likeness() -> None:
    before = [{"partner": "a", "role": "Treasurer of the club"}]
    after = [{"partner": "b", "role": "Treasurer of the club"}]
    assert match(before, after, MEMBER) == [(None, 0), (0, None)]


def test_of_two_memberships_of_one_partner_the_nearest_is_meant() -> None:
    before = [{"partner": "a", "start_date": "2010", "role": "Keeper"}, {"partner": "a", "start_date": "2020"}]
    after = [
        {"partner": "a", "start_date": "2020", "role": "New"},
        {"partner": "a", "start_date": "2010", "role": "Keeper"},
    ]
    assert match(before, after, MEMBER) == [(1, 0), (0, 1)]


def test_entries_without_id_or_reference_are_matched_by_name_then_by_likeness() -> None:
    before = [
        {"title": "Ask", "text": "Ask the people of the quay"},
        {"title": "Build it with them", "text": "By hand"},
    ]
    after = [{"title": "Build it, with them", "text": "By hand"}, {"title": "Ask", "text": "Something else"}]
    assert match(before, after, STEP) == [(1, 0), (0, 1)]


def test_order_counts_only_where_the_schema_says_so() -> None:
    steps = [{"title": "A"}, {"title": "B"}]
    change = compare_values(steps, steps[::-1], RECORD["properties"]["steps"])
    assert isinstance(change, ListChange)
    assert (change.items, change.moved) == ((), True)
    assert compare_values(steps, steps[::-1], list_of(STEP)) is None
    added = compare_values(steps, [{"title": "C"}, *steps], RECORD["properties"]["steps"])
    assert isinstance(added, ListChange)
    assert not added.moved


def test_values_that_do_not_fit_their_schema_are_compared_as_they_are() -> None:
    assert isinstance(compare_values("a", ["a"], RECORD["properties"]["present"]), ValueChange)
    assert isinstance(compare_values({"a": "1"}, "a", RECORD["properties"]["text"]), ValueChange)
    assert isinstance(compare_values([1], [2, {"x": []}], list_of(MEMBER)), ListChange)


def test_long_texts_are_compared_by_paragraphs() -> None:
    change = compare_values("One.\n\nTwo is here.", "Two was here.\n\nThree.", MARKDOWN)
    assert isinstance(change, TextChange)
    assert (change.added, change.removed) == (("Three.",), ("One.",))
    assert change.changed == (("Two is here.", "Two was here."),)


def test_entries_are_called_by_what_they_refer_to_or_their_first_required_text() -> None:
    assert [naming(schema) for schema in (MEMBER, DECISION, STEP, LINE)] == ["partner", "text", "title", None]


def test_nearness_is_about_words_and_not_about_choices() -> None:
    schema = {"type": "object", "properties": {"name": LINE, "sort": {"enum": ["a", "b"]}}}
    assert nearness({"name": "Lamp Club", "sort": "a"}, {"name": "Gull Watchers", "sort": "a"}, schema) < 0.2
    assert nearness({"name": "Lamp Club", "sort": "a"}, {"name": "The Lamp Club", "sort": "b"}, schema) > 0.5
    assert nearness({"name": "Lamp Club"}, {"name": "Lamp  Club"}, schema) == 1


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(sorted(RECORD["properties"])), inner),
    max_leaves=12,
)


@given(values, values)
def test_any_two_values_can_be_compared(before: Any, after: Any) -> None:
    for schema in (RECORD, RECORD["properties"]["members"], RECORD["properties"]["decisions"], MARKDOWN, {}):
        assert compare_values(before, before, schema) is None
        change = compare_values(before, after, schema)
        if meaning(before, schema) == meaning(after, schema):
            assert change is None
        assert 0 <= nearness(before, after, schema) <= 1
