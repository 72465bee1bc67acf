"""Pelican plugin: the records that the forms can change."""

from __future__ import annotations

from registry.build import Build
from registry.render.forms import form_records
from site_build import Items, family


def forms(build: Build) -> Items:
    """A file under /api/v1/forms/ for each record of a kind with a form."""
    return form_records(build.views, build.root)


register = family(forms)
