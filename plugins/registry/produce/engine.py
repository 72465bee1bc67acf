"""One build of all artefacts: find what is to be made, make it on all cores, put it in place, remember it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from registry.cache.digests import of_value
from registry.cache.looks import look_at
from registry.cache.store import Store
from registry.produce.ahead import NOBODY, Ahead
from registry.produce.artefact import Artefact, Assembly, Item, Seal
from registry.produce.facts import Facts
from registry.produce.node import Memory, Node, compact, keep, recall
from registry.produce.parts import Parts
from registry.produce.workshop import Made, Workshop
from registry.reads import Fact, Reads
from registry.workers import WORTH_A_PROCESS, spread
from registry.write.plan import Plan
from registry.write.stage import Stage
from registry.write.writer import MANIFEST, Written, manifest_of, put_in_place


class Engine:
    """Builds into ``output``, time and again. ``store`` remembers under ``section`` what was built there:
    when :meth:`save` is called."""

    def __init__(self, output: Path, store: Store, section: str) -> None:
        self.output, self.store, self.section = output, store, section
        self.parts = Parts(store, section)
        self._artefacts: dict[str, Artefact] = {}
        self._memory: Memory | None = None
        self._saved: Memory | None = None

    def run(
        self,
        items: Iterable[Item],
        facts: Facts,
        reads: Reads,
        shared: object,
        prepare: Callable[[], object] = lambda: None,
        ahead: Ahead = NOBODY,
    ) -> Written:
        """Bring the output to what ``items`` say now. ``shared`` is the plain value that all renderings may use;
        ``prepare`` is called before much is made, in processes that share what it leaves at hand.

        Nothing but what goes ``ahead`` is put in place before everything was rendered; what was, when that fails, no
        longer looks as it was left, and is made again. Raises whatever a view or a template raises,
        :class:`~registry.write.plan.Collision`, and ``OSError``.
        """
        run = _Run(self, facts, reads, of_value(shared), prepare)
        try:
            self.output.mkdir(parents=True, exist_ok=True)
            written = run.run(items, ahead)
        finally:
            run.stage.clear()
        self._memory, self._artefacts = run.memory, run.artefacts
        self.parts.change(run.parts, run.before.part_names() - run.memory.part_names())
        return written

    def save(self) -> None:
        """Put what is known into the store."""
        if self._memory is None or self._memory == self._saved:
            return
        self._memory = compact(self._memory)
        self.parts.save()
        keep(self._memory, self.store, self.section)
        self._saved = self._memory

    def stale(self, paths: Iterable[str]) -> set[str]:
        """Those files of the last build that are not as it left them."""
        looks = self.memory().looks
        return {path for path in paths if look_at(self.output, path) != looks.get(path)}

    def digests(self, name: str) -> dict[str, bytes]:
        """The digests of the last build's parts that are called ``name``, by the key of their artefact, in order."""
        return {key: node.parts[name] for key, node in sorted(self.memory().nodes.items()) if name in node.parts}

    def part(self, key: str, name: str) -> bytes:
        """A part of an artefact of the last build of this process."""
        return self.parts.get(self._artefacts[key], name, self.memory().nodes[key].parts[name])

    def memory(self) -> Memory:
        """What is known of the last build."""
        if self._memory is None:
            self._memory = self._saved = recall(self.store, self.section)
        return self._memory


class _Run:
    def __init__(
        self, engine: Engine, facts: Facts, reads: Reads, shared: bytes, prepare: Callable[[], object]
    ) -> None:
        self.engine, self.facts, self.prepare = engine, facts, prepare
        self.before = engine.memory()
        self.memory = Memory(facts=dict(self.before.facts), digests=list(self.before.digests), shared=shared)
        self.stage = Stage(engine.output)
        self.stale: set[str] = set()
        self.workshop = Workshop(reads, self.stage, self.before.nodes, self.stale, self.before.shared != shared)
        self.changed: set[int] = set()
        self.went_ahead: list[str] = []
        self.same = True
        self.staged: dict[str, str] = {}
        self.parts: dict[tuple[str, str], bytes] = {}
        self.artefacts: dict[str, Artefact] = {}

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
        return self.finish()

    def go_ahead(self, items: Iterable[Item], ahead: Ahead) -> Iterator[Item]:
        """The items; what somebody looks at is made and put in place as soon as it is among them, looking at nothing
        else."""
        facts, digests, nodes = list(self.before.facts), self.before.digests, self.before.nodes
        wanted = {key for key, node in nodes.items() if not node.files.keys().isdisjoint(ahead.paths)}
        for item in items:
            yield item
            if not isinstance(item, Artefact) or item.untracked or item.key not in wanted:
                continue
            node = nodes[item.key]
            self.stale.update(self.engine.stale(node.files))
            self.changed.update(place for place in node.reads if self.facts[facts[place]] != digests[place])
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
        self.stale.update(self.engine.stale(self.before.looks))
        for place, (fact, known) in enumerate(zip(self.before.facts, self.before.digests, strict=True)):
            now = self.facts[fact]
            if now != known:
                self.changed.add(place)
                self.memory.digests[place] = now

    def make(self, artefacts: list[Artefact]) -> None:
        todo = []
        for artefact in artefacts:
            node = self.before.nodes.get(artefact.key)
            if artefact.key in self.memory.nodes:
                continue  # it went ahead
            if artefact.untracked:
                self.take(artefact.key, self.workshop.make(artefact))
            elif node and self.is_fresh(node):
                self.memory.nodes[artefact.key] = node
            else:
                todo.append(artefact)
        if len(todo) >= WORTH_A_PROCESS:
            self.prepare()
        for place, made in spread(self.workshop.make, todo):
            self.take(todo[place].key, made)

    def is_fresh(self, node: Node) -> bool:
        """Whether nothing that an artefact is made of changed, and its files are as they were left."""
        return (
            not self.workshop.anew
            and self.changed.isdisjoint(node.reads)
            and (not self.stale or self.stale.isdisjoint(node.files))
        )

    def take(self, key: str, made: Made) -> None:
        node, before = made.node, self.before.nodes.get(key)
        node.reads = tuple(sorted(map(self.place_of, made.looked)))
        self.memory.nodes[key] = node
        self.same = self.same and before is not None and before.files.keys() == node.files.keys()
        self.staged.update(made.staged)
        for name, part in made.parts.items():
            self.parts[key, name] = part

    def place_of(self, fact: Fact) -> int:
        place = self.memory.facts.get(fact)
        if place is None:
            place = self.memory.facts[fact] = len(self.memory.digests)
            self.memory.digests.append(self.facts[fact])
        return place

    def assemble(self, assembly: Assembly) -> None:
        nodes = self.memory.nodes
        view = of_value([nodes[key].parts[assembly.part] for key in assembly.of])
        node = self.before.nodes.get(assembly.key)
        if node and node.view == view and self.is_fresh(node):
            nodes[assembly.key] = node
            return
        parts = [self.part(self.artefacts[key], assembly.part) for key in assembly.of]
        self.take(assembly.key, self.workshop.lay(node, view, assembly.render(parts)))

    def seal(self, seal: Seal) -> None:
        rendered = seal.render(self.memory.hashes())
        self.take(seal.key, self.workshop.lay(self.before.nodes.get(seal.key), b"", rendered))

    def part(self, artefact: Artefact, name: str) -> bytes:
        """A part of an artefact: made now, or before."""
        known = self.parts.get((artefact.key, name))
        return known or self.engine.parts.get(artefact, name, self.memory.nodes[artefact.key].parts[name])

    def finish(self) -> Written:
        before, files = self.before.looks, self.files()
        known = set(before)
        noted = bool(known) and look_at(self.engine.output, MANIFEST) == self.before.manifest
        if not noted:
            known |= manifest_of(self.engine.output)
        written = put_in_place(self.staged, files, self.stage, known, noted=noted)
        if self.went_ahead:
            changed = sorted([*written.changed, *self.went_ahead])
            written = replace(written, changed=changed, unchanged=written.unchanged - len(self.went_ahead))
        self.memory.manifest = look_at(self.engine.output, MANIFEST)
        if self.staged or self.stale or before.keys() != files:
            keep = files.difference(self.staged, self.stale)
            looks = {path: look for path, look in before.items() if path in keep}
            self.memory.looks = looks | {path: look_at(self.engine.output, path) for path in files - looks.keys()}
        else:
            self.memory.looks = before
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
