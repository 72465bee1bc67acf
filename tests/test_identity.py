"""Problems keep their identity when lines move, and no two fingerprints are alike."""

from __future__ import annotations

from dataclasses import replace

import pytest
from registry.codes import CODES
from registry.i18n import load_catalogue
from registry.identity import fingerprints, identity, told
from registry.problem import Finding
from registry.project import Project
from registry.validate.wording import word

FOUND = Finding("data/partners/a.yaml", 4, 3, "S001", {"field": "offers[0].nmae", "value": "x", "known": "name"})


@pytest.mark.parametrize(
    "same",
    [
        replace(FOUND, line=9, column=1),
        replace(FOUND, params={**FOUND.params, "field": "offers[3].nmae"}),
        replace(FOUND, params={**FOUND.params, "known": "name, text"}, near="name"),
    ],
    ids=["line", "place in a list", "hint"],
)
def test_what_may_change_around_a_problem_does_not_change_it(same: Finding) -> None:
    assert identity(same) == identity(FOUND)


@pytest.mark.parametrize(
    "other",
    [
        replace(FOUND, path="data/partners/b.yaml"),
        replace(FOUND, code="S002"),
        replace(FOUND, params={**FOUND.params, "field": "nmae"}),
    ],
    ids=["path", "code", "field"],
)
def test_another_file_code_or_value_is_another_problem(other: Finding) -> None:
    assert identity(other) != identity(FOUND)


def test_the_line_of_a_first_mention_is_no_part_of_a_problem() -> None:
    twice = Finding("a.yaml", 3, 1, "Y003", {"key": "name", "first": 1})
    assert identity(twice) == identity(replace(twice, line=5, params={"key": "name", "first": 3}))


def test_the_language_changes_nothing() -> None:
    locale = Project().locale
    (french,), (english,) = (word([FOUND], load_catalogue(locale, language)) for language in ("fr", "en"))
    assert french.message != english.message
    assert french.identity == english.identity == identity(FOUND)


def test_fingerprints_are_unique_and_those_above_stay() -> None:
    problems = word([replace(FOUND, line=line) for line in (4, 6, 8)], load_catalogue(Project().locale, "en"))
    prints = fingerprints(problems)
    assert len(set(prints)) == 3
    assert prints[0] == problems[0].identity
    assert fingerprints(problems[:2]) == prints[:2]


def test_codes_without_a_value_are_told_apart_by_their_place_only() -> None:
    assert [code for code in ("Y009", "Y003", "R001") if told(code)] == ["Y003", "R001"]
    assert all("first" not in told(code) for code in CODES)
