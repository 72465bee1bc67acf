"""Workflow commands of GitHub Actions: one line a problem, whatever is in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from registry.__main__ import main
from registry.problem import Problem
from registry.report.as_github import as_github, beyond
from support.problems import catalogue, problems
from support.small import small_site

COMMAND = re.compile(r"::(error|warning|notice) file=([^,:]+),line=(\d+),col=(\d+),title=([^,:]+)::(.+)")


def commands(found: list[Problem], prefix: str = "") -> list[re.Match[str]]:
    lines = as_github(found, catalogue(), prefix).removesuffix("\n").split("\n")
    matches = [COMMAND.fullmatch(line) for line in lines]
    assert all(matches), lines
    return [match for match in matches if match]


def unescape(text: str) -> str:
    """As the runner does (actions/runner, ActionCommand)."""
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, character)
    return text


def test_each_problem_is_one_command_and_comes_back_as_it_was() -> None:
    read = {(unescape(found[2]), int(found[3]), int(found[4]), unescape(found[6])) for found in commands(problems())}
    assert read == {
        (problem.path, problem.line, problem.column, "\n".join(filter(None, (problem.message, problem.hint))))
        for problem in problems()
    }


def test_the_gravest_come_first_with_code_and_title() -> None:
    found = commands(problems())
    assert [match[1] for match in found] == ["error"] * 4 + ["warning", "notice"]
    assert found[1][5] == "S010 Not a web address"


def test_paths_begin_at_the_root_of_the_repository() -> None:
    (found,) = commands(problems()[:1], "networks/a%b,c/")
    assert found[2] == "networks/a%25b%2Cc/content/pages/à côté.md"


def test_nothing_to_tell_is_nothing() -> None:
    assert as_github([], catalogue()) == ""


def test_what_github_will_not_show_is_counted() -> None:
    assert beyond(problems() * 2, catalogue()) == ""
    assert beyond(problems() * 3, catalogue()).startswith("2 problems are told in the log only")


@pytest.fixture
def site(tmp_path: Path) -> str:
    return str(small_site(tmp_path / "site", {"data/partners/a.yaml": "name: A\nclassification: x\n"}))


def test_without_a_summary_page_the_count_goes_to_the_standard_error(
    site: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    assert main(["check", "--site", site, "--format", "github"]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("::error file=data/partners/a.yaml,line=2,col=17,title=S028 ")
    assert err == "1 erreur, 2 avertissements.\n"


def test_the_summary_page_lists_all(
    site: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "summary.md"
    page.write_text("Before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    assert main(["check", "--site", site, "--format", "github"]) == 1
    text = page.read_text("utf-8")
    assert text.startswith("Before\n## Vérification des fiches\n\n1 erreur, 2 avertissements.\n\n- ")
    assert "`data/partners/a.yaml:2:17` **S028**" in text
