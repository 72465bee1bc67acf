"""Carry a plan out: compare, replace file by file, then take away what is no longer made."""

from __future__ import annotations

import contextlib
import json
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from registry.markers import N_
from registry.write.plan import Plan
from registry.write.stage import Stage

MANIFEST = ".built-by-registry.json"
"""Names the files of the last build. Only files that it names are ever removed."""


@dataclass(frozen=True)
class Written:
    """Paths, sorted, by what happened to them."""

    new: list[str]
    changed: list[str]
    removed: list[str]
    unchanged: int


def refuse_output(output: Path, sources: list[Path]) -> str | None:
    """Why ``output`` must not be written to (an English msgid with ``{path}``), or ``None``."""
    target = output.resolve()
    if target in (Path(target.anchor), Path.home().resolve()):
        return N_("{path} cannot be the output folder: choose a folder that holds nothing else.")
    for source in sources:
        source = source.resolve()
        if target == source or target in source.parents or source in target.parents:
            return N_("{path} cannot be the output folder: the site's sources are there.")
    if (target / ".git").exists():
        return N_("{path} cannot be the output folder: it is a git repository.")
    if target.is_dir() and any(target.iterdir()) and not (target / MANIFEST).is_file():
        return N_("{path} cannot be the output folder: it holds files that this program did not make.")
    return None


def write(plan: Plan, output: Path) -> Written:
    """Bring ``output`` to what ``plan`` says. Files that already have the right bytes are not touched."""
    stage = Stage(output)
    try:
        output.mkdir(parents=True, exist_ok=True)
        laid = {path: stage.lay(content) for path, content in plan.files.items() if not stage.is_there(path, content)}
        return put_in_place(laid, set(plan.files), output)
    finally:
        stage.clear()


def put_in_place(laid: dict[str, str], files: set[str], output: Path, before: set[str] | None = None) -> Written:
    """Give files that wait (path → where each waits) their places, and take away what is not in ``files``.

    ``before`` are the files of the last build; the manifest tells them where they are not known.

    Everything was rendered before: an error here (``OSError``) leaves whole files only, old or new.
    """
    if before is None:
        before = manifest_of(output)
    new: list[str] = []
    changed: list[str] = []
    # The manifest first names what is there and what is to come, so that a later run can clean up.
    if not before.issuperset(files):
        _put(output / MANIFEST, _as_manifest(before | files))
    root, clear = os.fspath(output), {""}
    for path, waiting in sorted(laid.items()):
        target = f"{root}/{path}"
        _clear_way(root, path.rpartition("/")[0], clear)
        try:
            old = os.lstat(target)
        except FileNotFoundError:
            new.append(path)
        else:
            (changed if stat.S_ISREG(old.st_mode) else new).append(path)
            if stat.S_ISDIR(old.st_mode):
                for inside in sorted(name for name in before if name.startswith(path + "/")):
                    _remove(output, inside)
        os.replace(waiting, target)
    removed = sorted(before - files)
    for path in removed:
        _remove(output, path)
    if before != files:
        _put(output / MANIFEST, _as_manifest(files))
    return Written(new, changed, removed, len(files) - len(new) - len(changed))


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


def _as_manifest(names: set[str]) -> bytes:
    return (json.dumps({"files": sorted(names)}, indent=0, ensure_ascii=False) + "\n").encode()


def _clear_way(root: str, folder: str, clear: set[str]) -> None:
    """Make a folder; a file or a link where it or one above it should be gives way. ``clear`` are known to be there."""
    if folder in clear:
        return
    _clear_way(root, folder.rpartition("/")[0], clear)
    path = f"{root}/{folder}"
    try:
        if not stat.S_ISDIR(os.lstat(path).st_mode):
            os.unlink(path)
            os.mkdir(path, 0o755)
    except FileNotFoundError:
        os.mkdir(path, 0o755)
    clear.add(folder)


def _put(path: Path, content: bytes) -> None:
    """Replace ``path`` in one step: a reader sees the old bytes or the new ones."""
    handle, temporary = tempfile.mkstemp(prefix=".manifest-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


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
