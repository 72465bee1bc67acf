"""Which files a network is made of: a walk that trusts nothing it meets."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from registry.problem import Finding
from registry.schema.kinds import Kind, Kinds
from registry.suggest import nearest

MAX_BYTES = 256 * 1024
"""A record's file; the largest sensible list of redirects has 200 kB."""
MAX_IMAGE_BYTES = 5 * 1024 * 1024
IMAGE_FOLDER = "content/images"
ID = re.compile(r"\A[a-z0-9]+(?:-[a-z0-9]+)*\Z")
IMAGE_NAME = re.compile(r"\A[a-z0-9]+(?:[-_.][a-z0-9]+)*\.(?:png|jpg|jpeg|webp)\Z")
MAX_ID = 80
_IGNORED = re.compile(r"\A\.|~\Z|\A#.*#\Z|\.sw[op]\Z|\.tmp\Z|\AThumbs\.db\Z")


@dataclass(frozen=True)
class RecordFile:
    """A file that holds a record of ``kind``, under the id its name gives."""

    path: str
    kind: Kind
    id: str


@dataclass
class Tree:
    """Everything found: records, image file names (in ``content/images``), findings."""

    records: list[RecordFile] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def _entries(root: Path, folder: str) -> Iterator[tuple[str, os.stat_result]]:
    """(relative path, lstat) of all that is below ``folder``, sorted; never through a symlink."""
    try:
        names = sorted(os.listdir(root / folder))
    except (FileNotFoundError, NotADirectoryError):
        return
    for name in names:
        if _IGNORED.search(name):
            continue
        path = f"{folder}/{name}"
        try:
            info = os.lstat(root / path)
        except FileNotFoundError:
            continue  # removed since the listing: the next run sees the tree as it then is
        yield path, info
        if stat.S_ISDIR(info.st_mode):
            yield from _entries(root, path)


def scan(root: Path, kinds: Kinds) -> Tree:
    """Look at ``data/`` and ``content/`` below ``root``."""
    tree = Tree()
    by_folder = {kind.folder: kind for kind in kinds if kind.folder}
    by_file = {kind.file: kind for kind in kinds if kind.file}
    seen: dict[tuple[str, str], str] = {}
    for top in ("content", "data"):
        for path, info in _entries(root, top):
            if stat.S_ISLNK(info.st_mode) or not (stat.S_ISDIR(info.st_mode) or stat.S_ISREG(info.st_mode)):
                tree.findings.append(Finding(path, 1, 1, "F002", {"path": path}))
                continue
            folder, _, name = path.rpartition("/")
            if stat.S_ISDIR(info.st_mode):
                known = {*by_folder, IMAGE_FOLDER}
                if path not in known:
                    near = nearest(path, known)
                    tree.findings.append(
                        Finding(path, 1, 1, "F011", {"path": path, "known": ", ".join(sorted(known))}, near)
                    )
                continue
            if folder == IMAGE_FOLDER:
                _image(tree, path, name, info.st_size)
            elif path in by_file:
                _record(tree, path, by_file[path], name.partition(".")[0], info.st_size)
            elif folder in by_folder:
                kind = by_folder[folder]
                stem, suffix = os.path.splitext(name)
                if suffix != kind.suffix:
                    near = stem + kind.suffix if suffix.lower() in (".yml", ".yaml", ".md", ".markdown") else None
                    tree.findings.append(Finding(path, 1, 1, "F001", {"path": path, "suffix": kind.suffix}, near))
                    continue
                key = (kind.name, unicodedata.normalize("NFC", stem).casefold())
                if key in seen:
                    tree.findings.append(Finding(path, 1, 1, "F009", {"path": path, "other": seen[key]}))
                    continue
                seen[key] = path
                if not ID.match(stem) or len(stem) > MAX_ID:
                    near = slug(stem)
                    tree.findings.append(
                        Finding(path, 1, 1, "F005", {"name": name}, near + kind.suffix if near else None)
                    )
                _record(tree, path, kind, stem, info.st_size)
            elif folder in ("data", "content"):
                near = nearest(path, by_file)
                tree.findings.append(
                    Finding(path, 1, 1, "F012", {"path": path, "known": ", ".join(sorted(by_file))}, near)
                )
    return tree


def slug(text: str) -> str:
    """The id that a name suggests: ``Été & Co`` → ``ete-co``; may be empty."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text.lower()).strip("-")[:MAX_ID]


def _record(tree: Tree, path: str, kind: Kind, id_: str, size: int) -> None:
    if size > MAX_BYTES:
        tree.findings.append(Finding(path, 1, 1, "F003", {"size": size // 1024, "limit": MAX_BYTES // 1024}))
    tree.records.append(RecordFile(path, kind, id_))


def _image(tree: Tree, path: str, name: str, size: int) -> None:
    if not IMAGE_NAME.match(name):
        tree.findings.append(Finding(path, 1, 1, "F013", {"name": name}))
    elif size > MAX_IMAGE_BYTES:
        tree.findings.append(Finding(path, 1, 1, "F003", {"size": size // 1024, "limit": MAX_IMAGE_BYTES // 1024}))
    tree.images.append(name)
