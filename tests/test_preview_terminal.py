"""What the terminal says: one line for each build, in the network's language, whatever the files are called."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from preview.builder import Outcome
from preview.terminal import Terminal
from registry.project import Project
from registry.report.as_text import Style

DONE = Outcome(True, "12 pages → out (3 changed, in 0.1 s)", "")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    shutil.copytree(Project().locale, tmp_path / "project/theme/locale")
    return Project(tmp_path / "project")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site/data").mkdir(parents=True)
    (tmp_path / "site/data/network.yaml").write_text("name: x\nlanguage: fr\n", "utf-8")
    return tmp_path / "site"


def test_a_build_is_one_line(project: Project, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    terminal = Terminal(project, site)
    terminal.built(DONE, [str(site / "data/a.yaml"), str(project.root / "theme/b.css"), "/else/c"])
    said = capsys.readouterr().out
    assert re.fullmatch(r"\d\d:\d\d:\d\d data/a\.yaml, theme/b\.css, /else/c\xa0: 12 pages → out \(.*\)\n", said)
    terminal.built(DONE, [])
    assert re.fullmatch(r"\d\d:\d\d:\d\d 12 pages → out \(.*\)\n", capsys.readouterr().out)


def test_many_changes_are_counted(project: Project, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Terminal(project, site).built(DONE, [str(site / f"data/{n}.yaml") for n in range(9)])
    assert "data/0.yaml, data/1.yaml, data/2.yaml (+6)\xa0:" in capsys.readouterr().out


def test_a_failure_is_told_and_what_became_of_the_site(
    project: Project, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Terminal(project, site).built(Outcome(False, "", "data/a.yaml:1:1 non"), [str(site / "data/a.yaml")])
    first, last = capsys.readouterr().out.splitlines()
    assert first == "data/a.yaml:1:1 non"
    assert last.endswith("data/a.yaml\xa0: le site reste tel qu’il était")


def test_names_of_files_do_nothing_to_the_terminal(
    project: Project, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Terminal(project, site).built(DONE, [str(site / "data/\x1b[2J\nevil\u202e.yaml")])
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    assert not set("\x1b\u202e") & set(said)


def test_colours_are_for_terminals(project: Project, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Terminal(project, site).built(DONE, ["a"])
    assert "\x1b" not in capsys.readouterr().out
    Terminal(project, site, Style(True)).built(DONE, ["a"])
    assert "\x1b[" in capsys.readouterr().out


def test_it_follows_the_networks_language(project: Project, site: Path) -> None:
    terminal, network = Terminal(project, site), site / "data/network.yaml"
    assert terminal.catalogue.gettext("error") == "erreur"
    network.write_text("language: en\n")
    assert terminal.catalogue.gettext("error") == "error"
    network.write_text("name: [\nlanguage: fr # with mistakes\n")
    assert terminal.catalogue.gettext("error") == "erreur"
    network.write_bytes(b"\xff\xfe")
    assert terminal.catalogue.language == "fr"
    network.unlink()
    assert terminal.catalogue.language == "fr"
    assert Terminal(project, site).catalogue.language == "en"


def test_it_reads_a_catalogue_that_changed_and_lives_with_one_that_broke(project: Project, site: Path) -> None:
    terminal, path = Terminal(project, site), project.locale / "fr/LC_MESSAGES/messages.po"
    good = path.read_text("utf-8")
    assert terminal.catalogue.gettext("error") == "erreur"
    path.write_text("nonsense", "utf-8")
    assert terminal.catalogue.gettext("error") == "erreur"
    path.write_text(good.replace('msgstr "erreur"', 'msgstr "faute"'), "utf-8")
    assert terminal.catalogue.gettext("error") == "faute"


def test_a_terminal_that_is_gone_stops_nothing(project: Project, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone:
        def write(self, text: str) -> int:
            raise BrokenPipeError

        def flush(self) -> None:
            raise BrokenPipeError

        def isatty(self) -> bool:
            return False

    monkeypatch.setattr("sys.stdout", Gone())
    Terminal(project, site).built(DONE, ["a"])
