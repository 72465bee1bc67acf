"""Pelican plugin: the JSON API, the CSV tables and the schemas."""

from __future__ import annotations

from registry.build import Build
from registry.render.api import api
from site_build import Items, family


def machine(build: Build) -> Items:
    """Every file under /api/."""
    return api(build.views, build.site, build.project)


register = family(machine)
