"""Pelican plugin: site map, robots, redirections, headers."""

from __future__ import annotations

from registry.build import Build
from registry.render import addresses
from site_build import Files, family


def about_addresses(build: Build) -> Files:
    """Files that tell browsers, crawlers and hosts of the site's addresses."""
    yield "sitemap.xml", addresses.sitemap(build.pages, build.site)
    yield "robots.txt", addresses.robots(build.site)
    yield "_headers", addresses.headers()
    yield from addresses.redirect_pages(build.views.registry, build.renderer.env, build.site)


register = family(about_addresses)
