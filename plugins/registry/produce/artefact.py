"""What a build is made of: artefacts, each a view and the files it becomes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple


class Rendered(NamedTuple):
    """What a view became: ``files`` as (path in the output, bytes), named ``parts`` for an assembly, and ``notes``
    for a sequel."""

    files: Iterable[tuple[str, bytes]]
    parts: Mapping[str, bytes] = MappingProxyType({})
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Artefact:
    """A piece of the site.

    ``key`` names it from build to build. ``view`` gives a plain value from the records, and what it looks at is
    noted; ``render`` makes files of that value and of what all pages share, and looks at nothing else.
    A ``view`` that looks at more than records (``untracked``) is made at each build, and must be quick. What is made
    as quickly as it is fetched (``cheap``) is not kept.
    """

    key: str
    view: Callable[[], Any] = field(repr=False)
    render: Callable[[Any], Rendered] = field(repr=False)
    untracked: bool = False
    cheap: bool = False


@dataclass(frozen=True)
class Assembly:
    """The file at ``path``, put together from a part of other artefacts: ``of`` are their keys, in order, ``part`` its
    name.

    ``join`` gives it piece by piece from the parts; ``split`` gives the parts back from its lines, where that is
    quicker than to fetch them.
    """

    key: str
    path: str
    of: list[str] = field(repr=False)
    part: str
    join: Callable[[Iterator[bytes]], Iterable[bytes]] = field(repr=False)
    split: Callable[[Iterator[bytes]], Iterator[bytes]] | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Seal:
    """A file about all others; ``render`` takes the SHA-256 of each, by its path."""

    key: str
    render: Callable[[Mapping[str, bytes]], Rendered]


Sequel = Callable[[set[str]], Iterable[Artefact]]
"""Artefacts that follow from the notes of all others: the images that pages show."""
Item = Artefact | Assembly | Sequel | Seal
"""What a family of files brings."""


def part_of(artefact: Artefact, name: str) -> bytes:
    """A part of an artefact, made for it alone."""
    return artefact.render(artefact.view()).parts[name]


def as_is(key: str, path: str, content: bytes) -> Artefact:
    """A file with this content."""
    return Artefact(key, lambda: content, lambda view: Rendered([(path, view)]), untracked=True)
