"""The search index: what is in it, when it is made again, and that nothing waits for it."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from registry.project import Project
from registry.render.addresses import about_addresses
from registry.render.html import html_pages
from registry.render.press import Press
from registry.search import available, index, pagefind
from registry.search.pagefind import Failed, Stopped
from registry.session import Session
from support.sites import ROOT, run_pelican
from support.trees import make_site
from support.views import FILES

PRESS = Press(Project())
"""Templates are compiled once for all tests."""
pytestmark = pytest.mark.skipif(not available(), reason="there is no Pagefind for this machine")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_site(tmp_path / "site", FILES)


def session_of(root: Path, *, search: bool = True) -> Session:
    session = Session(root, Project(), root.parent / "out", search=search, cache=root.parent / "cache")
    session._press = PRESS
    return session


def pages(session: Session) -> None:
    """Build the pages, but for those that are the same for every site and found nowhere."""
    made = session.build()
    about = [item for item in about_addresses(made.views, made.renderer) if item.key == "headers"]
    session.write(
        made, [item for item in html_pages(made.views, made.renderer) if "/contribute/" not in item.key] + about
    )


def build(session: Session) -> dict[str, bytes]:
    """Build and index; the files of the index."""
    pages(session)
    session.index("en")
    folder = session.output / index.FOLDER
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def fragments(files: dict[str, bytes]) -> dict[str, dict[str, object]]:
    """What can be found, by its address."""
    texts = [gzip.decompress(content)[len("pagefind_dcd") :] for path, content in files.items() if "fragment/" in path]
    return {found["url"]: found for found in map(json.loads, texts)}


def test_it_has_the_title_the_text_and_what_narrows_it_and_nothing_beside(root: Path) -> None:
    files = build(session_of(root))
    found = fragments(files)
    club, decision = found["/partners/school/"], found["/decisions/2020/#d-1"]
    assert (club["meta"], club["filters"]) == ({"title": "Élan School"}, {"commission": ["fog"], "kind": ["partner"]})
    assert "Teaches." in str(club["content"])
    assert "Propose a change" not in str(club["content"])
    assert (decision["content"], decision["filters"]) == (
        "Buy tea. \N{HANGUL FILLER}.",
        {"commission": ["fog"], "kind": ["decision"], "year": ["2020"]},
    )
    assert {path for path in files if "/" not in path and not path.endswith(".pf_meta")} == {
        "sha256sums.txt", "pagefind-entry.json", "pagefind.js", "wasm.en.pagefind"
    }  # fmt: skip


def test_whoever_wants_can_check_its_files(root: Path) -> None:
    files = build(session_of(root))
    lines = files.pop("sha256sums.txt").decode().splitlines()
    assert lines == [f"{hashlib.sha256(files[path]).hexdigest()}  {path}" for path in sorted(files)]


def test_it_is_made_again_only_where_what_is_found_changes(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = session_of(root)
    first = build(session)
    session.close()
    runs: list[int] = []
    make = index.index
    monkeypatch.setattr(index, "index", lambda *args: runs.append(1) or make(*args))
    assert build(session_of(root)) == first  # nothing changed, in another process
    network = root / "data/network.yaml"
    network.write_text(network.read_text("utf-8") + "tagline: Tea first.\n", "utf-8")
    session = session_of(root)
    build(session)
    assert "Tea first." in (session.output / "partners/club/index.html").read_text("utf-8") or runs  # every page has it
    before = len(runs)
    (root / "data/partners/club.yaml").write_text("name: Kettle Club\nclassification: club\n", "utf-8")
    found = fragments(build(session))
    assert len(runs) == before + 1
    assert found["/partners/club/"]["meta"] == {"title": "Kettle Club"}
    (session.output / index.FOLDER / "pagefind.js").unlink()
    assert "pagefind.js" in build(session)


def test_after_edits_it_is_as_made_from_nothing(root: Path) -> None:
    session = session_of(root)
    build(session)
    (root / "content/news/one.md").unlink()
    (root / "content/meetings/a.md").write_text(FILES["content/meetings/a.md"].replace("tea", "coffee"), "utf-8")  # type: ignore[union-attr, arg-type]
    edited = build(session)
    shutil.rmtree(session.output)
    shutil.rmtree(root.parent / "cache")
    assert edited == build(session_of(root))


def test_who_has_something_better_to_do_stops_it_and_the_old_one_stays(root: Path) -> None:
    session = session_of(root)
    first = build(session)
    (root / "content/news/one.md").unlink()
    pages(session)
    with pytest.raises(Stopped):
        session.index("en", lambda: True)
    assert "/news/one/" in fragments(first)
    assert "/news/one/" not in fragments(build(session))


@pytest.mark.parametrize("program", ["/bin/false", "/nowhere/pagefind"])
def test_without_a_program_that_works_there_is_no_index(
    root: Path, program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = session_of(root)
    assert build(session)
    (root / "content/news/one.md").unlink()
    popen = subprocess.Popen
    monkeypatch.setattr(pagefind.subprocess, "Popen", lambda command, **more: popen([program], **more))
    with pytest.raises(Failed):
        build(session)
    assert not (session.output / index.FOLDER).exists()


def test_a_site_that_wants_none_has_none_and_says_so(root: Path) -> None:
    build(session_of(root))
    session = session_of(root, search=False)
    assert build(session) == {}
    assert not (session.output / index.FOLDER).exists()
    page = (session.output / "search/index.html").read_text("utf-8")
    assert "built without a search" in page
    assert "wasm-unsafe-eval" not in page + (session.output / "_headers").read_text("utf-8")


def test_a_machine_without_pagefind_builds_the_site_and_is_told(root: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['pagefind_bin'] = None\n", "utf-8")
    path = f"{tmp_path}{os.pathsep}{ROOT / 'plugins'}"
    done = run_pelican(root, tmp_path / "out", SEARCH="1", PYTHONPATH=path)
    assert done.returncode == 0, done.stdout
    assert "no Pagefind for this machine" in done.stdout
    assert "built without a search" in (tmp_path / "out/search/index.html").read_text("utf-8")
