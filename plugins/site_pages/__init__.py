"""Pelican plugin: the HTML pages."""

from __future__ import annotations

from registry.build import Build
from registry.render.html import html_pages
from site_build import Items, family


def html(build: Build) -> Items:
    """Every page."""
    return html_pages(build.views, build.renderer)


register = family(html)
