"""Pelican plugin: the theme's static files and the images of records."""

from __future__ import annotations

from registry.build import Build
from site_build import Items, family


def static(build: Build) -> Items:
    """Files that are published as they are."""
    return build.static()


register = family(static)
