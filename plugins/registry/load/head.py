"""The commit that a folder's files come from, and whether they still are as it has them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True)
class Head:
    """``commit`` is its full id, ``date`` when it was committed (ISO 8601, UTC: ``2026-03-12T18:30:00Z``); ``dirty``
    says that files differ from it: changed, missing, or not in it and not ignored either."""

    commit: str
    date: str
    dirty: bool


def head(root: Path, paths: Iterable[str] = (".",)) -> Head | None:
    """The commit that is checked out at ``root``, with a look at ``paths`` below it (pathspecs of git).

    ``None`` without git, repository or commit.
    """
    told = _git(root, "log", "-1", "--format=%H %ct", "HEAD")
    if told is None:
        return None
    commit, _, seconds = told.decode().strip().partition(" ")
    date = datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    changes = _git(root, "status", "--porcelain", "-z", "--untracked-files=normal", "--", *paths)
    return Head(commit, date, dirty=changes != b"")


def _git(root: Path, *arguments: str) -> bytes | None:
    """What git prints; ``None`` where it fails. It takes no lock: another git may be at work."""
    command = ["git", "--no-optional-locks", "-C", os.fspath(root), *arguments]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
