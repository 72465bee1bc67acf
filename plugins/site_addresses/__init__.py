"""Pelican plugin: site map, robots, redirections, headers."""

from __future__ import annotations

from registry.build import Build
from registry.render.addresses import about_addresses
from site_build import Items, family


def addresses(build: Build) -> Items:
    """Files that tell browsers, crawlers and hosts of the site's addresses."""
    return about_addresses(build.views, build.renderer)


register = family(addresses)
