"""A network with a past: commits at chosen days, and what is known of them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from registry.build import Build
from registry.cache.store import Store
from registry.history.historian import Historian
from registry.past import Change, Past
from registry.project import Project

from support.small import git, small_site, write

WHO = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org")


class Repository:
    """A site below ``root`` and its repository, begun with one commit of its network on 2020-01-01."""

    def __init__(self, root: Path, more: str = "", files: Mapping[str, str | bytes] = {}) -> None:
        self.root = small_site(root, files, language="en", more=more)
        git(root, "init", "-q", "-b", "main")
        self.commit("2020-01-01")

    def commit(self, day: str, files: Mapping[str, str | bytes | None] = {}, author: str = "Nobody") -> str:
        """Write files (``None``: take away) and commit all there is, at noon (UTC) of a day; the commit's id."""
        write(self.root, {path: content for path, content in files.items() if content is not None})
        for path in [path for path, content in files.items() if content is None]:
            (self.root / path).unlink()
        git(self.root, "add", "-A")
        moment = f"{day}T12:00:00Z"
        name = ("-c", f"user.name={author}", "-c", "user.email=nobody@example.org")
        run(self.root, moment, *name, "commit", "-q", "--allow-empty", "-m", "x", f"--author={author} <n@example.org>")
        return git(self.root, "rev-parse", "HEAD").strip()

    def merge(self, day: str, branch: str) -> None:
        """Merge a branch as forges do."""
        run(self.root, f"{day}T12:00:00Z", *WHO, "merge", "-q", "--no-ff", "-m", "x", branch)

    def build(self, store: Store | None = None, *, publish: bool = False) -> Build:
        """A build that knows the past."""
        historian = Historian(self.root, store or Store(None))
        return Build(self.root, Project(), publish, historian=historian)


def run(root: Path, moment: str, *arguments: str) -> None:
    """Run git at a moment."""
    dates = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment, "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(["git", "-C", str(root), *arguments], env={**os.environ, **dates}, check=True, capture_output=True)


def past_of(root: Path, store: Store | None = None) -> Past | None:
    """What is known of the past of a site."""
    build = Build(root, Project())
    return Historian(root, store or Store(None)).past(build.checked)


def lines(past: Past) -> list[str]:
    """Each change in a line: ``2020-01-02 changed partner a: role: …``."""
    return [f"{change.day} {change.change} {_about(past, change)}" for change in past.changes]


def _about(past: Past, change: Change) -> str:
    row = past.rows[change.row]
    said = "; ".join(" / ".join([clause, *more]) for clause, more in change.told)
    return f"{row.kind} {row.id}" + (f": {said}" if said else "")
