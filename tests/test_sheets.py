"""Tables for spreadsheets: with their mark, their separator, for people, and nothing taken for what it is not."""

from __future__ import annotations

import csv
import io

import pytest
from registry.i18n import load_catalogue
from registry.project import Project
from registry.render.sheets import MARK, Sheet
from registry.schema.kinds import load_kinds
from support.sites import ROOT, BuiltSites

SCHEMA = {
    "properties": {
        "name": {"title": "Nom", "type": "string"},
        "place": {"title": "Lieu", "type": "object", "properties": {"city": {"title": "Commune", "type": "string"}}},
        "open": {"title": "Ouverte", "type": "boolean"},
        "offers": {"title": "Offres", "type": "array", "items": {"type": "object"}},
        "rank": {"title": "Rang", "type": "integer"},
        "status": {"title": "État", "type": "string", "enum": ["held"], "x-enum-labels": {"held": "Tenue"}},
    }
}
EMPTY = {"id": "a", "url": None, "name": None, "place": None, "open": None, "offers": [], "rank": None, "status": None}


def sheet(language: str = "fr", delimiter: str = ";") -> Sheet:
    return Sheet(SCHEMA, delimiter, load_catalogue(Project().locale, language), "https://reseau.example")


def read(table: bytes, delimiter: str = ";") -> list[list[str]]:
    return list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def test_people_read_titles_names_and_whole_addresses() -> None:
    theme = {"id": "x", "name": "Emploi; insertion"}
    record = {
        **EMPTY,
        "url": "/a/",
        "name": theme,
        "place": {"city": 'A "B"'},
        "open": True,
        "offers": [{}, {}],
        "rank": -3,
        "status": "held",
    }
    made = sheet().header() + sheet().row(record)
    assert made.startswith(MARK)
    assert made.count(b"\r\n") == 2
    assert read(made) == [
        ["Identifiant", "Adresse de la page", "Nom", "Lieu – Commune", "Ouverte", "Offres (nombre)", "Rang", "État"],
        ["a", "https://reseau.example/a/", "Emploi; insertion", 'A "B"', "oui", "2", "-3", "Tenue"],
    ]
    assert read(sheet().row(EMPTY)) == [["a", "", "", "", "", "0", "", ""]]


@pytest.mark.parametrize("text", ["01000", "73282932000074", "2009-05", "1/2", "3-4", "1.5", "06.00.00.00.00"])
def test_what_would_become_another_number_or_a_date_is_kept_as_text(text: str) -> None:
    assert read(sheet().row({**EMPTY, "name": text}))[0][2] == "\u00a0" + text


@pytest.mark.parametrize(
    "text", ["57100", "2009", "2009-05-26", "2009-05-26 18:30", "03 53 01 00 00", "Club 2.0", "12 rue A"]
)
def test_what_a_spreadsheet_takes_right_is_left_alone(text: str) -> None:
    assert read(sheet().row({**EMPTY, "name": text}))[0][2] == text


@pytest.mark.parametrize("text", ["=1+1", "+33 3 53", "-x", "@x", "\t=1"])
def test_no_cell_runs(text: str) -> None:
    assert read(sheet().row({**EMPTY, "name": text}))[0][2] == "'" + text


@pytest.mark.parametrize(("network", "delimiter"), [("golden/site", ";"), ("networks/skerrymoor", ",")])
def test_every_kind_has_one_with_the_separator_of_its_language(
    network: str, delimiter: str, built_site: BuiltSites
) -> None:
    api = built_site(ROOT / "tests" / network, publish=network.startswith("golden")) / "api/v1"
    for kind in load_kinds(Project().schemas):
        if kind.folder:
            rows = read((api / f"{kind.plural}-spreadsheet.csv").read_bytes(), delimiter)
            assert len({*map(len, rows)}) == 1
            assert len({*rows[0]}) == len(rows[0])
            ids = [row[0] for row in read((api / f"{kind.plural}.csv").read_bytes(), ",")[1:]]
            assert [row[0] for row in rows[1:]] == ids
