"""What is remembered of each artefact from one build to the next."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field

from registry.reads import Fact

Look = tuple[int, int]
"""Size and modification time in ns of a file; (-1, -1) where there is none."""


def packed(places: Iterable[int]) -> bytes:
    """Places of facts, in order, in the form of this machine's numbers of 32 bits."""
    return array("I", sorted(places)).tobytes()


def places_in(reads: bytes) -> memoryview:
    """What :func:`packed` packed."""
    return memoryview(reads).cast("I")


@dataclass(slots=True)
class Node:
    """One artefact as it was last made: digest of its ``view``, the places of the facts it ``reads`` (:func:`packed`:
    as numbers of Python's they would take ten times the room), ``files`` as {path: SHA-256}, ``parts`` as
    {name: SHA-256}, ``notes`` for what follows from all artefacts."""

    view: bytes
    reads: bytes
    files: dict[str, bytes]
    parts: dict[str, bytes]
    notes: tuple[str, ...] = ()


@dataclass
class Memory:
    """All that the next build needs to know of this one.

    ``facts`` are those that nodes read, with their places, ``digests`` theirs, by place; ``grounds`` has the places of
    those that a whole group of facts follows from (:func:`registry.produce.facts.group_of`); ``shared`` is the digest
    of what all pages show; ``looks`` are those of each file that was written, ``manifest`` of their list.
    """

    nodes: dict[str, Node] = field(default_factory=dict)
    facts: dict[Fact, int] = field(default_factory=dict)
    digests: list[bytes] = field(default_factory=list)
    grounds: dict[str, tuple[int, ...]] = field(default_factory=dict)
    shared: bytes = b""
    looks: dict[str, Look] = field(default_factory=dict)
    manifest: Look = (-1, -1)
    about: bytes = field(default=b"", compare=False)
    """Names what the store keeps of it."""

    def unlike(self, other: Memory) -> set[bytes]:
        """The digests of contents that are here and no longer in ``other``."""
        gone = {
            digest
            for key, node in self.nodes.items()
            if other.nodes.get(key) is not node
            for digest in (*node.files.values(), *node.parts.values())
        }
        return other.without(gone)

    def without(self, digests: set[bytes]) -> set[bytes]:
        """Those among digests of contents that no artefact has."""
        rest = set(digests)
        for node in self.nodes.values() if rest else ():
            rest.difference_update(node.files.values(), node.parts.values())
        return rest

    def hashes(self) -> dict[str, bytes]:
        """The SHA-256 of each file, by its path."""
        return {path: digest for node in self.nodes.values() for path, digest in node.files.items()}
