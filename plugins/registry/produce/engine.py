"""Builds of one output, each of which knows what the one before made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from registry.cache.digests import of_value
from registry.cache.looks import look_at
from registry.cache.store import Store
from registry.meanwhile import meanwhile
from registry.produce.ahead import NOBODY, Ahead
from registry.produce.artefact import Artefact, Item, part_of
from registry.produce.facts import Facts
from registry.produce.kept import Kept
from registry.produce.node import Look, Memory
from registry.produce.remember import compact, files_of, keep, looks_of, recall
from registry.produce.run import Run
from registry.reads import Reads
from registry.write.writer import Written

_MANY = 3000
"""To look at so many files takes longer than to start a process."""


class Engine:
    """Builds into ``output``, time and again. ``store`` remembers under ``section`` what was built there:
    when :meth:`save` is called. Where nothing was, it has what was last built of the same ``variant`` elsewhere."""

    def __init__(self, output: Path, store: Store, section: str, variant: str) -> None:
        self.output, self.store, self.section, self.variant = output, store, section, variant
        self.kept = Kept(store, f"{variant} kept")
        self._artefacts: dict[str, Artefact] = {}
        self._memory: Memory | None = None
        self._saved: Memory | None = None
        self._looking: Callable[[], tuple[bytes, set[str]]] | None = None

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
        run = Run(self, facts, reads, of_value(shared), prepare)
        try:
            self.output.mkdir(parents=True, exist_ok=True)
            written = run.run(items, ahead)
        except BaseException:
            self.kept.drop(run.before.without(run.kept))
            self.kept.save()
            raise
        finally:
            run.stage.clear()
        self._memory, self._artefacts = run.memory, run.artefacts
        self.kept.drop(run.before.unlike(run.memory))
        return written

    def save(self) -> None:
        """Put what is known into the store."""
        if self._memory is None or self._memory == self._saved:
            return
        before = self._saved or Memory()
        if len(self._memory.facts) > len(before.facts) or len(self._memory.nodes) < len(before.nodes):
            self._memory = compact(self._memory)
        self.kept.save()
        keep(self._memory, before, self.store, f"{self.section} memory", self.variant)
        self._saved = self._memory

    def look_meanwhile(self) -> None:
        """Begin to look at the files of the last build in another process, if they are many; :meth:`all_stale` hears
        what it saw."""
        if self._memory is None and files_of(self.store, f"{self.section} memory", self.variant) >= _MANY:
            self._looking = meanwhile(self._look)

    def _look(self) -> tuple[bytes, set[str]]:
        about, looks = looks_of(self.store, f"{self.section} memory", self.variant)
        return about, self._stale(looks, looks)

    def all_stale(self) -> set[str]:
        """Those files of the last build that are not as it left them."""
        looking, self._looking = self._looking, None
        about, found = looking() if looking else (b"", set[str]())
        memory = self.memory()
        return found if about and about == memory.about else self._stale(memory.looks, memory.looks)

    def stale(self, paths: Iterable[str]) -> set[str]:
        """Those among files of the last build that are not as it left them."""
        return self._stale(paths, self.memory().looks)

    def _stale(self, paths: Iterable[str], looks: Mapping[str, Look]) -> set[str]:
        return {path for path in paths if look_at(self.output, path) != looks.get(path)}

    def digests(self, name: str) -> dict[str, bytes]:
        """The digests of the last build's parts that are called ``name``, by the key of their artefact, in order."""
        return {key: node.parts[name] for key, node in sorted(self.memory().nodes.items()) if name in node.parts}

    def part(self, key: str, name: str) -> bytes:
        """A part of an artefact of the last build of this process."""
        known = self.kept.get(self.memory().nodes[key].parts[name])
        return part_of(self._artefacts[key], name) if known is None else known

    def memory(self) -> Memory:
        """What is known of the last build."""
        if self._memory is None:
            self._memory = self._saved = recall(self.store, f"{self.section} memory", self.variant)
        return self._memory
