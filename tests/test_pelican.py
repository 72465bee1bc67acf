"""Pelican, called as its manual says, builds a site or says plainly why it does not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.sites import ROOT, run_pelican
from support.trees import NETWORK, PARTNER, make_site, tree


def pelican(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in ("SITE", "OUTPUT", "PYTHONPATH")}
    return subprocess.run(
        [sys.executable, "-m", "pelican", *arguments],
        cwd=ROOT,
        env={**environment, **env},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def test_a_plain_call_builds_the_projects_own_site(tmp_path: Path) -> None:
    done = pelican("content", "-s", "pelicanconf.py", "-o", str(tmp_path / "out"))
    assert done.returncode == 0, done.stdout
    assert (tmp_path / "out/index.html").is_file()
    assert (tmp_path / "out/partenaires/index.html").is_file()
    # Nothing that Pelican would make by itself, or take from where it lies.
    leftovers = [
        "archives.html",
        "authors.html",
        "categories.html",
        "tags.html",
        "author",
        "category",
        "feeds",
        "pages",
    ]
    assert [name for name in leftovers if (tmp_path / "out" / name).exists()] == []
    assert not list((tmp_path / "out").rglob("*.md"))


def test_utopia_is_not_published_without_notice_and_address(tmp_path: Path) -> None:
    done = run_pelican(ROOT, tmp_path / "out", publish=True)
    assert done.returncode == 1
    assert "P001" in done.stdout
    assert "P002" in done.stdout
    assert "Traceback" not in done.stdout
    assert not (tmp_path / "out").exists()


def test_a_site_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = pelican(str(tmp_path), "-s", "pelicanconf.py", "-o", str(tmp_path / "out"), SITE=str(tmp_path / "nowhere"))
    assert done.returncode == 1
    assert "Traceback" not in done.stdout
    assert not (tmp_path / "out").exists()


def test_problems_are_told_with_their_places_and_nothing_is_written(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", {"data/partners/a.yaml": PARTNER + "nmae: x\n"})
    done = run_pelican(site, tmp_path / "out")
    assert done.returncode == 1
    assert "data/partners/a.yaml:3:1: error S001" in done.stdout
    assert not (tmp_path / "out").exists()


def test_warnings_are_told_and_the_site_is_built(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", {"data/partners/a.yaml": PARTNER + "role: x #y\n"})
    done = run_pelican(site, tmp_path / "out")
    assert done.returncode == 0
    assert "Y013" in done.stdout or "1 warning" in done.stdout
    assert (tmp_path / "out/partners/a/index.html").is_file()


@pytest.mark.parametrize("metadata", ["save_as: .htaccess", "status: hidden", "slug: ../../x", "template: x", "url: x"])
def test_pelicans_own_metadata_does_nothing(tmp_path: Path, metadata: str) -> None:
    page = f"---\ntitle: x\n{metadata}\n---\n"
    done = run_pelican(make_site(tmp_path / "site", {"content/pages/x.md": page}), tmp_path / "out")
    assert done.returncode == 1
    assert "S001" in done.stdout


def test_what_is_no_record_is_not_copied(tmp_path: Path) -> None:
    files = {"content/images/.secret.png": "x", "content/pages/.htaccess": "x", "content/pages/x.md~": "x"}
    done = run_pelican(make_site(tmp_path / "site", files), tmp_path / "out")
    assert done.returncode == 0, done.stdout
    assert not [path for path in tree(tmp_path / "out") if "secret" in path or "htaccess" in path or path.endswith("~")]


def test_an_image_of_an_example_is_not_published(tmp_path: Path) -> None:
    image = (ROOT / "tests/golden/site/content/images/virgule.png").read_bytes()
    files = {
        "content/images/a.png": image,
        "content/images/b.png": image,
        "data/partners/a.yaml": PARTNER + "logo: {file: a.png, alt: A}\n",
        "data/partners/b.yaml": PARTNER + "logo: {file: b.png, alt: B}\nexample: true\n",
    }
    site = make_site(tmp_path / "site", files)
    assert run_pelican(site, tmp_path / "preview").returncode == 0
    assert run_pelican(site, tmp_path / "published", publish=True).returncode == 0
    assert {path.name for path in (tmp_path / "preview/images").iterdir()} == {"a.png", "b.png"}
    assert {path.name for path in (tmp_path / "published/images").iterdir()} == {"a.png"}


def test_a_language_without_a_catalogue_is_built_in_english_words(tmp_path: Path) -> None:
    network = NETWORK.replace("language: en", "language: eo")
    done = run_pelican(
        make_site(tmp_path / "site", {"data/partners/a.yaml": PARTNER}, network=network), tmp_path / "out"
    )
    assert done.returncode == 0, done.stdout
    assert '<html lang="eo"' in (tmp_path / "out/partners/a/index.html").read_text("utf-8")
