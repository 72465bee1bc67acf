"""`diff --base`: what a change means, end to end, in small git repositories."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from registry.__main__ import main
from registry.load.yaml_events import parse
from support.small import PARTNER, commit, git, small_site, write

ROOT = Path(__file__).parents[1]
FILES = {
    "data/partners/lampes.yaml": PARTNER.format(name="Club des Lampes"),
    "data/partners/lunes.yaml": PARTNER.format(name="Club des Lunes"),
    "content/commissions/logement.md": "---\nname: Logement\nmembers:\n  - partner: lampes\n---\nUn texte.\n",
}
NOTHING = "## Ce que change cette proposition\n\nAucun changement de sens.\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = small_site(tmp_path / "site", FILES)
    commit(root)
    return root


def told(capsys: pytest.CaptureFixture[str], root: Path, *arguments: str) -> str:
    assert main(["diff", "--site", str(root), *arguments]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out.replace("\u00a0", " ").replace("\u202f", " ")


def test_without_a_change_nothing_changes(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, site, "--base", "main") == NOTHING


def test_the_way_it_is_typed_changes_nothing(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(
        site,
        {
            "data/partners/lampes.yaml": "# A remark\nclassification: 'association'\n\nname: \"Club  des\n  Lampes\"\n",
            "content/commissions/logement.md": "---\nmembers: [{partner: lampes}]\nname: Logement\n---\n\nUn\ntexte.",
        },
    )
    assert told(capsys, site, "--base", "main") == NOTHING


def test_a_change_of_the_working_tree_is_told(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(
        site,
        {
            "content/commissions/logement.md": "---\nname: Logement\nfacilitators:\n  - partner: lunes\n"
            "members:\n  - partner: lampes\n---\nUn texte.\n"
        },
    )
    text = told(capsys, site, "--base", "main")
    assert "### Commissions\n\n- **Commission Logement** : Club des Lunes devient structure animatrice\n" in text
    assert "- `/commissions/logement/` Logement\n" in text


def test_committed_changes_are_told_and_those_of_the_base_are_not(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(site, "checkout", "-q", "-b", "proposal")
    write(site, {"data/partners/algues.yaml": PARTNER.format(name="Les Algues")})
    commit(site)
    git(site, "checkout", "-q", "main")
    write(site, {"data/partners/lunes.yaml": PARTNER.format(name="Autre nom")})
    commit(site)
    git(site, "checkout", "-q", "proposal")
    text = told(capsys, site, "--base", "main")
    assert "Nouveau partenaire : Les Algues" in text
    assert "Autre nom" not in text


def test_a_renamed_file_and_its_redirection(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(site, "mv", "data/partners/lampes.yaml", "data/partners/club-des-lampes.yaml")
    write(
        site,
        {
            "content/commissions/logement.md": FILES["content/commissions/logement.md"].replace(
                "lampes", "club-des-lampes"
            )
        },
    )
    text = told(capsys, site, "--base", "main")
    assert "1 fiche renommée." in text
    assert "⚠️ `/partenaires/lampes/` devient `/partenaires/club-des-lampes/` sans redirection" in text
    assert "Logement** " not in text
    write(
        site,
        {"data/redirects.yaml": "redirects:\n  - {from: /partenaires/lampes/, to: /partenaires/club-des-lampes/}\n"},
    )
    text = told(capsys, site, "--base", "main")
    assert "⚠️" not in text
    assert "`/partenaires/lampes/` devient `/partenaires/club-des-lampes/` ; une redirection y mène." in text


def test_a_broken_record_is_named_and_the_rest_is_told(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(
        site,
        {
            "data/partners/lampes.yaml": "name: [\n",
            "data/partners/lunes.yaml": PARTNER.format(name="Les Lunes"),
        },
    )
    text = told(capsys, site, "--base", "main")
    assert "⚠️ `data/partners/lampes.yaml` est illisible" in text
    assert "« Club des Lunes » → « Les Lunes »" in text
    assert "Les pages n’ont pas été comparées" in text


def test_a_site_in_a_folder_of_the_repository(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = small_site(tmp_path / "réseaux/un", FILES, language="en", country="GB")
    other = small_site(tmp_path / "réseaux/deux", FILES)
    commit(tmp_path)
    write(site, {"data/partners/algues.yaml": PARTNER.format(name="The Weeds")})
    write(other, {"data/partners/autre.yaml": PARTNER.format(name="Ailleurs")})
    text = told(capsys, site, "--base", "HEAD")
    assert "**New partner: The Weeds** (association)" in text
    assert "Ailleurs" not in text


def test_a_site_that_was_not_there_is_all_new(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = small_site(site / "other", FILES)
    text = told(capsys, new, "--base", "main")
    assert "4 fiches ajoutées." in text
    assert "nouvelles pages" in text


def test_json(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(site, {"data/partners/lampes.yaml": PARTNER.format(name="Club des Lampes") + "acronym: CL\n"})
    (site / "data/partners/lunes.yaml").unlink()
    change = json.loads(told(capsys, site, "--base", "main", "--format", "json"))
    assert change["base"] == "main"
    assert change["commit"] == git(site, "rev-parse", "main").strip()
    (kind,) = change["kinds"]
    changed, removed = kind["records"]
    assert (kind["kind"], changed["change"], removed["change"]) == ("partner", "changed", "removed")
    assert changed["fields"] == [{"field": "acronym", "title": "Sigle", "type": "value", "before": None, "after": "CL"}]
    assert removed["id"] == "lunes"
    assert change["urls"] == [
        {"from": "/partenaires/lunes/", "to": None, "redirect": None, "kind": "partner", "id": "lunes"}
    ]
    assert [page["url"] for page in change["pages"]["removed"]] == ["/partenaires/lunes/"]


@pytest.mark.parametrize("base", ["nowhere", "--help", "main:data", "main...other", "0" * 40])
@pytest.mark.parametrize("form", ["markdown", "json"])
def test_an_unknown_revision_is_told_in_one_line(
    site: Path, base: str, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", "--site", str(site), f"--base={base}", "--format", form]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert base in err
    assert "révision" in err


def test_the_base_is_the_main_branch_of_the_origin(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in ([], ["--base", ""]):
        assert main(["diff", "--site", str(site), *arguments]) == 2
        assert "origin/main" in capsys.readouterr().err


def test_part_of_the_history_no_repository_and_no_git(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = git(site, "rev-parse", "HEAD").strip()
    commit(site, "second")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{site}", "shallow")
    assert main(["diff", "--site", str(tmp_path / "shallow"), "--base", first]) == 2
    assert "fetch-depth: 0" in capsys.readouterr().err
    bare = small_site(tmp_path / "bare")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert main(["diff", "--site", str(bare), "--base", "main"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["diff", "--site", str(site), "--base", "main"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_make_diff(site: Path) -> None:
    write(site, {"data/partners/algues.yaml": PARTNER.format(name="Les Algues")})
    command = ["make", "-s", "diff", f"SITE={site}", "BASE=main"]
    if sys.prefix != str(ROOT / ".venv"):
        pytest.skip("make uses .venv")
    for more, wanted in (([], "## Ce que change"), (["FORMAT=json"], '{\n  "base": "main"')):
        done = subprocess.run(
            [*command, *more], cwd=ROOT, env={**os.environ, "MAKEFLAGS": ""}, capture_output=True, text=True
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith(wanted)


def test_a_record_with_many_mistakes_is_read_once(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(site, {"data/partners/lunes.yaml": PARTNER.format(name="A") + "".join(f"k{n}: 1\n" for n in range(200))})
    parsed: list[str] = []
    monkeypatch.setattr("registry.compare.sites.parse", lambda text: parsed.append(text) or parse(text))
    assert main(["diff", "--site", str(site), "--base", "main"]) == 0
    assert 0 < len(parsed) <= 4
