"""What is remembered of each artefact from one build to the next."""

from __future__ import annotations

import hashlib
import marshal
from dataclasses import dataclass, field
from typing import Any

from registry.cache.store import Store
from registry.reads import Fact

_KEY = b"nodes"


@dataclass
class Node:
    """One artefact as it was last made: digest of its ``view``, the places of the facts it ``reads``, ``files`` as
    {path: digest}, ``parts`` as {name: digest}, ``notes`` for what follows from all artefacts."""

    view: bytes
    reads: tuple[int, ...]
    files: dict[str, bytes]
    parts: dict[str, bytes]
    notes: tuple[str, ...] = ()


@dataclass
class Memory:
    """All that the next build needs to know of this one.

    ``facts`` are those that nodes read, with their places, ``digests`` theirs, by place; ``shared`` is the digest of
    what all pages show;
    ``looks`` is (size, mtime in ns) of each file that was written, ``manifest`` of their list.
    """

    nodes: dict[str, Node] = field(default_factory=dict)
    facts: dict[Fact, int] = field(default_factory=dict)
    digests: list[bytes] = field(default_factory=list)
    shared: bytes = b""
    looks: dict[str, tuple[int, int]] = field(default_factory=dict)
    manifest: tuple[int, int] = (-1, -1)


def digest(value: Any) -> bytes:
    """16 bytes that stand for a plain value, the order of its keys included."""
    return hash_bytes(marshal.dumps(value, 2))


def hash_bytes(content: bytes) -> bytes:
    """16 bytes that stand for these."""
    return hashlib.blake2b(content, digest_size=16).digest()


def recall(store: Store, section: str) -> Memory:
    """The memory that :func:`keep` kept under ``section``; an empty one if there is none."""
    row = store.get(section, _KEY)
    if row is None:
        return Memory()
    facts, digests, nodes, shared, looks, manifest = marshal.loads(row)
    places = {fact: place for place, fact in enumerate(facts)}
    memory = Memory({}, places, digests, shared, looks, manifest)
    memory.nodes = {key: Node(*node) for key, *node in nodes}
    return memory


def keep(memory: Memory, store: Store, section: str) -> None:
    """Keep a memory under ``section``."""
    nodes = [(key, node.view, node.reads, node.files, node.parts, node.notes) for key, node in memory.nodes.items()]
    row = (list(memory.facts), memory.digests, nodes, memory.shared, memory.looks, memory.manifest)
    store.change(section, [(_KEY, marshal.dumps(row, 2))])
