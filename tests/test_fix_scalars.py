"""Texts as YAML scalars."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registry.fix.scalars import plain_or_quoted, quoted
from registry.load.characters import forbidden
from registry.load.yaml_events import parse


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2009-05-26", "2009-05-26"),
        ("https://example.org", "https://example.org"),
        ("Son but : aider", '"Son but : aider"'),
        ("l'envol", "l'envol"),
        ("*a*", '"*a*"'),
        ('"a" b', "'\"a\" b'"),
        ("C:\\a", "C:\\a"),
        ("a #b", '"a #b"'),
        ("", '""'),
    ],
)
def test_quotes_stand_where_they_are_needed(text: str, written: str) -> None:
    assert plain_or_quoted(text) == written


def test_quotes_that_stand_stay() -> None:
    assert plain_or_quoted("a", style="'") == "'a'"
    assert plain_or_quoted("a", style='"') == '"a"'
    assert plain_or_quoted("l'a", style='"') == '"l\'a"'


def test_a_comma_needs_quotes_inside_brackets_only() -> None:
    assert plain_or_quoted("a, b") == "a, b"
    assert plain_or_quoted("a, b", flow=True) == '"a, b"'


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\n\r\x85\u2028\u2029\ufeff")).filter(
        lambda text: not forbidden(text)
    ),
    st.booleans(),
    st.sampled_from(["", "'", '"']),
)
def test_any_line_comes_back_as_it_was(text: str, flow: bool, style: str) -> None:
    for written in (plain_or_quoted(text, flow=flow, style=style), quoted(text)):
        sample = f"k: [{written}, x]\n" if flow else f"k: {written}\n"
        found = parse(sample)
        assert not found.findings
        assert found.value == {"k": [text, "x"] if flow else text}
