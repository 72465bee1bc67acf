"""What the view of every page has."""

from __future__ import annotations

from typing import Any

from registry.text.texts import Fitted
from registry.view import special
from registry.view.base import View, Views
from registry.view.edit import edit_link


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
        "data": [],
        "add": None,
        "intro": None,
        "json_url": None,
        "json_ld": None,
        "feeds": [],
        "pdf": None,
        "find": [],
        "history": None,
    }
    return {**every, **values}


def crumb(views: Views, section: str) -> View:
    """The way back to a built-in page."""
    return {"title": special.title(views, section), "url": views.urls.sections[section]}


def introduction(views: Views, section: str) -> View:
    """Title, prose and source file of the page of prose that introduces a built-in page."""
    for record in views.registry.of_kind("page"):
        if record.data.get("section") == section:
            return {
                "title": record.data["title"],
                "description": record.data.get("summary"),
                "intro": views.prose(Fitted(record.body)) if record.body and record.body.strip() else None,
                "edit": edit_link(views, record.path),
                "example": record.example,
                "draft": record.draft,
            }
    return {}
