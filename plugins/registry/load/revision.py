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
