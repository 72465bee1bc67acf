"""The whole way from files to what is to be published, for whoever drives it (Pelican's plugins, tests)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from registry.cache.rows import Rows
from registry.cache.store import Store
from registry.link import link
from registry.load.files import IMAGE_FOLDER
from registry.produce.artefact import Artefact, Item, Rendered, as_is
from registry.produce.facts import Facts
from registry.project import Project
from registry.render.assets import Assets, assets
from registry.render.html import Renderer, glossary_terms
from registry.validate.check import Checked, Checker
from registry.view.base import View, Views
from registry.view.pages import pages
from registry.view.site import site


@dataclass
class Build:
    """One build of the site below ``root``. Each stage is computed once, from the one before.

    The build ``before``, by the same code, hands on what records have no part in: assets, templates.
    """

    root: Path
    project: Project
    publish: bool = False
    checker: Checker | None = None
    before: Build | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if self.before:
            self.before.before = None  # one build back is far enough

    @cached_property
    def checked(self) -> Checked:
        checker = self.checker or Checker(self.root, self.project, publish=self.publish, store=Store(None))
        return checker.check()

    @cached_property
    def views(self) -> Views:
        registry = link(self.checked.corpus, publish=self.publish)
        urls = registry.urls(self.checked.catalogue)
        return Views(registry, self.checked.converter, urls, self.root, self.publish)

    @cached_property
    def site(self) -> View:
        return site(self.views)

    @cached_property
    def pages(self) -> list[View]:
        return list(pages(self.views))

    @cached_property
    def assets(self) -> Assets:
        if self.before and "assets" in self.before.__dict__:
            return self.before.assets
        return assets(self.project.theme / "static")

    @cached_property
    def renderer(self) -> Renderer:
        registry = self.views.registry
        terms = glossary_terms(registry)
        catalogue, kinds = self.checked.catalogue, registry.kinds
        before: Renderer | None = self.before.__dict__.get("renderer") if self.before else None
        if before and before.catalogue is catalogue:
            return replace(before, site=self.site, terms=terms)
        compiled = Rows(self.checker.store, "templates") if self.checker else None
        return Renderer(self.project, catalogue, kinds, self.site, terms, self.assets, compiled)

    @property
    def shared(self) -> object:
        """All that a rendering may use beside its view, and that is not code."""
        return self.site, self.renderer.terms, self.publish

    @cached_property
    def facts(self) -> Facts:
        return Facts(self.views.registry, self.views.urls, self.checked.corpus.documents, self.root)

    def static(self) -> Iterator[Item]:
        """Files that are published as they are: the theme's, and the images that are shown."""
        for path, content in self.assets.files.items():
            yield as_is(f"asset {path}", path, content)
        yield self.images

    def images(self, shown: set[str]) -> Iterable[Artefact]:
        """The images among those that pages and data name."""
        for name in self.views.registry.images:
            if name in shown:
                view = _Image(self, name)
                yield Artefact(f"image {name}", view, view.file)


@dataclass(frozen=True)
class _Image:
    build: Build
    name: str

    def __call__(self) -> bytes:
        self.build.views.registry.reads.current.add(("image", self.name))
        return (self.build.root / IMAGE_FOLDER / self.name).read_bytes()

    def file(self, content: bytes) -> Rendered:
        return Rendered([(f"images/{self.name}", content)])
