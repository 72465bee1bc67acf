"""schema.org data of a page, as JSON that is safe inside ``<script>``.

Every page says what it is, of which site, and where it stands; a record that schema.org has a type for is its main
entity. Dates keep their precision: ISO 8601 knows years and months.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from registry.view.base import View

Node = dict[str, Any]
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_STATUS = {"planned": "EventScheduled", "held": "EventScheduled", "cancelled": "EventCancelled"}
_TYPES = {"contribute.html": "WebPage", "search.html": "SearchResultsPage", "legal.html": "AboutPage"}
_LISTS = ("lists/", "decisions.html", "journal.html", "changes.html", "partners_year.html", "messages.html")
_IDENTIFIERS = ("siren", "siret", "rna")


def script_safe(value: Any) -> str:
    """JSON in which nothing can end the script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign, escape in _ESCAPES.items():
        text = text.replace(sign, escape)
    return text


def json_ld(page: View, site: View) -> str:
    """The page's data: the page, what it is about, and the breadcrumbs."""
    graph = [_page(page, site), *_breadcrumbs(page, site)]
    return script_safe({"@context": "https://schema.org", "@graph": graph})


def _present(type_: str, **values: Any) -> Node:
    return {"@type": type_, **{name: value for name, value in values.items() if value not in (None, "", [], {})}}


def _network(site: View) -> Node:
    return _present("Organization", name=site["name"], alternateName=site["acronym"], url=site["url"] or None)


def _page(page: View, site: View) -> Node:
    url = site["url"] + page["url"]
    if page["template"] == "home.html":
        about = {"description": site["purpose"], "inLanguage": site["language"], "publisher": _network(site)}
        return _present("WebSite", name=site["name"], url=url, **about)
    record = page.get("record")
    return _present(
        _TYPES.get(page["template"], "CollectionPage" if page["template"].startswith(_LISTS) else "WebPage"),
        name=page["title"],
        description=page["description"],
        url=url,
        inLanguage=site["language"],
        isPartOf=_present("WebSite", name=site["name"], url=f"{site['url']}/"),
        dateModified=record["modified"] if record else None,
        mainEntity=_about(page, site, url),
    )


def _about(page: View, site: View, url: str) -> Node | None:
    if page["template"] == "data.html":
        return _dataset(page, site, url)
    record = page.get("record")
    make = _RECORDS.get(record["kind"]) if record else None
    return make(record, site, url) if make and record and not page["example"] else None


def _partner(record: View, site: View, url: str) -> Node:
    contact, logo = record["contact_details"] or {}, record["logo"]
    numbers = record["identifiers"] or {}
    return _present(
        "GovernmentOrganization" if record["classification"]["public_body"] else "Organization",
        name=record["name"],
        alternateName=record["acronym"],
        description=record["role"],
        url=record["website"] or url,
        foundingDate=record["founding_date"],
        email=contact.get("email"),
        telephone=contact.get("phone"),
        address=_address(contact.get("address")),
        logo=site["url"] + logo["url"] if logo else None,
        identifier=[
            _present("PropertyValue", propertyID=name.upper(), value=numbers[name])
            for name in _IDENTIFIERS
            if numbers.get(name)
        ],
        memberOf=_network(site),
    )


def _address(given: View | None) -> Node | None:
    if not given:
        return None
    return _present(
        "PostalAddress",
        streetAddress=given["street"],
        postalCode=given["postcode"],
        addressLocality=given["locality"],
    )


def _commission(record: View, site: View, url: str) -> Node:
    return _present(
        "Organization",
        name=record["name"],
        description=record["mission"],
        url=url,
        foundingDate=record["founding_date"],
        dissolutionDate=record["end_date"],
        parentOrganization=_network(site),
    )


def _meeting(record: View, site: View, url: str) -> Node | None:
    if len(record["start"]) < 10:
        return None  # an event has a day
    place = record["place"] or {}
    return _present(
        "Event",
        name=record["label"],
        startDate=_moment(record["start"], site),
        endDate=_moment(record["end"], site),
        eventStatus="https://schema.org/" + _STATUS[record["status"]],
        location=_present(
            "Place", name=place.get("name") or site["place"]["name"], address=_address(place.get("address"))
        ),
        organizer=_network(site),
        url=url,
    )


def _moment(text: str | None, site: View) -> str | None:
    """A day as it is; an hour with its distance from UTC at the network's place."""
    if not text or len(text) <= 10:
        return text
    try:
        return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(site["place"]["timezone"])).isoformat()
    except (ValueError, ZoneInfoNotFoundError):
        return text.replace(" ", "T")


def _project(record: View, site: View, url: str) -> Node:
    return _present(
        "Project",
        name=record["name"],
        description=record["summary"],
        url=url,
        foundingDate=record["start_date"],
        dissolutionDate=record["end_date"],
        parentOrganization=_network(site),
    )


def _news(record: View, site: View, url: str) -> Node:
    return _present(
        "NewsArticle",
        headline=record["title"],
        description=record["summary"],
        datePublished=record["date"],
        dateModified=record["modified"],
        publisher=_network(site),
        url=url,
    )


def _charter(record: View, site: View, url: str) -> Node:
    published = {"datePublished": record["date"], "publisher": _network(site)}
    return _present("CreativeWork", name=record["title"], url=url, **published)


_RECORDS: Mapping[str, Callable[[View, View, str], Node | None]] = {
    "partner": _partner,
    "commission": _commission,
    "meeting": _meeting,
    "project": _project,
    "news": _news,
    "charter": _charter,
}


def _dataset(page: View, site: View, url: str) -> Node:
    """What can be downloaded, for search engines of data."""
    licence = page["licence"]
    files = [
        _present("DataDownload", name=export["title"], encodingFormat=format_, contentUrl=site["url"] + export[name])
        for export in page["exports"]
        for format_, name in (("text/csv", "csv_url"), ("application/json", "json_url"))
    ]
    return _present(
        "Dataset",
        name=f"{site['name']} – {page['title']}",
        description=page["description"] or site["purpose"] or site["name"],
        url=url,
        dateModified=page["updated"],
        license=licence["url"] if licence else None,
        creator=_network(site),
        inLanguage=site["language"],
        distribution=files,
    )


def _breadcrumbs(page: View, site: View) -> list[Node]:
    if not page["breadcrumbs"]:
        return []
    trail = [
        {"title": site["name"], "url": "/"},
        *page["breadcrumbs"],
        {"title": page["title"], "url": page["url"]},
    ]
    items = [
        {"@type": "ListItem", "position": position, "name": crumb["title"], "item": {"@id": site["url"] + crumb["url"]}}
        for position, crumb in enumerate(trail, start=1)
    ]
    return [{"@type": "BreadcrumbList", "itemListElement": items}]
