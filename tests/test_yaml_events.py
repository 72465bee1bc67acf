import json
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from registry.load import yaml_events
from registry.load.characters import forbidden
from registry.load.yaml_events import MAX_DEPTH, MAX_FINDINGS, MAX_NODES, parse

PRINTABLE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40).filter(
    lambda text: not forbidden(text)
)
YAML_LIKE = st.text(st.sampled_from("ab é:-#&*!|>'\"[]{},?%@`\\\n\t 01~=<.\0\u2028"), max_size=60)


def codes(text: str) -> list[tuple[str, int, int]]:
    return [(finding.code, finding.line, finding.column) for finding in parse(text).findings]


@settings(deadline=None, derandomize=True, max_examples=1000)
@given(st.one_of(st.text(max_size=200), YAML_LIKE))
def test_no_text_makes_it_raise_and_what_it_points_at_is_in_the_text(text: str) -> None:
    parsed = parse(text, with_marks=True)
    lines = text.split("\n")
    for finding in parsed.findings:
        assert 1 <= finding.line <= len(lines)
        assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1


@settings(deadline=None, derandomize=True, max_examples=300)
@given(PRINTABLE)
def test_quoted_texts_come_back_as_they_were_typed(value: str) -> None:
    assert parse(f"key: {json.dumps(value, ensure_ascii=False)}\n").value == {"key": value}
    single = value.replace("'", "''")
    assert parse(f"- '{single}'\n").value == [value]


@settings(deadline=None, derandomize=True, max_examples=200)
@given(
    st.recursive(PRINTABLE, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PRINTABLE, inner, max_size=3))
)
def test_what_a_dumper_writes_is_read_back(value: Any) -> None:
    text = yaml.safe_dump({"key": value}, allow_unicode=True, default_style='"', width=10**6)
    parsed = parse(text.replace("!!str ", ""))
    assert parsed.findings == []
    assert parsed.value == {"key": value}


@pytest.mark.parametrize(
    "typed", ["no", "017", "1:30", "2024-01", "01 23", "true", "~", "null", "1e3", "0x1F", ".inf", "=", "2009-05-26"]
)
def test_nothing_is_guessed(typed: str) -> None:
    assert parse(f"key: {typed}\n").value == {"key": typed}


def test_nothing_typed_is_nothing_and_quotes_with_nothing_are_a_text() -> None:
    assert parse("a:\nb: ''\nc: # remark\n").value == {"a": None, "b": "", "c": None}


def test_every_value_and_every_key_knows_its_place() -> None:
    parsed = parse("a:\n  - b: c\n    d: e\n  - f\n", with_marks=True)
    assert parsed.marks.keys == {("a",): (1, 1), ("a", 0, "b"): (2, 5), ("a", 0, "d"): (3, 5)}
    assert parsed.marks.values == {
        ("a",): (2, 3),
        ("a", 0): (2, 5),
        ("a", 0, "b"): (2, 8),
        ("a", 0, "d"): (3, 8),
        ("a", 1): (4, 5),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", [("Y003", 3, 1)]),
        ("a: &x 1\n", [("Y004", 1, 4)]),
        ("a: &x 1\nb: *x\n", [("Y004", 1, 4), ("Y004", 2, 4)]),
        ("<<: *x\n", [("Y004", 1, 5)]),
        ("a: !!str 1\n", [("Y005", 1, 4)]),
        ("a: !<tag:yaml.org,2002:python/object/apply:os.system> x\n", [("Y005", 1, 4)]),
        ("a: 1\n---\nb: 2\n", [("Y006", 2, 1)]),
        ("[a]: b\n", [("Y008", 1, 1)]),
        ("? {a: b}\n: c\n", [("Y008", 1, 3)]),
        ("a: b #c\n", [("Y013", 1, 4)]),
        ('a: "\\e[31m"\n', [("F010", 1, 4)]),
        ('"\\u202E": b\n', [("F010", 1, 1)]),
        ("a: b\0c\n", [("F010", 1, 5)]),
    ],
)
def test_what_is_not_plain_data_is_a_finding(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize("text", ["a: b # c\n", "a: b#c\n", "a: 'b #c'\n", "a: b #\n", "a: |\n  b #c\n", "# a #b\n"])
def test_a_comment_that_is_meant_as_one_is_left_alone(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[{a: "])
def test_deep_nesting_is_told_before_anything_is_built(opening: str) -> None:
    assert [code for code, _, _ in codes(opening * 100_000)] in (["Y007"], ["Y008"])


def test_depth_is_counted_exactly() -> None:
    assert codes("[" * MAX_DEPTH + "]" * MAX_DEPTH) == []
    assert codes("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)) == [("Y007", 1, MAX_DEPTH + 1)]


def test_too_many_values_are_told() -> None:
    assert codes("- a\n" * (MAX_NODES - 1)) == []
    assert codes("- a\n" * MAX_NODES) == [("Y007", MAX_NODES, 3)]


def test_a_bomb_of_aliases_stays_small() -> None:
    bomb = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 30))
    parsed = parse(bomb)
    assert {finding.code for finding in parsed.findings} == {"Y004"}
    assert len(parsed.findings) == MAX_FINDINGS


def test_the_slow_loader_tells_the_same_of_what_is_not_a_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: [b, {c: d}]\ne: |\n  f\n\n  g\nh: 'i''j'\na: k\nl: &m n\n"
    fast = parse(text, with_marks=True)
    monkeypatch.setattr(yaml_events, "LOADER", yaml.SafeLoader)
    slow = parse(text, with_marks=True)
    assert slow == fast
