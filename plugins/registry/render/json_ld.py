"""schema.org data of a page, as JSON that is safe inside ``<script>``."""

from __future__ import annotations

import json
from typing import Any

from registry.view.base import View

_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_STATUS = {"planned": "EventScheduled", "held": "EventScheduled", "cancelled": "EventCancelled"}


def script_safe(value: Any) -> str:
    """JSON in which nothing can end the script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign, escape in _ESCAPES.items():
        text = text.replace(sign, escape)
    return text


def json_ld(page: View, site: View) -> str | None:
    """The page's data: its record where schema.org has a type for it, and the breadcrumbs."""
    graph = [*_record(page, site), *_breadcrumbs(page, site)]
    return script_safe({"@context": "https://schema.org", "@graph": graph}) if graph else None


def _present(**values: Any) -> dict[str, Any]:
    return {name.replace("at_", "@"): value for name, value in values.items() if value not in (None, "", [])}


def _network(site: View) -> dict[str, Any]:
    return _present(at_type="Organization", name=site["name"], alternateName=site["acronym"], url=site["url"] or None)


def _record(page: View, site: View) -> list[dict[str, Any]]:
    record = page.get("record")
    url = site["url"] + page["url"]
    if page["template"] == "home.html":
        return [
            _present(
                at_type="WebSite",
                name=site["name"],
                url=url,
                inLanguage=site["language"],
                publisher=_network(site),
            )
        ]
    if not record or page["example"]:
        return []
    if record["kind"] == "partner":
        public = record["classification"]["public_body"]
        return [
            _present(
                at_type="GovernmentOrganization" if public else "Organization",
                name=record["name"],
                alternateName=record["acronym"],
                url=record["website"] or url,
                foundingDate=record["founding_date"],
                memberOf=_network(site),
            )
        ]
    if record["kind"] == "meeting" and len(record["start"]) >= 10:
        place = record["place"] or {}
        return [
            _present(
                at_type="Event",
                name=record["label"],
                startDate=record["start"].replace(" ", "T"),
                endDate=(record["end"] or "").replace(" ", "T"),
                eventStatus="https://schema.org/" + _STATUS[record["status"]],
                location=_present(at_type="Place", name=place.get("name") or site["place"]["name"]),
                organizer=_network(site),
                url=url,
            )
        ]
    if record["kind"] == "project":
        return [
            _present(
                at_type="Project",
                name=record["name"],
                description=record["summary"],
                url=url,
                parentOrganization=_network(site),
            )
        ]
    return []


def _breadcrumbs(page: View, site: View) -> list[dict[str, Any]]:
    if not page["breadcrumbs"]:
        return []
    trail = [
        {"title": site["name"], "url": "/"},
        *page["breadcrumbs"],
        {"title": page["title"], "url": page["url"]},
    ]
    items = [
        {
            "@type": "ListItem",
            "position": position,
            "name": crumb["title"],
            "item": site["url"] + crumb["url"],
        }
        for position, crumb in enumerate(trail, start=1)
    ]
    return [{"@type": "BreadcrumbList", "itemListElement": items}]
