"""Stage 5, render: page views become HTML files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from jinja2 import Environment

from registry.link import Registry
from registry.project import Project
from registry.render.assets import Assets
from registry.render.environment import environment
from registry.render.finish import finish
from registry.render.links import rebase
from registry.urls import output_path
from registry.view.base import View, Views


@dataclass
class Renderer:
    """Renders the pages of one site; every page is a function of its view, ``site`` and the theme."""

    project: Project
    views: Views
    site: View
    assets: Assets

    @cached_property
    def env(self) -> Environment:
        """The Jinja2 environment of this site."""
        return environment(
            self.project.theme / "templates",
            self.views.catalogue,
            self.views.registry.kinds,
            self.assets.urls,
        )

    def pages(self, pages: Iterator[View]) -> Iterator[tuple[str, bytes]]:
        """(path in the output, bytes) of each page."""
        abbreviations = glossary_terms(self.views.registry)
        base = urlsplit(self.site["url"]).path
        for page in pages:
            html = self.env.get_template(page["template"]).render(site=self.site, page=page)
            yield (
                output_path(page["url"]),
                rebase(finish(html, self.views.language, abbreviations), base).encode(),
            )


def glossary_terms(registry: Registry) -> dict[str, str]:
    """Terms that are explained wherever they appear."""
    found = registry.find("glossary", "glossary")
    terms = found.data.get("terms", []) if found else []
    return {entry["term"]: entry["expansion"] for entry in terms}
