"""Readings of lines that YAML cannot read."""

from __future__ import annotations

import pytest
from registry.fix.syntax import candidates, without_tabs


def lines(text: str, number: int = 1) -> list[str]:
    return [candidate.line for candidate in candidates(text, number)]


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("role: A: b", ['role: "A: b"']),
        ("  - role: A: b  ", ['  - role: "A: b"']),
        ("- *a* b", ['- "*a* b"']),
        ("role: 'L'envol'", ['role: "L\'envol"']),
        ('role: "The "Fog" Club"', ["role: 'The \"Fog\" Club'"]),
        ('role: "The Fog" Club', ["role: '\"The Fog\" Club'"]),
        ('role: "Open', ['role: "Open"']),
        ('role: "C:\\docs"', ["role: 'C:\\docs'"]),
        ("role:Open", ["role: Open"]),
        ("role: [Open] House", ['role: "[Open] House"']),
        ("role: !club", ['role: "!club"']),
        ("role: > 40", ['role: "> 40"']),
    ],
)
def test_a_line_has_one_reading(line: str, written: list[str]) -> None:
    assert lines(line) == written


@pytest.mark.parametrize(
    "line",
    [
        "role: A: b # a remark?",
        "role: A: b\n  goes on",
        'role: "Open\n  goes on"',
        "role: 'Open",
        "role: 'It''s 'so'",
        'role: "C:\\new"',
        "role: !!str x",
        "role: *a\nname: &a x",
        "role:",
        "role:: x",
        "http://example.org",
        "just words",
        "",
    ],
)
def test_a_line_has_several_or_none(line: str) -> None:
    assert lines(line) == []


def test_a_remark_below_does_not_go_on() -> None:
    assert lines("role: A: b\n  # remark\nname: x") == ['role: "A: b"']


def test_a_line_beyond_the_end_has_none() -> None:
    assert lines("a: b", 2) == lines("a: b", 0) == []


def test_tabs_become_two_four_and_eight_spaces_at_the_beginning_only() -> None:
    assert without_tabs("a:\n\tb: c\td\n \t e: f\n\t\n") == [
        f"a:\n{' ' * n}b: c\td\n {' ' * n} e: f\n\t\n" for n in (2, 4, 8)
    ]
