from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from registry.load.moves import moves
from support.small import commit, git, small_site


@pytest.mark.parametrize(
    "move",
    [
        lambda root: git(root, "checkout", "-q", "-b", "other"),
        lambda root: git(root, "checkout", "-q", "--detach"),
        lambda root: commit(root, "more"),
        lambda root: git(root, "pack-refs", "--all"),
    ],
)
def test_any_move_is_seen(tmp_path: Path, move: Callable[[Path], object]) -> None:
    site = small_site(tmp_path / "site")
    commit(site)
    git(site, "branch", "third")
    before = moves(site / "data")
    (site / "data/more.txt").write_text("x")
    git(site, "status")
    assert moves(site / "data") == before != ()
    move(site)
    assert moves(site / "data") != before


def test_a_worktree_moves_by_itself(tmp_path: Path) -> None:
    site, other = small_site(tmp_path / "site"), tmp_path / "other"
    commit(site)
    git(site, "worktree", "add", "-q", "-b", "other", str(other))
    before, beside = moves(site), moves(other)
    (other / "more.txt").write_text("x")
    commit(other)
    assert moves(site) == before
    assert moves(other) != beside


def test_there_is_nothing_to_see_outside_of_a_repository(tmp_path: Path) -> None:
    assert moves(tmp_path) == ()
