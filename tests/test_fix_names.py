"""The field that a misspelt name means."""

from __future__ import annotations

import pytest
from registry.fix.names import meant_field, slips_between
from registry.i18n import load_catalogue
from registry.project import Project

TITLES = "name:Nom start_date:Début end_date:Fin text:Texte role:Rôle roles:Rôles website:Site_web"
FIELDS = {
    name: {"title": title.replace("_", " ")} for name, _, title in (field.partition(":") for field in TITLES.split())
}


def meant(name: str, *taken: str, language: str = "fr") -> str | None:
    return meant_field(name, FIELDS, taken, load_catalogue(Project().locale, language))


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ("Name", "name"), ("nom", "name"), ("nmae", "name"), ("naem", "name"), ("start-date", "start_date"),
        ("Start Date", "start_date"), ("strat_dat", "start_date"), ("début", "start_date"), ("Site web", "website"),
        ("Role", "role"), ("name\u00a0", "name"),
    ],
)  # fmt: skip
def test_one_field_is_meant(typed: str, field: str) -> None:
    assert meant(typed) == field


@pytest.mark.parametrize("typed", ["rolex", "date", "titre", "", "…", "nome du club", "tete", "x" * 100])
def test_several_or_none_are(typed: str) -> None:
    assert meant(typed) is None


def test_a_field_that_is_there_is_not_meant_once_more() -> None:
    assert meant("nmae", "name") is None


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1), ("abc", "axc", 1), ("abcd", "badc", 2), ("a", "abcd", 3)],
)
def test_slips_are_counted(one: str, other: str, slips: int) -> None:
    assert slips_between(one, other, 2) == slips == slips_between(other, one, 2)
