"""A site's records as they were at a revision of git, laid out in a folder so that they load like any site."""

from __future__ import annotations

import subprocess
from pathlib import Path

FOLDERS = ("content", "data")


class RevisionError(Exception):
    """There is no git, no repository or no such revision; the text is git's own last line."""


def _git(root: Path, *arguments: str, stdin: bytes | None = None) -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], input=stdin, capture_output=True, check=False)
    except FileNotFoundError:
        raise RevisionError("git: command not found") from None
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise RevisionError(lines[-1] if lines else f"git {arguments[0]}: exit {done.returncode}")
    return done.stdout


def resolve(root: Path, revision: str) -> str:
    """The full id of the commit that ``revision`` names. Raises :class:`RevisionError`."""
    return _git(root, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}").decode().strip()


def fork(root: Path, revision: str) -> str:
    """The last commit that ``revision`` and the present state have in common, so that what changed there since
    is not taken for a change here; the revision's own commit where history has no such commit.

    Raises :class:`RevisionError`.
    """
    commit = resolve(root, revision)
    try:
        return _git(root, "merge-base", commit, "HEAD").decode().strip()
    except RevisionError:
        return commit


def prefix(root: Path) -> str:
    """Where ``root`` is in its repository: ``""`` or ``networks/one/``; ``""`` outside of any."""
    try:
        return _git(root, "rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").rstrip("\n")
    except RevisionError:
        return ""


def is_repository(root: Path) -> bool:
    """Whether git is there and knows ``root`` as part of a repository."""
    try:
        return _git(root, "rev-parse", "--is-inside-work-tree").strip() == b"true"
    except RevisionError:
        return False


def is_shallow(root: Path) -> bool:
    """Whether the copy of the repository lacks the older part of its history."""
    try:
        return _git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
    except RevisionError:
        return False


def extract(root: Path, revision: str, target: Path) -> None:
    """Write ``data/`` and ``content/`` of the site at ``root``, as of ``revision``, below ``target``.

    Only ordinary files are written (no link, no submodule), byte for byte as git keeps them: no
    filter or attribute of the revision is applied. Raises :class:`RevisionError`.
    """
    commit = resolve(root, revision)
    prefix = _git(root, "rev-parse", "--show-prefix").decode().strip()
    listing = _git(root, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *(f"{prefix}{name}/" for name in FOLDERS))
    entries: list[tuple[str, str]] = []
    for line in listing.split(b"\0"):
        if line:
            described, _, name = line.partition(b"\t")
            mode, kind, blob = described.split()
            if kind == b"blob" and mode in (b"100644", b"100755"):
                entries.append((blob.decode(), name.decode("utf-8", "surrogateescape")))
    blobs = _git(root, "cat-file", "--batch", stdin="".join(f"{blob}\n" for blob, _ in entries).encode())
    position = 0
    for _, path in entries:
        end = blobs.index(b"\n", position)
        size = int(blobs[position:end].split()[2])
        content = blobs[end + 1 : end + 1 + size]
        position = end + 1 + size + 1
        file = target / path.removeprefix(prefix)
        if ".." not in file.parts:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
