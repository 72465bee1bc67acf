"""Pelican plugin: calendars and news feeds."""

from __future__ import annotations

from registry.build import Build
from registry.render.calendars import calendars
from registry.render.feeds import feeds
from site_build import Items, family


def subscriptions(build: Build) -> Items:
    """Every file that people subscribe to."""
    return [*calendars(build.views, build.site), *feeds(build.views, build.site)]


register = family(subscriptions)
