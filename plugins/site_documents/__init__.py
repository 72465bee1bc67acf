"""Pelican plugin: the charter and approved minutes as PDF, where that was asked for."""

from __future__ import annotations

from registry.build import Build
from site_build import Items, family


def documents(build: Build) -> Items:
    """Every PDF file."""
    if not build.documents:
        return []
    from registry.render.documents import pdf_files

    return pdf_files(build.views, build.renderer)


register = family(documents)
