"""The places inside pages that addresses can lead to (``#…``), for views and for the link check."""

from __future__ import annotations

import contextlib

from registry.slugs import slug
from registry.text.markdown import MarkdownError, convert


def glossary_anchor(term: str) -> str:
    """The anchor of a term: ``A.T.H.E.N.E.S.`` → ``athenes``."""
    return slug(term.replace(".", "")) or "t"


def glossary_anchors(data: dict[str, object]) -> set[str]:
    """The anchors of the glossary page."""
    terms = data.get("terms")
    entries = terms if isinstance(terms, list) else []
    return {glossary_anchor(str(entry["term"])) for entry in entries if isinstance(entry, dict) and "term" in entry}


def anchors_of(data: dict[str, object], body: str | None) -> set[str]:
    """The anchors of a record's page: headings of its body, entries that have an id."""
    found: set[str] = set()
    with contextlib.suppress(MarkdownError):
        found.update(heading.id for heading in convert(body or "").headings)
    for value in data.values():
        if isinstance(value, list):
            found.update(str(entry["id"]) for entry in value if isinstance(entry, dict) and "id" in entry)
    return found
