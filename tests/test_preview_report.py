"""What the overlay shows of an outcome, and that it holds texts and safe addresses only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from preview.builder import Outcome
from preview.report import CONTEXT, as_report, editor_link
from registry.i18n import load_catalogue
from registry.project import Project

FRENCH = load_catalogue(Project().locale, "fr")
ENGLISH = load_catalogue(Project().locale, "en")


def problem(**more: object) -> dict[str, Any]:
    usual = {"path": "data/partners/a.yaml", "line": 2, "column": 17, "code": "S028", "message": "No.", "hint": "Yes?"}
    return {**usual, "severity": "error", "source": "classification: clab", **more}


def report(tmp_path: Path, *problems: dict[str, Any], text: str = "") -> dict[str, Any]:
    found = as_report(Outcome(False, "", text, list(problems)), ENGLISH, tmp_path / "site", tmp_path, tmp_path / "out")
    assert found is not None
    return found


def test_every_problem_with_all_there_is_to_say(tmp_path: Path) -> None:
    warning = problem(severity="warning", code="Y013", line=9, column=1, source="", hint="")
    found = report(tmp_path, warning, problem())
    assert found["title"] == "1 error, 1 warning"
    first, second = found["problems"]
    assert (first["place"], first["word"], first["code"]) == ("data/partners/a.yaml:2:17", "error", "S028")
    assert (first["before"], first["marked"], first["after"]) == ("classification: ", "clab", "")
    assert (first["message"], first["hint"]) == ("No.", "Yes?")
    assert (second["word"], second["place"]) == ("warning", "data/partners/a.yaml:9:1")


def test_it_speaks_the_networks_language(tmp_path: Path) -> None:
    found = as_report(Outcome(False, "", "", [problem(), problem()]), FRENCH, tmp_path, tmp_path, tmp_path)
    assert found
    assert found["title"] == "2 erreurs"
    assert found["hide"] == "Réduire (Échap)"
    assert found["problems"][0]["word"] == "erreur"


def test_nothing_to_say(tmp_path: Path) -> None:
    assert as_report(Outcome(True, "3 pages", ""), ENGLISH, tmp_path, tmp_path, tmp_path) is None
    warned = Outcome(True, "3 pages", "1 warning", [problem(severity="warning")])
    assert as_report(warned, ENGLISH, tmp_path, tmp_path, tmp_path) is None


def test_a_failure_without_problems_shows_what_was_said(tmp_path: Path) -> None:
    found = report(tmp_path, text="disk full\nreally")
    assert [entry["message"] for entry in found["problems"]] == ["disk full\nreally"]
    assert found["problems"][0]["editor"] == found["problems"][0]["place"] == ""
    assert report(tmp_path)["problems"][0]["message"] == "The build failed without a word."


def test_a_long_line_is_cut_around_the_place(tmp_path: Path) -> None:
    source = "a" * 500 + " here " + "z" * 500
    entry = report(tmp_path, problem(source=source, column=502))["problems"][0]
    assert entry["marked"] == "here"
    assert entry["before"] == "…" + "a" * (CONTEXT - 1) + " "
    assert len(entry["after"]) == CONTEXT + 1
    assert entry["after"].endswith("z…")


def test_a_place_behind_the_line_or_none_at_all(tmp_path: Path) -> None:
    entry = report(tmp_path, problem(source="a: b", column=99))["problems"][0]
    assert (entry["before"], entry["marked"], entry["after"]) == ("a: b", "", "")
    entry = report(tmp_path, problem(source="a: b", column=0))["problems"][0]
    assert (entry["before"], entry["marked"], entry["after"]) == ("", "a", ": b")


def test_what_could_turn_or_hide_text_is_shown_as_a_sign(tmp_path: Path) -> None:
    nasty = "\u202eevil\x1b[31m\x00"
    entry = report(tmp_path, problem(message=nasty, hint=nasty, source=nasty, column=1))["problems"][0]
    assert not set("\u202e\x1b\x00") & set("".join(map(str, entry.values())))


def test_the_explanation_is_offered_where_there_is_one(tmp_path: Path) -> None:
    (tmp_path / "out/messages/s028").mkdir(parents=True)
    assert report(tmp_path, problem(help="/messages/s028/"))["problems"][0]["help"] == ""
    (tmp_path / "out/messages/s028/index.html").touch()
    assert report(tmp_path, problem(help="/messages/s028/"))["problems"][0]["help"] == "/messages/s028/"


def test_the_editor_opens_at_the_place(tmp_path: Path) -> None:
    site = tmp_path / "été 100% #1"
    (site / "data").mkdir(parents=True)
    (site / "data/a.yaml").touch()
    link = editor_link("data/a.yaml", 3, "name: 😀 ", site, tmp_path)
    folder = tmp_path.as_posix()
    # An emoji counts twice, as the editor counts.
    assert link == f"vscode://file{folder}/%C3%A9t%C3%A9%20100%25%20%231/data/a.yaml:3:10"
    assert editor_link("theme/a.html", 1, "", site, tmp_path) == f"vscode://file{folder}/theme/a.html:1:1"


def test_no_name_of_a_file_makes_another_address(tmp_path: Path) -> None:
    for name in ("javascript:alert(1)", "?a", "#b", '"><b>', "\udcff"):
        link = editor_link(name, 1, "", tmp_path, tmp_path)
        assert link.startswith("vscode://file/")
        assert not set('?#"<>() ') & set(link)
        assert link.count(":") == 3
