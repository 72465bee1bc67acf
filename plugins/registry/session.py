"""Builds of one site, one after the other, each doing again only what changed since the one before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from registry.build import Build
from registry.cache.place import section_of, store_of, variant_of
from registry.cache.rows import Rows
from registry.history.historian import Historian
from registry.load.origin import origin_of
from registry.produce.ahead import NOBODY, Ahead
from registry.produce.artefact import Item
from registry.produce.engine import Engine
from registry.project import Project
from registry.render.press import Press
from registry.search import available
from registry.search.index import SearchIndex
from registry.search.pagefind import Failed
from registry.uptodate import Done, Sight, first_look, remember
from registry.validate.check import Checker
from registry.write.lock import Lock
from registry.write.stage import tidy
from registry.write.whole import NotHere, copy_that_takes_its_place
from registry.write.writer import Written


class Session:
    """Checks and builds the site below ``root`` into ``output``. ``cache`` is a folder for what is remembered.

    ``search``: an index is made of the pages, where there is a program for it; ``documents``: PDF files are.
    A ``resident`` session builds again and again, and does not look for others whether there was anything to do.
    """

    def __init__(
        self,
        root: Path,
        project: Project,
        output: Path,
        *,
        publish: bool = False,
        search: bool = False,
        documents: bool = False,
        cache: Path | None = None,
        resident: bool = False,
    ) -> None:
        self.root, self.project, self.output, self.publish = root, project, output, publish
        self._documents = documents
        self.store = store_of(root, project, cache)
        self._checker = Checker(root, project, publish=publish, store=self.store)
        self.search = search and available()
        variant = variant_of(publish=publish, search=self.search, documents=documents)
        self._section = section_of(output, variant)
        self._lock = Lock(output)
        self._engine = Engine(output, self.store, self._section, variant)
        self._index = SearchIndex(self._engine, self.store, self._section)
        self._looks: dict[str, tuple[int, int]] = {}
        self._press = Press(project, Rows(self.store, "templates"))
        self._historian = Historian(root, self.store)
        self._resident = resident
        self._sight: Sight | None = None

    @contextmanager
    def alone(self, waits: Callable[[], object] = lambda: None) -> Iterator[None]:
        """Have the output to oneself: from before records are read until what was built is remembered. ``waits`` is
        called if another build has it. Raises ``OSError``."""
        with self._lock.alone(waits):
            tidy(self.output, alone=self._lock.held)
            yield

    def replace(self, work: Callable[[], object]) -> None:
        """Do ``work``, which writes: where the site is published, in a copy that takes the place of the output as a
        whole, if folders can be exchanged there; else, and for a preview, in the output itself, file by file."""
        try:
            if self.publish:
                with copy_that_takes_its_place(self.output, self._lock) as copy:
                    self._engine.output = copy
                    work()
                return
        except NotHere:
            pass
        finally:
            self._engine.output = self.output
        work()

    def build(self) -> Build:
        """A build of the site as it is now."""
        origin = origin_of(self.root, self.project) if self.publish else None
        self._sight = None if self._resident else first_look(self.root, origin)
        if not self._resident and not self.publish:  # what is published is written beside its place
            self._engine.look_meanwhile()
        return Build(
            self.root,
            self.project,
            publish=self.publish,
            search=self.search,
            checker=self._checker,
            press=self._press,
            origin=origin,
            historian=self._historian,
            documents=self._documents,
        )

    def write(self, build: Build, items: Iterable[Item], ahead: Ahead = NOBODY) -> Written:
        """Bring the output to what ``items`` of a build without errors say."""
        for name in build.views.registry.images:
            build.facts["image", name]  # before views look at them: one that changes meanwhile is seen next time
        reads, prepare = build.views.registry.reads, build.renderer.prepare
        return self._engine.run(items, build.facts, reads, build.shared, prepare, ahead)

    def index(self, language: str, stop: Callable[[], bool] = lambda: False) -> None:
        """Bring the search index to what was written; without ``search``, take it away.

        Raises :class:`~registry.search.pagefind.Failed`, in which case there is none, ``Stopped`` soon after ``stop``
        says so, and ``OSError``.
        """
        if not self.search:
            self._index.discard()
            return
        try:
            self._looks = self._index.update(language, stop)
        except Failed:
            self._sight = None  # the next run tries again
            self._index.discard()
            raise

    def count(self, prefix: str) -> int:
        """How many artefacts of the last build have a key that begins so."""
        return sum(key.startswith(prefix) for key in self._engine.memory().nodes)

    def settle(self, done: Done) -> None:
        """Remember what was built, and, in the end, what is to be said when there is nothing to do."""
        self._engine.save()
        if self._sight:
            looks = self._engine.memory().looks | self._looks
            remember(self.store, self._section, self._sight, looks, done)

    def close(self) -> None:
        """Put what is remembered into its file."""
        self._engine.save()
        self.store.close()
