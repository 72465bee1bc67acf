"""What the site's plugins bring to a build, without Pelican."""

from __future__ import annotations

from registry.build import Build
from registry.produce.artefact import Item
from registry.render.addresses import about_addresses
from registry.render.api import api
from registry.render.forms import form_records
from registry.render.html import html_pages


def items_of(build: Build) -> list[Item]:
    """Every artefact of a build without errors."""
    return [
        *html_pages(build.views, build.renderer),
        *api(build.views, build.site, build.project),
        *form_records(build.views, build.root),
        *build.static(),
        *about_addresses(build.views, build.renderer),
    ]
