"""Carry a plan out: compare, replace file by file, then take away what is no longer made."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from registry.markers import N_
from registry.write.plan import Plan
from registry.write.stage import Stage, is_passing, pass_on

MANIFEST = ".built-by-registry.json"
"""Names the files of the last build. Only files that it names are ever removed."""


@dataclass(frozen=True)
class Written:
    """Paths, sorted, by what happened to them."""

    new: list[str]
    changed: list[str]
    removed: list[str]
    unchanged: int


class HalfDone(OSError):
    """Some files have their places, and others have not: the next build gives them theirs."""


def refuse_output(output: Path, sources: list[Path]) -> str | None:
    """Why ``output`` must not be written to (an English msgid with ``{path}``), or ``None``."""
    target = output.resolve()
    if target in (Path(target.anchor), Path.home().resolve()):
        return N_("{path} cannot be the output folder: choose a folder that holds nothing else.")
    for source in sources:
        source = source.resolve()
        if target == source or target in source.parents or source in target.parents:
            return N_("{path} cannot be the output folder: the site's sources are there.")
    if (target / ".git").exists() or ".git" in target.parts:
        return N_("{path} cannot be the output folder: it is a git repository.")
    there = [path.name for path in target.iterdir()] if target.is_dir() else []
    # A first build that was killed leaves its stage alone.
    if not (target / MANIFEST).is_file() and not all(map(is_passing, there)):
        return N_("{path} cannot be the output folder: it holds files that this program did not make.")
    return None


def write(plan: Plan, output: Path) -> Written:
    """Bring ``output`` to what ``plan`` says. Files that already have the right bytes are not touched."""
    stage = Stage(output)
    try:
        output.mkdir(parents=True, exist_ok=True)
        laid = {
            path: stage.lay(content, path) for path, content in plan.files.items() if not stage.is_there(path, content)
        }
        return put_in_place(laid, set(plan.files), stage, manifest_of(output))
    finally:
        stage.clear()


def put_in_place(
    laid: dict[str, str], files: set[str], stage: Stage, before: set[str], *, noted: bool = True
) -> Written:
    """Give files that wait (path → where each waits) their places, and take away what is not in ``files``.

    ``before`` are the files of earlier builds: of all others only those that are in the way go. ``noted``: the manifest
    names these, and no others.

    Everything was rendered before. An error here (``OSError``) leaves whole files only: all of them old, or, once some
    have their places, old and new ones (:class:`HalfDone`).
    """
    output, root, clear = stage.output, os.fspath(stage.output), {""}
    new, changed, folders = compare(laid, root, before)
    # The manifest first names what is there and what is to come, so that a later run can clean up.
    if not noted or not before.issuperset(files):
        os.replace(stage.lay(as_manifest(before | files)), output / MANIFEST)
    last = stage.lay(as_manifest(files)) if not noted or before != files else None
    touched: list[str] = []
    try:
        stage.move_folders(laid, touched)
        moved = set(touched)
        for path, waiting in sorted(laid.items()):
            if path in moved:
                continue
            _clear_way(root, path.rpartition("/")[0], clear, touched)
            if path in folders:
                _remove_folder(f"{root}/{path}", touched)
            os.replace(waiting, f"{root}/{path}")
            touched.append(path)
        removed = sorted(before - files)
        for path in removed:
            _remove(output, path)
            touched.append(path)
        if last:
            os.replace(last, output / MANIFEST)
    except OSError as error:
        if touched:
            raise HalfDone(error.errno, error.strerror, error.filename, None, error.filename2) from error
        raise
    return Written(new, changed, removed, len(files) - len(new) - len(changed))


def compare(laid: Iterable[str], root: str, before: set[str]) -> tuple[list[str], list[str], set[str]]:
    """Which of the files that wait are new, which take the place of another file, and which that of a folder.

    Raises ``OSError`` where that folder holds anything but files of ours.
    """
    new: list[str] = []
    changed: list[str] = []
    folders: set[str] = set()
    for path in sorted(laid):
        try:
            mode = os.lstat(f"{root}/{path}").st_mode
        except OSError:
            mode = 0
        (changed if stat.S_ISREG(mode) else new).append(path)
        if stat.S_ISDIR(mode) and not _through_link(root, path):
            folders.add(path)
            for folder, below, names in os.walk(f"{root}/{path}", onerror=pass_on):
                for name in (*names, *(name for name in below if os.path.islink(f"{folder}/{name}"))):
                    if os.path.relpath(f"{folder}/{name}", root) not in before:
                        raise OSError(errno.EISDIR, "a folder that is not ours", f"{root}/{path}")
    return new, changed, folders


def _through_link(root: str, path: str) -> bool:
    """Whether a path leads through a link, which gives way and is not followed."""
    parts = path.split("/")
    return any(os.path.islink(f"{root}/{'/'.join(parts[:end])}") for end in range(1, len(parts)))


def manifest_of(output: Path) -> set[str]:
    """The files that earlier builds left in a folder, as they noted there; none where that cannot be read."""
    try:
        names = json.loads((output / MANIFEST).read_text("utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return set()
    if not isinstance(names, list):
        return set()
    return {
        name for name in names if isinstance(name, str) and ".." not in name.split("/") and not name.startswith("/")
    }


def as_manifest(names: set[str]) -> bytes:
    """The text of a manifest."""
    return (json.dumps({"files": sorted(names)}, indent=0, ensure_ascii=False) + "\n").encode()


def _clear_way(root: str, folder: str, clear: set[str], touched: list[str]) -> None:
    """Make a folder; a file or a link where it or one above it should be gives way, and is ``touched``. ``clear`` are
    known to be there."""
    if folder in clear:
        return
    _clear_way(root, folder.rpartition("/")[0], clear, touched)
    path = f"{root}/{folder}"
    try:
        there = stat.S_ISDIR(os.lstat(path).st_mode)
        if not there:
            os.unlink(path)
            touched.append(folder)
    except FileNotFoundError:
        there = False
    if not there:
        os.mkdir(path)
        os.chmod(path, 0o755)  # whatever the umask
    clear.add(folder)


def _remove(output: Path, path: str) -> None:
    """Remove a file of ours, and the folders that it leaves empty; never through a link."""
    target = output / path
    above = [output / parent for parent in target.relative_to(output).parents if parent != Path()]
    if any(folder.is_symlink() for folder in above):
        return
    with contextlib.suppress(FileNotFoundError, IsADirectoryError, PermissionError, NotADirectoryError):
        target.unlink()
    for parent in target.relative_to(output).parents:
        if parent == Path():
            break
        with contextlib.suppress(OSError):
            (output / parent).rmdir()


def _remove_folder(path: str, touched: list[str]) -> None:
    """Remove a folder that holds files of ours only, which are ``touched``."""
    for folder, below, names in os.walk(path, topdown=False, onerror=pass_on):
        for name in names:
            os.unlink(f"{folder}/{name}")
            touched.append(name)
        for name in below:
            os.rmdir(f"{folder}/{name}")
    os.rmdir(path)
