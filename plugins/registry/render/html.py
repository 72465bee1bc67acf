"""Stage 5, render: page views become HTML files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from jinja2 import Environment

from registry.i18n import Catalogue
from registry.link import Registry
from registry.produce.artefact import Artefact, Rendered
from registry.render.findings import findings
from registry.render.finish import finish
from registry.render.json_ld import json_ld
from registry.render.links import rebase
from registry.render.press import Press
from registry.render.templates import compile_all
from registry.schema.kinds import Kinds
from registry.urls import output_path
from registry.view.base import View, Views
from registry.view.pages import sources

_IMAGE = re.compile(rb"/images/([a-z0-9._-]+)")


@dataclass
class Renderer:
    """Renders the pages of one site; a page is a function of its view, ``site``, ``terms`` and the theme.

    ``terms`` are explained wherever they appear.
    """

    press: Press
    catalogue: Catalogue
    kinds: Kinds
    site: View
    terms: dict[str, str]

    @property
    def env(self) -> Environment:
        """The Jinja2 environment of this site."""
        return self.press.environment(self.catalogue, self.kinds)

    def prepare(self) -> None:
        """Compile every template, or take it from what was compiled."""
        compile_all(self.env)

    @cached_property
    def base(self) -> str:
        """The path below which the site is published."""
        return urlsplit(self.site["url"]).path

    def page(self, page: View) -> bytes:
        """The HTML of a page's view."""
        page = {**page, "json_ld": json_ld(page, self.site)}
        html = self.env.get_template(page["template"]).render(site=self.site, page=page)
        return rebase(finish(html, self.catalogue.language, self.terms), self.base).encode()

    def __call__(self, page: View) -> Rendered:
        """The file of a page's view."""
        html = self.page(page)
        parts = findings(page, html.decode(), self.catalogue.language) if page["find"] else {}
        return Rendered([(output_path(page["url"]), html)], parts, images_in(html))


def html_pages(views: Views, renderer: Renderer) -> Iterator[Artefact]:
    """Every page."""
    for url, make in sources(views):
        yield Artefact(f"page {url}", make, renderer)


def images_in(content: bytes) -> tuple[str, ...]:
    """The names of the images in ``content/images`` that a file shows."""
    return tuple(sorted({name.decode() for name in _IMAGE.findall(content)}))


def glossary_terms(registry: Registry) -> dict[str, str]:
    """Terms that are explained wherever they appear."""
    found = registry.find("glossary", "glossary")
    terms = found.data.get("terms", []) if found else []
    return {entry["term"]: entry["expansion"] for entry in terms}
