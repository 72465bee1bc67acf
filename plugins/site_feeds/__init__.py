"""Pelican plugin: calendars."""

from __future__ import annotations

from registry.build import Build
from registry.render.calendars import calendars
from site_build import Items, family


def feeds(build: Build) -> Items:
    """Every file that a calendar subscribes to."""
    return calendars(build.views, build.site)


register = family(feeds)
