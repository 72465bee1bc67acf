"""Who belonged to the network, or to a commission, in a given year."""

from __future__ import annotations

from registry.chronicle import YEARS
from registry.dates import parse
from registry.link import Record
from registry.tenure import Span, Stay, spans, within
from registry.view.base import View, Views

ROWS = 300
"""Partners that a year's table has, at most, beside those who came or went in it."""


def partner_years(views: Views) -> list[Span]:
    """The years in which a partner came or went, newest first."""
    return [Span(*row) for row in views.registry.index("stays", YEARS) or ()]


def archive(views: Views) -> list[View]:
    """``{"year", "until", "url"}`` of the page of each of those years."""
    return [{**span._asdict(), "url": views.urls.year("partners", span.year)} for span in partner_years(views)]


def partners_in(views: Views, year: str) -> View:
    """The partners of a year, how many came and went, and those of whom nobody noted when they came.

    Where a table of all would be too long, those who were there all year are ``steady``, without more about them.
    """
    found = [Stay(*row) for row in views.registry.index("stays", year) or ()]
    known = [stay for stay in found if stay.start]
    counted = [stay for stay in known if not stay.example and not stay.draft]
    steady = [stay for stay in known if not _changes(stay, year)] if len(known) > ROWS else []
    return {
        "year": year,
        "until": next(span.until for span in partner_years(views) if span.year == year),
        "archive": archive(views),
        "count": len(counted),
        "joined": sum(stay.start is not None and stay.start[:4] == year for stay in counted),
        "left": sum(stay.end is not None and stay.end[:4] == year for stay in counted),
        "partners": [_row(views, stay, year) for stay in known if not steady or _changes(stay, year)],
        "steady": [_mention(views, stay) for stay in steady],
        "undated": [_row(views, stay, year) for stay in found if not stay.start],
    }


def _row(views: Views, stay: Stay, year: str) -> View:
    return {
        "partner": _mention(views, stay),
        "classification": views.vocabulary("classifications", stay.classification),
        "start_date": stay.start,
        "end_date": stay.end,
        "signed": _signed(stay, year),
    }


def _mention(views: Views, stay: Stay) -> View:
    url = views.urls.record("partner", stay.id)
    return {"id": stay.id, "url": url, "label": stay.name, "example": stay.example, "draft": stay.draft}


def _changes(stay: Stay, year: str) -> bool:
    """Whether a partner came or went in ``year``."""
    return any(date is not None and date[:4] == year for date in (stay.start, stay.end))


def _signed(stay: Stay, year: str) -> View | None:
    """The first signature that was there by the end of ``year``; one without a date may have been."""
    points = [(parse(date), date) for date in stay.signed if date and date[:4] <= year]
    dated = sorted((point.sort_key, date) for point, date in points if point)
    if dated:
        return {"date": dated[0][1]}
    return {"date": None} if None in stay.signed else None


def members_by_year(views: Views, commission: Record) -> list[View]:
    """``{"year", "until", "members": [{"partner", "start_date", "end_date"}]}``, newest first: memberships whose start
    is known. Whoever facilitates takes part."""
    data = commission.data
    entries = [*data.get("members", ()), *data.get("facilitators", ())]
    dated = [
        (entry["partner"], entry["start_date"], entry.get("end_date")) for entry in entries if "start_date" in entry
    ]
    found = []
    for span in spans((start, end) for _, start, end in dated):
        there: dict[str, View] = {}
        for partner, start, end in dated:
            if within(span.year, start, end) and partner not in there:
                ref = views.summary(views.registry.get("partner", partner))
                there[partner] = {"partner": ref, "start_date": start, "end_date": end}
        found.append({**span._asdict(), "members": list(there.values())})
    return found
