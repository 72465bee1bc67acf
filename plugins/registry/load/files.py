"""Which files a network is made of: a walk that trusts nothing it meets."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from registry.os_errors import reason
from registry.problem import Finding
from registry.schema.kinds import Kind, Kinds
from registry.slugs import MAX_ID, slug
from registry.suggest import nearest

MAX_BYTES = 256 * 1024
"""A record's file; the largest sensible list of redirects has 200 kB."""
MAX_IMAGE_BYTES = 5 * 1024 * 1024
IMAGE_FOLDER = "content/images"
ADDRESSES = "data/addresses.txt"
"""Remembers what was published; it is no record."""
ID = re.compile(r"\A[a-z0-9]+(?:-[a-z0-9]+)*\Z")
IMAGE_NAME = re.compile(r"\A[a-z0-9]+(?:[-_.][a-z0-9]+)*\.(?:svg|png|jpg|jpeg|webp)\Z")
_TOPS = ("content", "data")
_IGNORED = re.compile(r"\A\.|~\Z|\A#.*#\Z|\.sw[op]\Z|\.tmp\Z|\AThumbs\.db\Z")
_STEERS_GIT = frozenset((".git", ".gitattributes", ".gitmodules"))
"""What makes git change files when it brings them (filters, encodings, line ends), or bring others (submodules)."""
_DEVICES = re.compile(r"\A(?:con|prn|aux|nul|com[0-9]|lpt[0-9])\Z")
"""Names that Windows keeps for devices, whatever follows: nobody could copy the repository there."""
_OTHER_ENDINGS = (".yml", ".yaml", ".md", ".markdown")


State = tuple[int, int, int, int]
"""What tells without reading that a file is the same: size, times of modification and of status in ns, inode."""


@dataclass(frozen=True)
class RecordFile:
    """A file that holds a record of ``kind``, under the id its name gives. ``state`` is how it looked when found."""

    path: str
    kind: Kind
    id: str
    state: State | None = field(default=None, compare=False)


@dataclass
class Tree:
    """Everything found: records, sorted by kind and path, image file names (in ``content/images``), findings.

    ``addresses`` says that the file of addresses is there.

    ``lost`` names what is there and refused, as a record's id and as an image's name, and ``blind`` says
    that a folder could not be looked into: what refers to such things does not lead to nothing.
    """

    records: list[RecordFile] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    blind: bool = False
    addresses: bool = False

    def report(self, code: str, path: str, near: str | None = None, /, **params: object) -> None:
        """A finding about the file or folder itself."""
        self.findings.append(Finding(path, 1, 1, code, params, near))

    def lose(self, name: str) -> None:
        """Remember a file that is refused."""
        self.lost |= {name, name.partition(".")[0], os.path.splitext(name)[0]}


def scan(root: Path, kinds: Kinds) -> Tree:
    """Look at ``data/`` and ``content/`` below ``root``; never through a symbolic link."""
    walk = _Walk(root, kinds)
    for top in _TOPS:
        info = walk.look(top)
        if info is None:
            continue
        if stat.S_ISDIR(info.st_mode):
            walk.folder(top)
        else:
            walk.tree.blind = True
            walk.file(top, info)
    order = {kind.name: place for place, kind in enumerate(kinds)}
    walk.tree.records.sort(key=lambda file: (order[file.kind.name], file.path))
    return walk.tree


class _Walk:
    def __init__(self, root: Path, kinds: Kinds) -> None:
        self.root = os.fspath(root)
        self.tree = Tree()
        self.by_folder = {kind.folder: kind for kind in kinds if kind.folder}
        self.by_file = {kind.file: kind for kind in kinds if kind.file}
        self.known = sorted({*self.by_folder, IMAGE_FOLDER})
        self.seen: dict[tuple[str, str], str] = {}

    def look(self, path: str) -> os.stat_result | None:
        """The state of a file; ``None`` where it vanished: the next run sees the tree as it then is."""
        try:
            return os.lstat(f"{self.root}/{path}")
        except FileNotFoundError:
            return None
        except OSError as error:
            self.tree.report("F008", path, reason=reason(error))
            self.tree.lose(path.rpartition("/")[2])
            return None

    def names(self, folder: str) -> list[str]:
        """Names in a folder that count, sorted: good ids first, so that it is their doubles that are refused."""
        try:
            found = os.listdir(f"{self.root}/{folder}")
        except FileNotFoundError:
            return []
        except OSError as error:
            self.tree.report("F008", folder, reason=reason(error))
            self.tree.blind = True
            return []
        for name in sorted(_STEERS_GIT.intersection(found)):
            self.tree.report("F019", f"{folder}/{name}", path=f"{folder}/{name}")
        names = sorted(name for name in found if not ignored(name))
        good = [name for name in names if ID.match(name.partition(".")[0])]
        return good if len(good) == len(names) else [*good, *sorted(set(names).difference(good))]

    def folder(self, folder: str) -> None:
        """Look at all that lies in a folder that the site knows."""
        for name in self.names(folder):
            if name != (shown := _printable(name)):
                self.tree.report("F005", f"{folder}/{shown}", name=shown)
                continue
            path = f"{folder}/{name}"
            info = self.look(path)
            if info is None:
                continue
            if not stat.S_ISDIR(info.st_mode):
                self.file(path, info)
            elif path in self.known:
                self.folder(path)
            else:
                self.tree.report("F011", path, _by_name(name, self.known), path=path, known=", ".join(self.known))
                for inside in (name, *self.names(path)):
                    self.tree.lose(inside)

    def file(self, path: str, info: os.stat_result) -> None:
        """Take a file for what its place says it is."""
        folder, _, name = path.rpartition("/")
        if not stat.S_ISREG(info.st_mode):
            self.tree.report("F002", path, path=path)
            self.tree.lose(name)
        elif folder == IMAGE_FOLDER:
            self.image(path, name, info.st_size)
        elif path == ADDRESSES:
            self.tree.addresses = True
        elif path in self.by_file:
            kind = self.by_file[path]
            self.tree.records.append(RecordFile(path, kind, name.partition(".")[0], _state(info)))
        elif folder in self.by_folder:
            self.record(path, self.by_folder[folder], name, info)
        else:
            self.tree.report(
                "F012", path, _by_name(name, self.by_file), path=path, known=", ".join(sorted(self.by_file))
            )
            self.tree.lose(name)

    def record(self, path: str, kind: Kind, name: str, info: os.stat_result) -> None:
        """A file in the folder of a kind: its name is the record's id."""
        stem, dot, ending = name.rpartition(".")
        if dot + ending != kind.suffix:
            stem, suffix = os.path.splitext(name)
            bare = os.path.splitext(stem)[0] if stem.lower().endswith(_OTHER_ENDINGS) else stem  # x.yaml.txt
            near = bare + kind.suffix if suffix.lower() in (*_OTHER_ENDINGS, ".txt") else None
            self.tree.report("F001", path, near, path=path, suffix=kind.suffix)
            self.tree.lose(name)
            return
        folded = stem if stem.isascii() else unicodedata.normalize("NFC", stem)
        first = self.seen.setdefault((kind.name, folded.casefold()), path)
        if first != path:
            self.tree.report("F009", path, path=path, other=first)
            self.tree.lose(name)
            return
        if not is_id(stem):
            near = slug(stem) + ("-1" if _DEVICES.match(stem) else "")
            self.tree.report("F005", path, near + kind.suffix if near else None, name=name)
        self.tree.records.append(RecordFile(path, kind, stem, _state(info)))

    def image(self, path: str, name: str, size: int) -> None:
        if not IMAGE_NAME.match(name):
            self.tree.report("F013", path, name=name)
        elif size > MAX_IMAGE_BYTES:
            self.tree.report("F003", path, size=kilobytes(size), limit=kilobytes(MAX_IMAGE_BYTES))
        self.tree.images.append(name)


def is_id(name: str) -> bool:
    """Whether a record may be called so, on every computer."""
    return bool(ID.match(name)) and len(name) <= MAX_ID and not _DEVICES.match(name)


def ignored(name: str) -> bool:
    """Whether a file of that name is nothing to the site: what editors and systems leave beside their files."""
    return bool(_IGNORED.search(name))


def _state(info: os.stat_result) -> State:
    return info.st_size, info.st_mtime_ns, info.st_ctime_ns, info.st_ino


def _by_name(name: str, known: Iterable[str]) -> str | None:
    """The known path whose last part is like ``name``."""
    paths = {path.rpartition("/")[2]: path for path in known}
    near = nearest(name, paths)
    return paths[near] if near else None


def _printable(name: str) -> str:
    """``name`` with a mark for each byte that is not UTF-8, which no report could print."""
    return name if name.isascii() else name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def kilobytes(size: int) -> int:
    """Rounded up, so that what is over a limit shows as more than it."""
    return -(-size // 1024)
