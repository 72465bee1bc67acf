"""Whether another commit may be checked out than before, found out by looking at files and without running git."""

from __future__ import annotations

from pathlib import Path

Moves = tuple[tuple[str, int, int, int], ...]
"""(path, mtime in ns, size, inode) of files that git writes when it moves; empty outside of any repository. Which
commit it is, these do not say: git does."""
_POINTER = "gitdir: "
_REF = "ref: "


def moves(root: Path) -> Moves:
    """The looks of the files that say what is checked out at ``root``."""
    folder = _folder(root)
    if folder is None:
        return ()
    common = folder / _line(folder / "commondir") if (folder / "commondir").exists() else folder
    head = _line(folder / "HEAD")
    branch = [common / head.removeprefix(_REF)] if head.startswith(_REF) and ".." not in head else []
    paths = [folder / "HEAD", *branch, common / "packed-refs", common / "shallow", common / "reftable" / "tables.list"]
    return tuple(look for path in paths if (look := _look(path)))


def log_of_moves(root: Path) -> Path | None:
    """The file to which git adds a line whenever it moves; it need not be there."""
    folder = _folder(root)
    return folder / "logs" / "HEAD" if folder else None


def _folder(root: Path) -> Path | None:
    """Where git keeps what it knows of the worktree that ``root`` lies in."""
    found = next((place / ".git" for place in (root, *root.absolute().parents) if (place / ".git").exists()), None)
    if found is None or found.is_dir():
        return found
    pointer = _line(found)
    return found.parent / pointer.removeprefix(_POINTER) if pointer.startswith(_POINTER) else None


def _line(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", errors="surrogateescape") as stream:
            return stream.readline(4096).rstrip("\n")
    except OSError:
        return ""


def _look(path: Path) -> tuple[str, int, int, int] | None:
    try:
        info = path.stat()
    except OSError:
        return None
    return str(path), info.st_mtime_ns, info.st_size, info.st_ino
