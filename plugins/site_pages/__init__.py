"""Pelican plugin: the HTML pages."""

from __future__ import annotations

from registry.build import Build
from site_build import Files, family


def html(build: Build) -> Files:
    """Every page, rendered."""
    return build.renderer.pages(iter(build.pages))


register = family(html)
