"""Where a text is in the history of a repository."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import NamedTuple

from registry.load.revision import RevisionError, is_shallow

MOST = 100
"""Commits, the oldest ones, whose branches and tags are looked for."""


class Traces(NamedTuple):
    """Commits (short id, day) that brought a text or took it away, the newest first; the files that held it, at any
    time (paths in the repository, sorted); whether files of the present state still do; branches and tags that lead
    to it.

    ``partial`` says that the copy lacks the older part of the history.
    """

    commits: list[tuple[str, str]]
    paths: list[str]
    present: bool
    refs: list[str]
    partial: bool


def traces(root: Path, text: str) -> Traces:
    """Look for ``text``, as it is typed, in all branches and tags. Raises :class:`RevisionError`."""
    commits: list[tuple[str, str]] = []
    paths: set[str] = set()
    log = _git(root, "log", "--all", f"-S{text}", "--format=%x01%H %as", "--name-only", "-z", "--no-renames", "-m")
    for part in log.replace("\n", "\0").split("\0"):
        if part.startswith("\x01"):
            commit, _, day = part[1:].partition(" ")
            if (commit, day) not in commits:
                commits.append((commit, day))
        elif part:
            paths.add(part)
    holders = [f"--contains={commit}" for commit, _ in commits[-MOST:]]
    refs = _git(root, "for-each-ref", "--format=%(refname:short)", *holders) if holders else ""
    present = any(_holds(root, path, text) for path in paths)
    return Traces(
        [(commit[:10], day) for commit, day in commits], sorted(paths), present, refs.split(), is_shallow(root)
    )


def _holds(root: Path, path: str, text: str) -> bool:
    top = Path(_git(root, "rev-parse", "--show-toplevel").rstrip("\n"))
    file = top / path
    try:
        return not file.is_symlink() and text.encode() in file.read_bytes()
    except OSError:
        return False


def _git(root: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)
    except FileNotFoundError:
        raise RevisionError("git: command not found") from None
    if done.returncode:
        raise RevisionError(done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2])
    return done.stdout.decode("utf-8", "replace")
