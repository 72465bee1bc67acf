"""Pelican plugin: the theme's static files and the images of records."""

from __future__ import annotations

from registry.build import Build
from site_build import Files, family


def static(build: Build) -> Files:
    """Files that are published as they are."""
    return (*build.assets.files.items(), *build.images())


register = family(static)
