"""What a published site says of where it comes from: true, the same for the same commit, and apart from the rest."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from registry.build import Build
from registry.load.files import ADDRESSES
from registry.load.origin import origin_of
from registry.produce.artefact import Item
from registry.project import Project
from registry.render.html import html_pages
from registry.render.origin import origin_files
from registry.session import Session
from support.items import all_files
from support.small import commit, write
from support.trees import PARTNER, make_site, tree


def some(build: Build) -> list[Item]:
    """What the files about the origin are made of, and two pages beside that about it."""
    wanted = ("page /", "page /partners/a/", "page /origin/")
    pages = html_pages(build.views, build.renderer)
    return [*(page for page in pages if page.key in wanted), *origin_files(build.views)]


def test_another_commit_changes_what_names_it_and_nothing_else(tmp_path: Path) -> None:
    site, output = make_site(tmp_path / "site", {"data/partners/a.yaml": PARTNER}), tmp_path / "out"
    first = commit(site)
    session = Session(site, Project(), output, publish=True)
    build = session.build()
    session.write(build, some(build))
    before = tree(output)
    assert json.loads(before["version.json"])["commit"] == first
    listed = dict(reversed(line.split("  ")) for line in before.pop("sha256sums.txt").decode().splitlines())
    before.pop(".built-by-registry.json")
    assert listed == {path: hashlib.sha256(content).hexdigest() for path, content in before.items()}
    second = commit(site)
    build = session.build()
    written = session.write(build, some(build))
    after = tree(output)
    assert (written.new, written.removed) == ([], [])
    assert json.loads(after["version.json"])["commit"] == second
    for path, was in before.items():
        if path.endswith(".html"):
            assert first[:12].encode() in was
            assert _without(after[path], second) == _without(was, first), f"{path}: more than the version changed"


def _without(page: bytes, commit: str) -> bytes:
    """A page without the names of a commit that stand in it."""
    return page.replace(commit.encode(), b"").replace(commit[:12].encode(), b"")


def test_what_no_commit_holds_is_said(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"data/partners/a.yaml": PARTNER})
    commit(site)
    write(site, {"data/partners/a.yaml": PARTNER + "role: x\n"})
    files = all_files(some(Build(site, Project(), publish=True)))
    assert json.loads(files["version.json"])["dirty"] is True
    assert b'class="notice"' in files["origin/index.html"]


def test_the_list_of_addresses_is_no_change_of_the_site(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    commit(site)
    write(site, {ADDRESSES: "/\n"})
    found = origin_of(site, Project()).site
    assert found
    assert not found.dirty


def test_without_a_repository_no_version_is_named(tmp_path: Path) -> None:
    site, project = make_site(tmp_path), Project()
    assert origin_of(site, project).site is None
    version = json.loads(all_files(some(Build(site, project, publish=True)))["version.json"])
    assert (version["commit"], version["commit_date"], version["dirty"]) == (None, None, None)
    assert list(origin_files(Build(site, project).views)) == []
