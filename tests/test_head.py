from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest
from registry.load.head import head
from support.small import PARTNER, commit, git, small_site


def test_the_commit_is_named_and_any_change_is_seen(tmp_path: Path) -> None:
    site = small_site(tmp_path, {".gitignore": "/output\n"})
    id_ = commit(site)
    found = head(site)
    assert found
    assert (found.commit, found.dirty) == (id_, False)
    seconds = int(git(site, "log", "-1", "--format=%ct"))
    assert datetime.fromisoformat(found.date).timestamp() == seconds
    (site / "output").mkdir()
    (site / "output/a.html").write_text("ignored")
    assert head(site) == found
    (site / "data/partners").mkdir()
    (site / "data/partners/a.yaml").write_text(PARTNER)
    assert head(site, ["data"]).dirty  # type: ignore[union-attr]
    assert not head(site, ["content"]).dirty  # type: ignore[union-attr]
    commit(site)
    (site / "data/partners/a.yaml").unlink()
    assert head(site).dirty  # type: ignore[union-attr]


def test_where_there_is_no_commit_none_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert head(tmp_path / "nowhere") is None
    (tmp_path / "site").mkdir()
    assert head(tmp_path / "site") is None
    git(tmp_path / "site", "init", "-q")
    assert head(tmp_path / "site") is None
    commit(tmp_path / "site")
    assert head(tmp_path / "site")
    shutil.rmtree(tmp_path / "site/.git/objects")
    assert head(tmp_path / "site") is None
    monkeypatch.setenv("PATH", str(tmp_path))
    assert head(tmp_path) is None
