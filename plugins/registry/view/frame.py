"""What the view of every page has."""

from __future__ import annotations

from typing import Any

from registry.view import special
from registry.view.base import View, Views


def page(template: str, url: str, title: str, **values: Any) -> View:
    """The view of a page: these values, and those that every template may ask for."""
    every: View = {
        "template": template,
        "url": url,
        "title": title,
        "section": None,
        "description": None,
        "breadcrumbs": [],
        "example": False,
        "draft": False,
        "edit": None,
        "data": None,
        "add": None,
        "intro": None,
        "json_url": None,
        "json_ld": None,
        "feeds": [],
        "find": [],
        "history": None,
    }
    return {**every, **values}


def crumb(views: Views, section: str) -> View:
    """The way back to a built-in page."""
    return {"title": special.title(views, section), "url": views.urls.sections[section]}
