"""Pelican plugin: the commit that the site was built from, and the hashes of its files."""

from __future__ import annotations

from registry.build import Build
from registry.render.origin import origin_files
from site_build import Items, family


def origin(build: Build) -> Items:
    """Files that let anybody check the published site."""
    return origin_files(build.views)


register = family(origin)
