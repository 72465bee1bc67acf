"""`check --base`: what stood before a change is not blamed on it. End to end, in small git repositories."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from registry.__main__ import main
from registry.load.revision import fork, prefix
from registry.validate import baseline
from support.small import PARTNER, commit, git, small_site, write

CODE = {"error": 1, "warning": 0, "notice": 0}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Two problems stand in the first commit: an unknown field, a reference to nobody."""
    root = small_site(
        tmp_path / "site",
        {
            "data/partners/a.yaml": PARTNER.format(name="A") + "colour: red\n",
            "data/partners/b.yaml": PARTNER.format(name="B"),
            "content/commissions/c.md": "---\nname: C\nmembers:\n  - partner: b\n  - partner: nobody\n---\n",
        },
    )
    commit(root)
    return root


def told(
    capsys: pytest.CaptureFixture[str], root: Path, *arguments: str, base: str = "main"
) -> list[tuple[str, str, str]]:
    """(severity, code, path:line) of what `check` tells, but for what only a publication needs."""
    code = main(["check", "--site", str(root), "--format", "json", "--base", base, *arguments])
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert code == max(CODE[problem["severity"]] for problem in problems)
    return [
        (problem["severity"], problem["code"], f"{problem['path']}:{problem['line']}")
        for problem in problems
        if not problem["code"].startswith("P")
    ]


OLD = [("notice", "R001", "content/commissions/c.md:5"), ("notice", "S001", "data/partners/a.yaml:3")]


def test_old_problems_are_notices(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, site) == OLD


def test_old_problems_follow_a_renamed_file(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "data/partners/a.yaml").unlink()
    write(site, {"data/partners/z.yaml": "# A remark\n" + PARTNER.format(name="A") + "colour: red\nshape: round\n"})
    assert told(capsys, site) == [
        OLD[0],
        ("notice", "S001", "data/partners/z.yaml:4"),
        ("error", "S001", "data/partners/z.yaml:5"),
    ]


def test_what_still_names_a_renamed_file_is_new(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "data/partners/b.yaml").rename(site / "data/partners/bb.yaml")
    assert told(capsys, site) == [("error", "R001", "content/commissions/c.md:4"), *OLD]


def test_another_record_in_the_place_of_one_brings_its_own_problems(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "data/partners/a.yaml").unlink()
    write(site, {"data/partners/z.yaml": "colour: red\nname: Z\nacronym: Z\nclassification: ville-imaginaire\n"})
    assert told(capsys, site) == [OLD[0], ("error", "S001", "data/partners/z.yaml:1")]


def test_old_problems_may_move(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(
        site,
        {
            "data/partners/a.yaml": "# A remark\n\n" + PARTNER.format(name="Another") + "acronym: A\ncolour: red\n",
            "content/commissions/c.md": "---\nmembers:\n  - partner: nobody\n  - partner: b\nname: C\n---\n",
        },
    )
    assert told(capsys, site) == [
        ("notice", "R001", "content/commissions/c.md:3"),
        ("notice", "S001", "data/partners/a.yaml:6"),
    ]


def test_a_new_problem_in_the_same_file_is_an_error(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(site, {"data/partners/a.yaml": PARTNER.format(name="A") + "colour: red\nsize: 3\n"})
    assert ("error", "S001", "data/partners/a.yaml:4") in told(capsys, site)
    assert set(OLD) <= set(told(capsys, site))


def test_the_same_mistake_once_more_is_new_where_it_was_added(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(
        site,
        {
            "content/commissions/c.md": "---\nname: C\nfacilitators:\n  - partner: nobody\nmembers:\n"
            "  - partner: b\n  - partner: nobody\n---\n"
        },
    )
    assert told(capsys, site) == [
        ("error", "R001", "content/commissions/c.md:4"),
        ("notice", "R001", "content/commissions/c.md:7"),
        OLD[1],
    ]


def test_another_person_in_the_place_of_one_is_new(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = PARTNER.format(name="D") + "role: Appeler le 06 39 98 12 34\n"
    write(site, {"data/partners/d.yaml": record})
    commit(site)
    write(site, {"data/partners/d.yaml": record + "acronym: D\n"})
    assert ("notice", "D002", "data/partners/d.yaml:3") in told(capsys, site)
    write(site, {"data/partners/d.yaml": record.replace("12 34", "56 78")})
    assert ("error", "D002", "data/partners/d.yaml:3") in told(capsys, site)


def test_a_mended_problem_that_leaves_another_is_still_new(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(site, {"data/partners/a.yaml": PARTNER.format(name="A") + "color: red\n"})
    assert told(capsys, site) == [OLD[0], ("error", "S001", "data/partners/a.yaml:3")]


def test_what_a_deletion_leaves_dangling_elsewhere_is_the_change_s(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "data/partners/b.yaml").unlink()
    assert told(capsys, site) == [("error", "R001", "content/commissions/c.md:4"), *OLD]


def test_another_syntax_error_is_not_the_old_one(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(site, {"data/partners/b.yaml": "name: B: one\nclassification: association\nrole: R\n"})
    commit(site)
    assert ("notice", "Y009", "data/partners/b.yaml:1") in told(capsys, site)
    write(site, {"data/partners/b.yaml": 'name: "B: one"\nclassification: association\nrole: R: two\n'})
    assert ("error", "Y009", "data/partners/b.yaml:3") in told(capsys, site)


def test_what_a_broken_file_hid_is_new(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(site, {"data/partners/b.yaml": "name: B: one\nclassification: association\nsize: 3\n"})
    commit(site)
    write(site, {"data/partners/b.yaml": "name: B\nclassification: association\nsize: 3\n"})
    assert ("error", "S001", "data/partners/b.yaml:3") in told(capsys, site)


def test_what_the_base_has_mended_since_is_not_blamed(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(site, "checkout", "-q", "-b", "proposal")
    git(site, "checkout", "-q", "main")
    write(site, {"data/partners/a.yaml": PARTNER.format(name="A")})
    commit(site, "mend")
    git(site, "checkout", "-q", "proposal")
    assert told(capsys, site, base="main") == OLD
    assert fork(site, "main") == git(site, "rev-parse", "proposal").strip()


def test_a_site_in_a_folder_of_the_repository(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = small_site(tmp_path / "networks/é one", {"data/partners/a.yaml": PARTNER.format(name="A") + "colour: red\n"})
    commit(tmp_path)
    write(site, {"data/partners/a.yaml": PARTNER.format(name="A") + "colour: red\nsize: 3\n"})
    assert [line[:2] for line in told(capsys, site)] == [("notice", "S001"), ("error", "S001")]
    assert prefix(site) == "networks/é one/"
    assert main(["check", "--site", str(site), "--format", "github", "--base", "main"]) == 1
    assert "::error file=networks/é one/data/partners/a.yaml,line=4" in capsys.readouterr().out


def test_without_a_base_nothing_is_a_notice(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--site", str(site), "--base", ""]) == 1
    assert "2 erreurs" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["text", "github", "gitlab", "sarif"])
def test_a_base_goes_with_every_format(
    site: Path, form: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    assert main(["check", "--site", str(site), "--format", form, "--base", "main"]) == 0
    word = {
        "text": "4 ",
        "github": "::notice ",
        "gitlab": '"severity": "info"',
        "sarif": '"baselineState": "unchanged"',
    }
    assert word[form] in capsys.readouterr().out


@pytest.mark.parametrize("base", ["nowhere", "--help", "main:data", "main...other", ""])
def test_an_unknown_revision_is_told_in_the_network_s_language(
    site: Path, base: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if not base:
        base = "0" * 40
    assert main(["check", "--site", str(site), f"--base={base}"]) == 2
    out, told = capsys.readouterr()
    assert (out, told.count("\n")) == ("", 1)
    assert base in told
    assert "révision" in told


def test_a_copy_with_part_of_the_history_says_so(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = git(site, "rev-parse", "HEAD").strip()
    commit(site, "second")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{site}", "shallow")
    assert main(["check", "--site", str(tmp_path / "shallow"), "--base", first]) == 2
    assert "fetch-depth: 0" in capsys.readouterr().err


def test_no_repository_and_no_git(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site = small_site(tmp_path / "bare")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert main(["check", "--site", str(site), "--base", "main"]) == 2
    assert "git" in (told := capsys.readouterr().err)
    assert told.count("\n") == 1
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["check", "--site", str(site), "--base", "main"]) == 2
    assert "command not found" in capsys.readouterr().err
    assert main(["check", "--site", str(site), "--format", "gitlab"]) == 0


def test_many_renamed_files_are_read_once_each(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(60):
        write(site, {f"data/partners/p{number}.yaml": PARTNER.format(name=f"Pe {number}") + "colour: red\n"})
    commit(site)
    git(site, "branch", "many")
    for number in range(60):
        (site / f"data/partners/p{number}.yaml").rename(site / f"data/partners/q{number}.yaml")
    asked: list[str] = []
    lines = baseline._lines
    monkeypatch.setattr(baseline, "_lines", lambda document: asked.append(document.path) or lines(document))
    found = told(capsys, site, base="many")
    assert len(found) == 62
    assert {severity for severity, _, _ in found} == {"notice"}
    assert len(asked) == 120
