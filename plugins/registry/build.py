"""The whole way from files to a plan, for whoever drives it (Pelican's plugins, tests)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from registry.link import link
from registry.load.files import IMAGE_FOLDER
from registry.project import Project
from registry.render.assets import Assets, assets
from registry.render.html import Renderer
from registry.render.json_ld import json_ld
from registry.validate.check import Checked, check
from registry.view.base import View, Views
from registry.view.pages import pages
from registry.view.site import site


@dataclass
class Build:
    """One build of the site below ``root``. Each stage is computed once, from the one before."""

    root: Path
    project: Project
    publish: bool = False

    @cached_property
    def checked(self) -> Checked:
        return check(self.root, self.project, publish=self.publish)

    @cached_property
    def views(self) -> Views:
        registry = link(self.checked.corpus, publish=self.publish)
        catalogue = self.checked.catalogue
        return Views(registry, catalogue, registry.urls(catalogue), self.root, self.publish)

    @cached_property
    def site(self) -> View:
        return site(self.views)

    @cached_property
    def pages(self) -> list[View]:
        return [{**page, "json_ld": json_ld(page, self.site)} for page in pages(self.views)]

    @cached_property
    def assets(self) -> Assets:
        return assets(self.project.theme / "static")

    @cached_property
    def renderer(self) -> Renderer:
        return Renderer(self.project, self.views, self.site, self.assets)

    def images(self) -> list[tuple[str, bytes]]:
        """(path, bytes) of the images that published records use."""
        shown = json.dumps(self.pages, ensure_ascii=False)
        return [
            (f"images/{name}", (self.root / IMAGE_FOLDER / name).read_bytes())
            for name in self.views.registry.images
            if f"/images/{name}" in shown
        ]
