"""The whole way from files to what is to be published, for whoever drives it (Pelican's plugins, tests)."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from registry.cache.digests import of_bytes
from registry.cache.store import Store
from registry.history.historian import Historian
from registry.link import link
from registry.load.files import IMAGE_FOLDER
from registry.load.metadata import bare
from registry.load.origin import Origin, origin_of
from registry.produce.artefact import Artefact, Item, Rendered, as_is
from registry.produce.facts import Facts
from registry.project import Project
from registry.render.html import Renderer, glossary_terms
from registry.render.press import Press
from registry.validate.check import Checked, Checker
from registry.view.base import View, Views
from registry.view.pages import pages
from registry.view.site import site


@dataclass
class Build:
    """One build of the site below ``root``. Each stage is computed once, from the one before.

    ``search``: an index will be made of the pages. ``checker``, ``press`` and ``historian`` may serve several builds;
    ``origin`` is found out where a published site needs it, and without a historian nothing is known of the past.
    ``documents``: some pages are made as PDF, too.
    """

    root: Path
    project: Project
    publish: bool = False
    search: bool = False
    checker: Checker | None = None
    press: Press | None = None
    origin: Origin | None = None
    historian: Historian | None = None
    documents: bool = False

    @cached_property
    def checked(self) -> Checked:
        checker = self.checker or Checker(self.root, self.project, publish=self.publish, store=Store(None))
        return checker.check()

    @cached_property
    def views(self) -> Views:
        past = self.historian.past(self.checked) if self.historian else None
        registry = link(self.checked.corpus, publish=self.publish, past=past)
        urls = registry.urls(self.checked.catalogue)
        origin = self.origin or (origin_of(self.root, self.project) if self.publish else None)
        return Views(registry, self.checked.converter, urls, self.root, self.publish, origin, self.documents)

    @cached_property
    def site(self) -> View:
        return {**site(self.views), "search": self.search}

    @cached_property
    def pages(self) -> list[View]:
        return list(pages(self.views))

    @cached_property
    def renderer(self) -> Renderer:
        registry = self.views.registry
        press = self.press or Press(self.project)
        return Renderer(press, self.checked.catalogue, registry.kinds, self.site, glossary_terms(registry))

    @property
    def shared(self) -> object:
        """All that a rendering may use beside its view, and that is not code."""
        return self.site, self.renderer.terms, self.publish

    @cached_property
    def facts(self) -> Facts:
        views = self.views
        return Facts(views.registry, views.urls, self.checked.corpus.documents, self.root, repr(views.origin))

    def static(self) -> Iterator[Item]:
        """Files that are published as they are: the theme's, and the images that are shown."""
        for path, content in self.renderer.press.assets.files.items():
            if self.publish and path.startswith("theme/preview/"):
                continue
            yield as_is(f"asset {path}", path, content)
        yield self.images

    def images(self, shown: set[str]) -> Iterable[Artefact]:
        """The images among those that pages and data name."""
        for name in self.views.registry.images:
            if name in shown:
                view = _Image(self, name)
                yield Artefact(f"image {name}", view, view.file, cheap=True)


@dataclass(frozen=True)
class _Image:
    build: Build
    name: str

    def __call__(self) -> bytes:
        self.build.views.registry.reads.current.add(("image", self.name))
        path = self.build.root / IMAGE_FOLDER / self.name
        content = path.read_bytes()
        if of_bytes(content) != self.build.facts["image", self.name]:  # saved meanwhile: not what is remembered
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(path))
        return bare(content)

    def file(self, content: bytes) -> Rendered:
        return Rendered([(f"images/{self.name}", content)])
