"""Carry a plan out: compare, replace file by file, then take away what is no longer made."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from registry.markers import N_
from registry.write.plan import Plan

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
    """Bring ``output`` to what ``plan`` says. Files that already have the right bytes are not touched.

    Everything was rendered before: an error here (``OSError``) leaves whole files only, old or new.
    """
    output.mkdir(parents=True, exist_ok=True)
    before = _manifest(output)
    new: list[str] = []
    changed: list[str] = []
    unchanged = 0
    # The manifest first names what is there and what is to come, so that a later run can clean up.
    if not before.issuperset(plan.files):
        _put(output / MANIFEST, _as_manifest(before | set(plan.files)))
    for path, content in sorted(plan.files.items()):
        target = output / path
        old = _read(target)
        if old == content:
            unchanged += 1
            continue
        (new if old is None else changed).append(path)
        _clear_way(target, output)
        if target.is_dir():
            for inside in sorted(name for name in before if name.startswith(path + "/")):
                _remove(output, inside)
        target.parent.mkdir(parents=True, exist_ok=True)
        _put(target, content)
    removed = sorted(before - set(plan.files))
    for path in removed:
        _remove(output, path)
    if before != set(plan.files):
        _put(output / MANIFEST, _as_manifest(set(plan.files)))
    return Written(new, changed, removed, unchanged)


def _manifest(output: Path) -> set[str]:
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


def _read(path: Path) -> bytes | None:
    try:
        return None if path.is_symlink() else path.read_bytes()
    except OSError:
        return None


def _clear_way(target: Path, output: Path) -> None:
    """A file where a folder is needed, or a link anywhere on the way, gives way."""
    for parent in reversed(target.relative_to(output).parents):
        step = output / parent
        if step != output and (step.is_symlink() or step.is_file()):
            step.unlink()


def _put(path: Path, content: bytes) -> None:
    """Replace ``path`` in one step: a reader sees the old bytes or the new ones."""
    handle, temporary = tempfile.mkstemp(prefix=".new-", dir=path.parent)
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
    target = output / path
    with contextlib.suppress(FileNotFoundError, IsADirectoryError, PermissionError, NotADirectoryError):
        target.unlink()
    for parent in target.relative_to(output).parents:
        if parent == Path():
            break
        with contextlib.suppress(OSError):
            (output / parent).rmdir()
