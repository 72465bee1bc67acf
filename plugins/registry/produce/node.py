"""What is remembered of each artefact from one build to the next."""

from __future__ import annotations

import marshal
from dataclasses import dataclass, field, replace

from registry.cache.store import Store
from registry.reads import Fact

_KEY = b"nodes"
Look = tuple[int, int]
"""Size and modification time in ns of a file; (-1, -1) where there is none."""


@dataclass
class Node:
    """One artefact as it was last made: digest of its ``view``, the places of the facts it ``reads``, ``files`` as
    {path: SHA-256}, ``parts`` as {name: digest}, ``notes`` for what follows from all artefacts."""

    view: bytes
    reads: tuple[int, ...]
    files: dict[str, bytes]
    parts: dict[str, bytes]
    notes: tuple[str, ...] = ()


@dataclass
class Memory:
    """All that the next build needs to know of this one.

    ``facts`` are those that nodes read, with their places, ``digests`` theirs, by place; ``shared`` is the digest of
    what all pages show; ``looks`` are those of each file that was written, ``manifest`` of their list.
    """

    nodes: dict[str, Node] = field(default_factory=dict)
    facts: dict[Fact, int] = field(default_factory=dict)
    digests: list[bytes] = field(default_factory=list)
    shared: bytes = b""
    looks: dict[str, Look] = field(default_factory=dict)
    manifest: Look = (-1, -1)

    def part_names(self) -> set[tuple[str, str]]:
        """(key, name) of each part of each artefact."""
        return {(key, name) for key, node in self.nodes.items() for name in node.parts}

    def hashes(self) -> dict[str, bytes]:
        """The SHA-256 of each file, by its path."""
        return {path: digest for node in self.nodes.values() for path, digest in node.files.items()}


def part_key(key: str, name: str) -> bytes:
    """Where a store has a part of an artefact."""
    return f"{key}\0{name}".encode("utf-8", "surrogateescape")


def compact(memory: Memory) -> Memory:
    """A memory without the facts that no node reads any more."""
    used = sorted({place for node in memory.nodes.values() for place in node.reads})
    if len(used) == len(memory.facts):
        return memory
    facts, places = list(memory.facts), {old: new for new, old in enumerate(used)}
    nodes = {
        key: replace(node, reads=tuple(places[place] for place in node.reads)) for key, node in memory.nodes.items()
    }
    kept = {facts[old]: new for old, new in places.items()}
    return replace(memory, nodes=nodes, facts=kept, digests=[memory.digests[old] for old in used])


def recall(store: Store, section: str) -> Memory:
    """The memory that :func:`keep` kept under ``section``; an empty one if there is none that can be understood."""
    row = store.get(section, _KEY)
    if row is None:
        return Memory()
    try:
        facts, digests, nodes, shared, looks, manifest = marshal.loads(row)
        places = {fact: place for place, fact in enumerate(facts)}
        memory = Memory({}, places, digests, shared, looks, manifest)
        memory.nodes = {key: Node(*node) for key, *node in nodes}
    except (ValueError, TypeError, EOFError):
        return Memory()
    return memory


def keep(memory: Memory, store: Store, section: str) -> None:
    """Keep a memory under ``section``."""
    nodes = [(key, node.view, node.reads, node.files, node.parts, node.notes) for key, node in memory.nodes.items()]
    row = (list(memory.facts), memory.digests, nodes, memory.shared, memory.looks, memory.manifest)
    store.change(section, [(_KEY, marshal.dumps(row, 2))])
