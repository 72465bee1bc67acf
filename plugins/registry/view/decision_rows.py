"""Decisions as rows of a table: flat, one a decision. In JSON they stand in their meetings."""

from __future__ import annotations

from registry.schema.kinds import Kinds, Schema
from registry.view.base import View, Views
from registry.view.meetings import decision
from registry.view.registers import decision_years

TABLE = "decisions"


def row_schema(kinds: Kinds) -> Schema:
    """A schema of a row, put together from those of what it shows."""
    meeting = kinds["meeting"].schema
    decisions = meeting["properties"]["decisions"]
    entry = {name: child for name, child in decisions["items"]["properties"].items() if name != "id"}
    about = {"title": meeting["title"], "description": meeting["description"], "type": "string", "x-ref": "meeting"}
    return {
        "title": decisions["title"],
        "description": decisions["description"],
        "properties": {
            "date": kinds["news"].schema["properties"]["date"],
            **entry,
            "meeting": about,
            "commission": meeting["properties"]["commission"],
        },
        "required": ["date", "text", "result", "meeting"],
    }


def years(views: Views) -> list[str]:
    """The years that have decisions, newest first."""
    with views.registry.reads.apart():
        return decision_years(views)


def rows(views: Views, year: str) -> list[View]:
    """The decisions of a year, newest first, each with what :func:`row_schema` names, ``id`` and ``url``."""
    names = ("id", "url", *row_schema(views.registry.kinds)["properties"])
    found = []
    for _, id_, place in views.registry.index("decided", year) or ():
        meeting = views.registry.get("meeting", id_)
        item = decision(views, meeting, meeting.data["decisions"][place])
        found.append({name: item[name] for name in names})
    return found
