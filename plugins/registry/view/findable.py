"""What the search finds of a page: itself, or what stands on it at an address of its own.

A finding is ``{"url", "kind", "commissions", "years", "example"}`` and, where it is not the page itself, ``"title"``,
``"texts"`` and ``"html"``. Ids of commissions and years are what the search can be narrowed by.
"""

from __future__ import annotations

from collections.abc import Iterable

from registry.link import Record
from registry.view.base import View

SECTIONS = frozenset({"home", "legal", "accessibility"})
"""Built-in pages that say something no other page says."""


def of_section(name: str, url: str) -> list[View]:
    """A built-in page."""
    return [_finding(url, "page")] if name in SECTIONS else []


def of_record(record: Record, url: str, page: View) -> list[View]:
    """The page of a record; ``page`` is what it shows besides, whose commissions count for it too."""
    data = record.data
    commissions = [*data.get("commissions", ()), *([data["commission"]] if "commission" in data else [])]
    if record.kind.name == "commission":
        commissions = [record.id]
    elif record.kind.name == "partner":
        commissions = [entry["commission"]["id"] for entry in page["commissions"]]
    dates = [data.get(name) for name in ("date", "start")]
    if record.kind.name == "project":
        dates += [data.get("start_date"), data.get("end_date")]
    years = [str(date)[:4] for date in dates if date]
    return [_finding(url, record.kind.name, commissions, years, example=record.example or record.draft)]


def of_decisions(items: Iterable[View]) -> list[View]:
    """Decisions, each at its permanent address, under the meeting that took it."""
    return [
        {
            **_finding(
                item["url"],
                "decision",
                [ref["id"] for ref in (item["commission"], *item["commissions"]) if ref],
                [item["date"][:4]],
                example=item["example"],
            ),
            "title": item["meeting"]["label"],
            "texts": [],
            "html": item["text"]["html"],
        }
        for item in items
    ]


def of_terms(url: str, terms: Iterable[View]) -> list[View]:
    """The terms of the glossary at ``url``."""
    return [
        {
            **_finding(f"{url}#{term['anchor']}", "glossary"),
            "title": term["term"],
            "texts": [text for text in (term["expansion"], term["definition"]) if text],
            "html": "",
        }
        for term in terms
    ]


def _finding(
    url: str, kind: str, commissions: Iterable[str] = (), years: Iterable[str] = (), *, example: bool = False
) -> View:
    return {
        "url": url,
        "kind": kind,
        "commissions": sorted(set(commissions)),
        "years": sorted(set(years)),
        "example": example,
    }
