"""Where the site comes from, for its readers and for programs."""

from __future__ import annotations

from registry.load.head import Head
from registry.view.base import View, Views
from registry.view.edit import forge

VERSION, HASHES = "/version.json", "/sha256sums.txt"


def version(views: Views) -> View:
    """``{"commit", "commit_date", "dirty", "program": {the same}}``; null where git knows nothing.

    With ``"documents": true`` where PDF files were made, too.
    """
    origin = views.came_from()
    site, program = (origin.site, origin.program) if origin else (None, None)
    documents = {"documents": True} if views.documents else {}
    return {**_named(site), "program": _named(program), **documents}


def _named(found: Head | None) -> View:
    if found is None:
        return {"commit": None, "commit_date": None, "dirty": None}
    return {"commit": found.commit, "commit_date": found.date, "dirty": found.dirty}


def origin(views: Views) -> View:
    """The page about it. All of it is null in a preview, whose state changes with each save."""
    about = version(views)
    place = forge(views)
    return {
        "version": about,
        "commit_url": place["commit"] + about["commit"] if place and about["commit"] else None,
        "apart": about["program"]["commit"] != about["commit"],
        "version_url": VERSION if views.publish else None,
        "hashes_url": HASHES if views.publish else None,
        "address": views.registry.network.get("site_url"),
    }
