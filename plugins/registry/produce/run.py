"""One build of all artefacts: find what is to be made, make it on all cores, put it in place."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from registry.cache.digests import of_value
from registry.cache.looks import look_at
from registry.produce.ahead import Ahead
from registry.produce.artefact import Artefact, Assembly, Item, Seal, part_of
from registry.produce.assembling import Source
from registry.produce.facts import Facts, group_of, in_order
from registry.produce.node import Memory, Node, packed, places_in
from registry.produce.workshop import Made, Workshop
from registry.reads import Fact, Reads
from registry.workers import WORTH_A_PROCESS, spread
from registry.write.plan import Plan
from registry.write.stage import Stage
from registry.write.writer import MANIFEST, Written, manifest_of, put_in_place

if TYPE_CHECKING:
    from registry.produce.engine import Engine


Piece = TypeVar("Piece", Artefact, Assembly)
_BATCH = 32
"""Artefacts that are put back at a time."""
_ANYHOW = 30
"""So many facts are looked at in the time that a page takes anyhow."""


class Run:
    """A build by an engine; :meth:`run` is called once."""

    def __init__(
        self, engine: Engine, facts: Facts, reads: Reads, shared: bytes, prepare: Callable[[], object]
    ) -> None:
        self.engine, self.facts, self.prepare = engine, facts, prepare
        self.before = engine.memory()
        self.memory = Memory(facts=dict(self.before.facts), digests=list(self.before.digests), shared=shared)
        self.stage = Stage(engine.output)
        self.stale: set[str] = set()
        anew = self.before.shared != shared
        self.workshop = Workshop(reads, self.stage, engine.kept, self.before.nodes, self.stale, anew)
        self.changed: set[int] = set()
        self.went_ahead: list[str] = []
        self.same = True
        self.staged: dict[str, str] = {}
        self.artefacts: dict[str, Artefact] = {}
        self.kept: set[bytes] = set()

    def run(self, wanted: Iterable[Item], ahead: Ahead) -> Written:
        items = list(self.go_ahead(wanted, ahead) if ahead.paths else wanted)
        artefacts = [item for item in items if isinstance(item, Artefact)]
        self.look()
        self.make(artefacts)
        notes = {note for node in self.memory.nodes.values() for note in node.notes}
        for item in items:
            if not isinstance(item, Artefact | Assembly | Seal):
                self.make(list(item(notes)))
        self.artefacts = {artefact.key: artefact for artefact in artefacts}
        for item in items:
            if isinstance(item, Assembly):
                self.assemble(item)
        for item in items:
            if isinstance(item, Seal):
                self.seal(item)
        found = {group: tuple(map(self.place_of, facts)) for group, facts in self.facts.grounds()}
        self.memory.grounds = {**self.before.grounds, **found}
        return self.finish()

    def go_ahead(self, items: Iterable[Item], ahead: Ahead) -> Iterator[Item]:
        """The items; what somebody looks at is made and put in place as soon as it is among them, looking at nothing
        else."""
        facts, digests, nodes = list(self.before.facts), self.before.digests, self.before.nodes
        paths = set(ahead.paths)
        wanted = {key for key, node in nodes.items() for path in node.files if path in paths}
        for item in items:
            yield item
            if not isinstance(item, Artefact) or item.untracked or item.key not in wanted:
                continue
            node = nodes[item.key]
            self.stale.update(self.engine.stale(node.files))
            self.changed.update(place for place in places_in(node.reads) if self.facts[facts[place]] != digests[place])
            if not self.is_fresh(node):
                self.take(item.key, self.workshop.make(item))
            wanted.remove(item.key)
            if not wanted:
                self.put_ahead(ahead)
        if wanted:
            self.put_ahead(ahead)

    def put_ahead(self, ahead: Ahead) -> None:
        self.went_ahead = ahead.put(self.staged, self.engine.output)
        for path in self.went_ahead:
            del self.staged[path]

    def look(self) -> None:
        """Find out what changed since the last build."""
        self.stale.update(self.engine.all_stale())
        groups: dict[str | None, list[Fact]] = {}
        for fact in self.before.facts:
            groups.setdefault(group_of(fact), []).append(fact)
        for group in sorted(groups, key=in_order):
            grounds = self.before.grounds.get(group) if group else None
            if grounds is None or not self.changed.isdisjoint(grounds):
                self.compare(groups[group])

    def compare(self, facts: Iterable[Fact]) -> None:
        """Find out which of these facts are not as they were."""
        places, digests = self.before.facts, self.before.digests
        for fact in facts:
            place, now = places[fact], self.facts[fact]
            if now != digests[place]:
                self.changed.add(place)
                self.memory.digests[place] = now

    def make(self, artefacts: list[Artefact]) -> None:
        todo, back = [], []
        for artefact in artefacts:
            node = self.before.nodes.get(artefact.key)
            if artefact.key in self.memory.nodes:
                continue  # it went ahead
            if artefact.untracked:
                self.take(artefact.key, self.workshop.make(artefact))
            elif node and self.is_fresh(node):
                self.memory.nodes[artefact.key] = node
            elif node and self.is_known(node):
                back.append((artefact, node))
            else:
                todo.append(artefact)
        todo.extend(self.put_back(back))
        if len(todo) >= WORTH_A_PROCESS:
            self.prepare()
        for place, made in spread(self.workshop.make, todo, [self.weight_of(artefact) for artefact in todo]):
            self.take(todo[place].key, made)

    def weight_of(self, artefact: Artefact) -> int:
        """How long it takes to make an artefact, about: longer, the more it looked at the last time."""
        node = self.before.nodes.get(artefact.key)
        return _ANYHOW + (len(places_in(node.reads)) if node else 0)

    def is_fresh(self, node: Node) -> bool:
        """Whether nothing that an artefact is made of changed, and its files are as they were left."""
        return self.is_known(node) and (not self.stale or self.stale.isdisjoint(node.files))

    def is_known(self, node: Node) -> bool:
        """Whether nothing that an artefact is made of changed."""
        return not self.workshop.anew and self.changed.isdisjoint(places_in(node.reads))

    def put_back(self, known: list[tuple[Piece, Node]]) -> Iterator[Piece]:
        """Take in artefacts that are as they were, whose files are not; those that are to be made again for that."""
        batches = [known[start : start + _BATCH] for start in range(0, len(known), _BATCH)]
        nodes = [[node for _, node in batch] for batch in batches]
        for place, found in spread(self.workshop.put_back, nodes):
            for (piece, node), staged in zip(batches[place], found, strict=True):
                if staged is None:
                    yield piece
                else:
                    self.memory.nodes[piece.key] = node
                    self.staged.update(staged)

    def take(self, key: str, made: Made) -> None:
        node, before = made.node, self.before.nodes.get(key)
        places = self.memory.facts
        node.reads = packed([places[fact] if fact in places else self.place_of(fact) for fact in made.looked])
        self.memory.nodes[key] = before if before == node else node
        self.same = self.same and before is not None and before.files.keys() == node.files.keys()
        self.staged.update(made.staged)
        self.engine.kept.add(made.packed)
        self.kept.update(made.packed)

    def place_of(self, fact: Fact) -> int:
        place = self.memory.facts.get(fact)
        if place is None:
            place = self.memory.facts[fact] = len(self.memory.digests)
            self.memory.digests.append(self.facts[fact])
        return place

    def assemble(self, assembly: Assembly) -> None:
        nodes = self.memory.nodes
        digests = [nodes[key].parts[assembly.part] for key in assembly.of]
        view, node = of_value(digests), self.before.nodes.get(assembly.key)
        if node and node.view == view and self.is_known(node) and not list(self.put_back([(assembly, node)])):
            return
        with contextlib.ExitStack() as files:
            source = Source(self.engine.kept, lambda key: part_of(self.artefacts[key], assembly.part))
            before = self.parts_before(assembly, node)
            if assembly.split and before and assembly.path not in self.stale:
                with contextlib.suppress(OSError):
                    file = files.enter_context((self.engine.output / assembly.path).open("rb"))
                    source.read(assembly.split(file), before)
            pieces = assembly.join(source.parts(assembly.of, digests))
            self.take(assembly.key, self.workshop.join(node, view, assembly.path, pieces))

    def parts_before(self, assembly: Assembly, node: Node | None) -> list[bytes]:
        """The digests of the parts that an assembly had, in order; none where that is not known."""
        nodes = self.before.nodes
        found = [nodes[key].parts.get(assembly.part, b"") for key in assembly.of if key in nodes] if node else []
        return found if node and of_value(found) == node.view else []

    def seal(self, seal: Seal) -> None:
        rendered = seal.render(self.memory.hashes())
        self.take(seal.key, self.workshop.lay(self.before.nodes.get(seal.key), b"", rendered))

    def finish(self) -> Written:
        before, files = self.before.looks, self.files()
        noted = bool(before) and look_at(self.engine.output, MANIFEST) == self.before.manifest
        known = set(before) if noted else manifest_of(self.engine.output)
        written = put_in_place(self.staged, files, self.stage, known, noted=noted)
        if self.went_ahead:
            changed = sorted([*written.changed, *self.went_ahead])
            written = replace(written, changed=changed, unchanged=written.unchanged - len(self.went_ahead))
        self.memory.manifest = look_at(self.engine.output, MANIFEST)
        self.memory.looks = {path: look for path, look in before.items() if path in files}
        for path in files & {*self.staged, *self.stale, *self.went_ahead} | (files - before.keys()):
            self.memory.looks[path] = look_at(self.engine.output, path)
        return written

    def files(self) -> set[str]:
        """Every file of the site. Raises :class:`~registry.write.plan.Collision` where two are one."""
        if self.same and self.memory.nodes.keys() == self.before.nodes.keys():
            return set(self.before.looks)
        plan = Plan()
        for node in self.memory.nodes.values():
            for path in node.files:
                plan.add(path, b"")
        return set(plan.files)
