"""The same code builds another network, in another language; what is not for the public never gets out."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml
from support.sites import ROOT, BuiltSites, run_pelican

NETWORKS = ROOT / "tests/networks"
SKERRYMOOR, MINIMAL = NETWORKS / "skerrymoor", NETWORKS / "minimal"
TEXT = {".html", ".json", ".csv", ".xml", ".txt", ""}


def header(path: Path) -> dict:
    text = path.read_text("utf-8")
    return yaml.safe_load(text.split("---\n")[1] if path.suffix == ".md" else text)


def hidden_records(site: Path) -> list[tuple[str, str]]:
    """(id, name) of the examples and drafts of a site."""
    found = []
    for path in [*site.glob("data/partners/*.yaml"), *site.glob("content/*/*.md")]:
        data = header(path)
        if data.get("example") or data.get("draft"):
            found.append((path.stem, data.get("name") or data.get("title") or path.stem))
    return found


def files_of(output: Path) -> dict[str, bytes]:
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def test_the_words_of_its_addresses_are_its_own(built_site: BuiltSites) -> None:
    output = built_site(SKERRYMOOR, publish=True)
    for name in ("partners", "commissions/tides", "meetings", "projects", "news", "decisions", "glossary", "data",
                 "contribute", "journal", "search", "legal-notice", "accessibility"):  # fmt: skip
        assert (output / name / "index.html").is_file(), name
    assert not (output / "charter").exists() or "charter" not in (output / "index.html").read_text("utf-8")
    assert '<html lang="en"' in (output / "index.html").read_text("utf-8")


def test_every_address_of_the_contract_is_there_for_the_real_network(built_site: BuiltSites) -> None:
    output = built_site(ROOT)
    pages = ["", "partenaires/", "partenaires/athenes/", "commissions/", "commissions/logement/", "reunions/",
             "reunions/2009-05-26-fondation/", "projets/", "projets/taties-a-l-heure/", "charte/", "actualites/",
             "le-reseau/", "decisions/", "glossaire/", "donnees/", "contribuer/", "journal/", "recherche/"]  # fmt: skip
    for page in pages:
        assert (output / page / "index.html").is_file(), page
    machine = ["404.html", "sitemap.xml", "api/v1/partners.json", "api/v1/partners/athenes.json", "api/v1/partners.csv",
               "api/v1/datapackage.json", "api/v1/schemas/partner.schema.json"]  # fmt: skip
    for name in machine:
        assert (output / name).is_file(), name


def test_nothing_french_shows_on_an_english_site(built_site: BuiltSites) -> None:
    output = built_site(SKERRYMOOR, publish=True)
    for path in output.rglob("*.html"):
        text = path.read_text("utf-8")
        for word in ("Partenaires", "Réunions", "Accueil", "Compte rendu", "Utopia", "Thionville"):
            assert word not in text, (path, word)


def test_examples_and_drafts_are_nowhere_in_what_is_published(built_site: BuiltSites) -> None:
    hidden = hidden_records(SKERRYMOOR)
    assert len(hidden) >= 4
    for name, content in files_of(built_site(SKERRYMOOR, publish=True)).items():
        text = content.decode("utf-8", "replace")
        for id_, title in hidden:
            assert f"/{id_}/" not in f"/{name}", name
            assert id_ not in text, (name, id_)
            assert title not in text, (name, title)


def test_examples_and_drafts_show_in_the_preview_under_a_band(built_site: BuiltSites) -> None:
    output = built_site(SKERRYMOOR)
    shown = [path for id_, _ in hidden_records(SKERRYMOOR) for path in output.rglob(f"{id_}/index.html")]
    assert shown
    assert all("band" in path.read_text("utf-8") for path in shown)


def test_the_smallest_network_has_a_whole_site(built_site: BuiltSites) -> None:
    output = built_site(MINIMAL)
    assert (output / "index.html").is_file()
    assert (output / "partners/index.html").is_file()
    assert not (output / "meetings").exists() or (output / "meetings/index.html").is_file()


def test_utopia_is_not_published_without_its_legal_notice(tmp_path: Path) -> None:
    output = tmp_path / "out"
    done = run_pelican(ROOT, output, publish=True)
    assert done.returncode == 1
    assert "P001" in done.stdout
    assert "Traceback" not in done.stdout
    assert not output.exists() or not any(output.iterdir())


def test_a_network_that_is_complete_is_published(tmp_path: Path, built_site: BuiltSites) -> None:
    robots = (built_site(SKERRYMOOR, publish=True) / "robots.txt").read_text("utf-8")
    assert "Sitemap: https://skerrymoor.example.org/sitemap.xml" in robots


@pytest.mark.parametrize("text", ["name: [", "name: Lamp\nclassification: nothing\n", ""])
def test_a_build_that_fails_leaves_the_last_good_site(tmp_path: Path, text: str) -> None:
    site, output = tmp_path / "site", tmp_path / "out"
    shutil.copytree(MINIMAL, site)
    assert run_pelican(site, output).returncode == 0
    before = files_of(output)
    (site / "data/partners/broken.yaml").write_text(text, "utf-8")
    done = run_pelican(site, output)
    assert done.returncode == 1
    assert "data/partners/broken.yaml" in done.stdout
    assert "Traceback" not in done.stdout
    assert files_of(output) == before


def test_a_template_that_fails_leaves_the_last_good_site_and_says_where(tmp_path: Path) -> None:
    project, output = tmp_path / "project", tmp_path / "out"
    for name in ("plugins", "schemas", "theme"):
        shutil.copytree(ROOT / name, project / name)
    shutil.copy(ROOT / "pelicanconf.py", project)
    shutil.copytree(MINIMAL, project / "site")
    settings = {"cwd": project, "env_path": str(project / "plugins")}
    assert _build(project, output, **settings) == (0, "")
    before = files_of(output)
    home = project / "theme/templates/home.html"
    home.write_text(home.read_text("utf-8") + "\n{{ nothing.at.all }}", "utf-8")
    (project / "theme/templates/lists/partners.html").write_text("{{ nothing_at_all }}", "utf-8")
    code, said = _build(project, output, **settings)
    assert code == 1
    assert "theme/templates/lists/partners.html:1" in said
    assert "Traceback" not in said
    assert files_of(output) == before


def _build(project: Path, output: Path, cwd: Path, env_path: str) -> tuple[int, str]:
    import os
    import subprocess
    import sys

    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pelican",
            str(project / "site"),
            "-s",
            "pelicanconf.py",
            "-o",
            str(output),
            "--fatal",
            "errors",
        ],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": env_path, "SITE": str(project / "site"), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
    )
    return done.returncode, "" if done.returncode == 0 else done.stderr


def test_a_page_is_removed_with_its_record_and_nothing_else_is_touched(tmp_path: Path) -> None:
    site, output = tmp_path / "site", tmp_path / "out"
    shutil.copytree(MINIMAL, site)
    (site / "data/partners/second.yaml").write_text(
        "name: Second\nclassification: " + header(next(MINIMAL.glob("data/partners/*.yaml")))["classification"], "utf-8"
    )
    assert run_pelican(site, output).returncode == 0
    assert (output / "partners/second/index.html").is_file()
    (output / "partners/second/mine.txt").write_text("kept", "utf-8")
    (site / "data/partners/second.yaml").unlink()
    assert run_pelican(site, output).returncode == 0
    assert not (output / "partners/second/index.html").exists()
    assert (output / "partners/second/mine.txt").read_text("utf-8") == "kept"
    assert not (output / "api/v1/partners/second.json").exists()


def test_an_output_folder_that_holds_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"x")
    done = run_pelican(MINIMAL, tmp_path)
    assert done.returncode == 1
    assert [path.name for path in tmp_path.iterdir()] == ["holiday.jpg"]


def test_a_record_in_the_api_is_the_record_of_the_page(built_site: BuiltSites) -> None:
    output = built_site(SKERRYMOOR, publish=True)
    partners = json.loads((output / "api/v1/partners.json").read_text("utf-8"))["partners"]
    for partner in partners:
        page = (output / partner["url"].strip("/") / "index.html").read_text("utf-8")
        assert f'href="/api/v1/partners/{partner["id"]}.json"' in page
        assert json.loads((output / f"api/v1/partners/{partner['id']}.json").read_text("utf-8")) == partner
