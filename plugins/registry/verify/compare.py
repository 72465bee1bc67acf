"""Compare a published site with the same version, made anew."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from registry.urls import output_path
from registry.verify.places import Place, Unreachable
from registry.write.writer import MANIFEST

AT_ONCE = 8
"""Files that are asked for at a time: no host takes that for an attack."""
HASHES = "sha256sums.txt"
_LISTED = ("", "pagefind/")
"""Folders with a list of their files: the site, and the index of its search, which is made after it."""
_MAX_HASHES = 64 * 1024 * 1024
_FOR_HOSTS = ("_headers", "_redirects")
"""Hosts that read them do not serve them."""
_LINE = re.compile(r"^[0-9a-f]{64}  (.+)$", re.MULTILINE)


@dataclass
class Difference:
    """Paths, sorted. ``same`` counts; ``redirected`` were answered with the redirection that their page stands for;
    ``unreachable`` has (path, why)."""

    same: int = 0
    redirected: int = 0
    other: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    unreachable: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_none(self) -> bool:
        """Whether everything could be had and is as it should be."""
        return not (self.other or self.missing or self.extra or self.unreachable)


def compare(made: Path, place: Place, tell: Callable[[int, int], object] = lambda done, of: None) -> Difference:
    """Compare what was built below ``made`` with the site at ``place``; ``tell`` hears how far that is."""
    files = sorted(path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file())
    files.remove(MANIFEST)
    leads = _redirections(made)
    found = Difference()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for done, (path, state) in enumerate(pool.map(lambda path: _look(made, place, path, leads), files), start=1):
            tell(done, len(files))
            if state == "same":
                found.same += 1
            elif state == "redirected":
                found.redirected += 1
            elif state == "other":
                found.other.append(path)
            elif state == "missing":
                found.missing.append(path)
            elif state:
                found.unreachable.append((path, state.partition(" ")[2]))
    found.extra = sorted(_named(place) - {*files, MANIFEST})
    others = [path for path in found.other if path != HASHES]
    if others or found.missing or found.extra:
        found.other = others  # the list of hashes differs because they do
    return found


def _look(made: Path, place: Place, path: str, leads: dict[str, str]) -> tuple[str, str]:
    content = (made / path).read_bytes()
    try:
        answer = place.read(path, len(content))
    except Unreachable as reason:
        return path, f"unreachable {reason}"
    if answer.content is None:
        return path, "" if path in _FOR_HOSTS else "missing"
    if hashlib.sha256(answer.content).digest() == hashlib.sha256(content).digest():
        return path, "same"
    moved = answer.path is not None and answer.path == leads.get(path)
    return path, "redirected" if moved else "other"


def _redirections(made: Path) -> dict[str, str]:
    """File at an old address → file at the new one, as ``_redirects`` tells hosts."""
    try:
        lines = (made / "_redirects").read_text("utf-8").splitlines()
    except FileNotFoundError:
        return {}
    pairs = [line.split()[:2] for line in lines]
    # Below a folder of the host, addresses begin with it: the file at an old address tells how much that is.
    return {old: new for pair in pairs for old, new in _below(made, *map(output_path, pair))}


def _below(made: Path, old: str, new: str) -> Iterator[tuple[str, str]]:
    while not (made / old).is_file() and "/" in old:
        old, new = old.partition("/")[2], new.partition("/")[2]
    yield old, new


def _named(place: Place) -> set[str]:
    """The files that a site has, or says that it has."""
    files = place.files()
    if files is not None:
        return files
    named = set()
    for folder in _LISTED:
        try:
            content = place.read(folder + HASHES, _MAX_HASHES).content or b""
        except Unreachable:
            continue
        named |= {folder + name for name in _LINE.findall(content.decode("utf-8", "replace"))}
    return named
