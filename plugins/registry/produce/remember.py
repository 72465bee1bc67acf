"""How what is known of a build is kept: in shares, of which only those that changed are written again."""

from __future__ import annotations

import marshal
import secrets
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from registry.cache.shares import SHARES, share_of
from registry.cache.store import Store
from registry.produce.facts import group_of
from registry.produce.node import Look, Memory, Node, packed, places_in

_LAST, _ABOUT, _FACTS, _GROUNDS, _DIGESTS = b"last", b"about", b"facts", b"grounds", b"digests"
_NODES, _LOOKS = b"node", b"look"


def compact(memory: Memory) -> Memory:
    """A memory without the facts that no node reads any more: they would be looked at for nothing."""
    facts, read = list(memory.facts), {place for node in memory.nodes.values() for place in places_in(node.reads)}
    groups = {group_of(facts[place]) for place in read}
    grounds = {group: of for group, of in memory.grounds.items() if group in groups}
    used = sorted(read.union(*grounds.values()))
    if len(used) == len(facts):
        return memory
    places = {old: new for new, old in enumerate(used)}
    nodes = {
        key: replace(node, reads=packed(places[place] for place in places_in(node.reads)))
        for key, node in memory.nodes.items()
    }
    grounds = {group: tuple(places[place] for place in of) for group, of in grounds.items()}
    kept = {facts[old]: new for old, new in places.items()}
    return replace(memory, nodes=nodes, facts=kept, grounds=grounds, digests=[memory.digests[old] for old in used])


def recall(store: Store, section: str, variant: str) -> Memory:
    """The memory that :func:`keep` kept under ``section``, or last under ``variant``; an empty one if there is none
    that can be understood."""
    rows = dict(store.rows(_place_of(store, section, variant)))
    try:
        _, shared, manifest, *sizes = marshal.loads(rows[_ABOUT])
        facts = {fact: place for place, fact in enumerate(marshal.loads(rows.pop(_FACTS)))}
        nodes = {key: Node(*node) for key, node in _joined(rows, _NODES)}
        digests, grounds = marshal.loads(rows[_DIGESTS]), marshal.loads(rows[_GROUNDS])
        memory = Memory(nodes, facts, digests, grounds, shared, dict(_joined(rows, _LOOKS)), manifest, rows[_ABOUT])
    except (KeyError, ValueError, TypeError, EOFError):
        return Memory()
    return memory if sizes == _sizes(memory) else Memory()


def looks_of(store: Store, section: str, variant: str) -> tuple[bytes, dict[str, Look]]:
    """Of the memory that :func:`recall` gives, what it is ``about`` and its ``looks``."""
    keys = (_ABOUT, *(_LOOKS + b"%d" % place for place in range(SHARES)))
    rows = dict(store.several(_place_of(store, section, variant), keys))
    return rows.get(_ABOUT, b""), dict(_joined(rows, _LOOKS))


def files_of(store: Store, section: str, variant: str) -> int:
    """How many files the memory that :func:`recall` gives knows."""
    about = store.get(_place_of(store, section, variant), _ABOUT)
    return int(marshal.loads(about)[-1]) if about else 0


def _place_of(store: Store, section: str, variant: str) -> str:
    """The section of the memory that is recalled: this one, or the last of its variant."""
    if store.get(section, _ABOUT) is not None:
        return section
    last = store.get(variant, _LAST)
    return last.decode("utf-8", "surrogateescape") if last else section


def keep(memory: Memory, before: Memory, store: Store, section: str, variant: str) -> None:
    """Keep a memory under ``section``, and as the last of this ``variant``.

    Of what is in ``before``, as the same object, nothing is written if that is what the store has: nobody else kept a
    memory there meanwhile.
    """
    memory.about = marshal.dumps((secrets.token_bytes(8), memory.shared, memory.manifest, *_sizes(memory)), 2)
    if not (before.about and store.change(section, _rows(memory, before), expected=(_ABOUT, before.about))):
        store.change(section, _rows(memory, None))
    store.change(variant, [(_LAST, section.encode("utf-8", "surrogateescape"))])


def _rows(memory: Memory, before: Memory | None) -> Iterator[tuple[bytes, bytes]]:
    facts = list(memory.facts)
    yield _ABOUT, memory.about
    yield _DIGESTS, marshal.dumps(memory.digests, 2)
    if before is None or facts != list(before.facts):
        yield _FACTS, marshal.dumps([tuple(map(_once, fact)) for fact in facts], 4)
    if before is None or memory.grounds != before.grounds:
        yield _GROUNDS, marshal.dumps(memory.grounds, 2)
    known = before or Memory()
    for name, now, then in ((_NODES, memory.nodes, known.nodes), (_LOOKS, memory.looks, known.looks)):
        for place, share in _changed(now, then, whole=before is None):
            plain = [(key, _plain(value)) for key, value in share]
            yield name + b"%d" % place, marshal.dumps(plain, 2)


def _changed(
    now: Mapping[str, Any], before: Mapping[str, Any], *, whole: bool
) -> Iterator[tuple[int, list[tuple[str, Any]]]]:
    """Each share in which anything is not the same object as before, with its place; or each (``whole``), empty ones
    too, which may have to take the place of others."""
    other = [key for key, value in now.items() if before.get(key) is not value]
    changed = {share_of(key) for key in (*other, *(before.keys() - now.keys()))}
    places = set(range(SHARES)) if whole else changed
    shares: dict[int, list[tuple[str, Any]]] = {place: [] for place in places}
    for key, value in now.items() if places else ():
        place = share_of(key)
        if place in shares:
            shares[place].append((key, value))
    yield from shares.items()


def _joined(rows: dict[bytes, bytes], name: bytes) -> Iterator[tuple[str, Any]]:
    for place in range(SHARES):
        row = rows.pop(name + b"%d" % place, None)
        yield from marshal.loads(row) if row else ()


def _plain(value: Node | Look) -> tuple[Any, ...]:
    if isinstance(value, Node):
        return value.view, value.reads, value.files, value.parts, value.notes
    return value


def _once(part: object) -> object:
    """A part of a fact: equal texts are one, and are written once."""
    return sys.intern(part) if isinstance(part, str) else part


def _sizes(memory: Memory) -> list[int]:
    return [len(memory.nodes), len(memory.facts), len(memory.looks)]
