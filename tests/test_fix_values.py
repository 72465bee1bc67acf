"""What a value certainly means, and what could mean several things."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from registry.fix.site import attempts_for
from registry.fix.values import Values
from registry.project import Project
from registry.validate.check import check
from support.small import PARTNER, small_site


def values(tmp_path: Path, language: str = "fr", country: str = "FR") -> Values:
    files = {"data/partners/club-a.yaml": PARTNER.format(name="Le Club") + "acronym: L.C.\n"}
    return attempts_for(check(small_site(tmp_path, files, language=language, country=country), Project())).values


ENUM = {"type": "string", "enum": ["held", "planned"], "x-enum-labels": {"held": "Tenue", "planned": "Prévue"}}
THEME = {"type": "string", "x-vocabulary": "themes"}
PARTNERS = {"type": "string", "x-ref": "partner"}
LIST = {"type": "array", "items": THEME}
CERTAIN: list[tuple[str, str, dict[str, Any], Any]] = [
    ("S004", "Prévue", ENUM, "planned"),
    ("S004", "HELD", ENUM, "held"),
    ("S004", "prevues", ENUM, "planned"),
    ("S004", "planed", ENUM, "planned"),
    ("S028", "Santé", THEME, "sante"),
    ("S028", "logemnet", THEME, "logement"),
    ("R001", "le club", PARTNERS, "club-a"),
    ("R001", "LC", PARTNERS, "club-a"),
    ("R001", "Club A", PARTNERS, "club-a"),
    ("S008", "26/05/2009", {}, "2009-05-26"),
    ("S008", "6.5.2009", {}, "2009-05-06"),
    ("S008", "2009/5/6", {}, "2009-05-06"),
    ("S008", "2009-5", {}, "2009-05"),
    ("S008", "1er Août 2009", {}, "2009-08-01"),
    ("S008", "mai 2009", {}, "2009-05"),
    ("S009", "12/03/2026 à 18h30", {}, "2026-03-12 18:30"),
    ("S009", "2026-03-12 18h", {}, "2026-03-12 18:00"),
    ("S009", "12 mars 2026, 9 h 05", {}, "2026-03-12 09:05"),
    ("S009", "2026-03-12 18:30:00", {}, "2026-03-12 18:30"),
    ("S010", "www.example.org/a", {}, "https://www.example.org/a"),
    ("S010", "<https://example.org/a>", {}, "https://example.org/a"),
    ("S011", "mailto:contact@example.org", {}, "contact@example.org"),
    ("S013", "57 100", {}, "57100"),
    ("S014", "000\u00a0000\u202f018", {}, "000000018"),
    ("S016", "w 123 456 789", {}, "W123456789"),
    ("S017", " Le Club\n", {}, "Le Club"),
    ("S021", "1\u202f200", {}, "1200"),
    ("S022", "Oui", {}, "true"),
    ("S022", "FAUX", {}, "false"),
    ("S022", "off", {}, "false"),
    ("S023", "logement; Santé", LIST, ["logement", "sante"]),
    ("S023", "Un défaut", {"type": "array", "items": {"type": "string"}}, ["Un défaut"]),
]


@pytest.mark.parametrize(("code", "value", "schema", "meant"), CERTAIN)
def test_certain(tmp_path: Path, code: str, value: str, schema: dict[str, Any], meant: Any) -> None:
    assert values(tmp_path).repaired(code, value, schema) == meant


@pytest.mark.parametrize(
    ("code", "value", "schema"),
    [
        ("S004", "held over", ENUM),
        ("S004", "helb", ENUM),
        ("S028", "logemants divers", THEME),
        ("S028", "logmant", THEME),
        ("R001", "clube a", PARTNERS),
        ("R001", "club-abc", PARTNERS),
        ("R001", "…", PARTNERS),
        ("R001", "x" * 300, PARTNERS),
        ("S008", "26/05/09", {}),
        ("S008", "31/02/2009", {}),
        ("S008", "13/13/2009", {}),
        ("S008", "printemps 2009", {}),
        ("S008", "vers mai 2009", {}),
        ("S009", "12/03/2026 le soir", {}),
        ("S009", "12/03/2026 25h", {}),
        ("S010", "example.org", {}),
        ("S010", "www.pas une adresse", {}),
        ("S011", "contact (at) example.org", {}),
        ("S014", "000 000 019", {}),
        ("S017", "deux\nlignes", {}),
        ("S021", "12 34", {}),
        ("S021", "une dizaine", {}),
        ("S022", "peut-être", {}),
        ("S023", "logement, autre chose", LIST),
        ("S023", "a, b", {"type": "array", "items": {"type": "string"}}),
        ("S023", "a", {"type": "array", "items": {"type": "object"}}),
        ("S005", "long", {}),
    ],
)
def test_not_certain(tmp_path: Path, code: str, value: str, schema: dict[str, Any]) -> None:
    assert values(tmp_path).repaired(code, value, schema) is None


def test_a_name_of_two_records_is_none(tmp_path: Path) -> None:
    files = {f"data/partners/{name}.yaml": PARTNER.format(name="Le Club") for name in "ab"}
    checked = check(small_site(tmp_path, files), Project())
    assert attempts_for(checked).values.repaired("R001", "Le Club", PARTNERS) is None


@pytest.mark.parametrize(
    ("language", "country", "value", "meant"),
    [
        ("en", "GB", "05/06/2009", "2009-06-05"),
        ("en", "US", "05/06/2009", None),
        ("en", "US", "05/26/2009", "2009-05-26"),
        ("en", "US", "05/05/2009", "2009-05-05"),
        ("en", "GB", "26 May 2009", "2009-05-26"),
        ("en", "GB", "26 mai 2009", None),
        ("xx", "GB", "26 May 2009", None),
    ],
)
def test_dates_are_read_as_the_country_and_the_language_write_them(
    tmp_path: Path, language: str, country: str, value: str, meant: str | None
) -> None:
    assert values(tmp_path, language, country).repaired("S008", value, {}) == meant


def test_yes_is_said_in_the_network_s_language_or_in_english(tmp_path: Path) -> None:
    english = values(tmp_path, "en")
    assert english.answer("yes") == "true"
    assert english.answer("oui") is None
