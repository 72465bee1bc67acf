"""The registers of decisions and of action items: the newest ones, a page for each year, and what to filter by.

``facets`` are ``[{"name", "options": [{"value", "label"}]}]``, and each entry has its ``tags``: ``"state:adopted"``.
Who has no scripts follows ``ways``, ``[{"title", "links": [{"url", "label", "example", "draft"}]}]``, to the pages that
show the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from registry.chronicle import YEARS
from registry.follow import Entry
from registry.markers import N_
from registry.view.base import View, Views
from registry.view.facets import tags
from registry.view.lists import by_year
from registry.view.meetings import action, decision

DECISIONS_LISTED = 30
"""Decisions on the first page of their register; the page of their year has all."""
ACTIONS_LISTED = 100
"""Action items on one page; a register of more shows those open, the most urgent, and has a page for each year, or for
each month of a year that is too long."""
COMPACT = 120
"""Decisions of a year from which its page has the beginning of each, and leads to its meeting for the rest."""
OPTIONS = 150
"""Choices of a filter; of more, the word typed is what finds one."""


def decisions(views: Views) -> View:
    """The newest decisions, where all others are, and what to filter them by."""
    newest = islice((item for year in decision_years(views) for item in decided(views, year)), DECISIONS_LISTED)
    projects, commissions = _choices(views, "project", "projects"), _choices(views, "commission", "commissions")
    return {
        "year": None,
        "years": by_year(((item["date"], item) for item in newest), "decisions"),
        "archive": _archive(views, "decisions", decision_years(views)),
        "more": sum(count for _, count in views.registry.index("decided", YEARS) or ()) > DECISIONS_LISTED,
        "compact": False,
        "facets": _facets(
            commission=_options(commissions),
            project=_options(projects),
            state=[*_values(views, "results"), *_values(views, "outcomes")],
        ),
        "ways": _ways(views, (N_("By commission"), commissions, "#decisions"), (N_("By project"), projects, "#life")),
        "open_actions": len(views.registry.index("open_actions", YEARS) or ()),
    }


def decisions_in(views: Views, year: str) -> View:
    """The decisions of one year, newest first, each at its permanent address."""
    return {
        "year": year,
        "years": [{"year": year, "decisions": list(decided(views, year))}],
        "archive": _archive(views, "decisions", decision_years(views)),
        "more": False,
        "compact": len(views.registry.index("decided", year) or ()) > COMPACT,
        "facets": [],
        "ways": [],
        "open_actions": 0,
    }


def decision_years(views: Views) -> list[str]:
    """The years in which something was decided, newest first."""
    return [year for year, _ in views.registry.index("decided", YEARS) or ()]


def decided(views: Views, year: str) -> Iterator[View]:
    """The decisions of a year, newest first, made as they are asked for."""
    for entry in _entries(views, "decided", year):
        meeting = views.registry.get("meeting", entry.meeting)
        yield _tagged(decision(views, meeting, meeting.data["decisions"][entry.place]))


def actions(views: Views) -> View:
    """The action items that are open, the most urgent first; the others, unless they have pages of their own."""
    rows = views.registry.index("open_actions", YEARS) or ()
    found = [views.registry.get("meeting", id_) for _, _, id_, _ in rows[:ACTIONS_LISTED]]
    shown = [
        _tagged(action(views, meeting, meeting.data["action_items"][row[3]]))
        for meeting, row in zip(found, rows, strict=False)
    ]
    periods = action_periods(views)
    years = [year for year, _ in views.registry.index("asked", YEARS) or ()]
    closed = [] if periods else [item for year in years for item in _asked(views, year)]
    owners, commissions = _choices(views, "partner", "owners"), _choices(views, "commission", "asking")
    return {
        "year": None,
        "open": shown,
        "open_count": len(rows),
        "closed": [item for item in closed if item["status"] != "open"],
        "archive": _archive(views, "actions", periods),
        "more": bool(periods),
        "facets": _facets(partner=_options(owners), commission=_options(commissions), state=_values(views, "states")),
        "ways": _ways(views, (N_("By partner"), owners, "#actions"), (N_("By commission"), commissions, "")),
    }


def actions_in(views: Views, period: str) -> View:
    """The action items that the meetings of a year, or of a month, asked for: open ones first."""
    found = list(_asked(views, period))
    return {
        "year": period,
        "open": [item for item in found if item["status"] == "open"],
        "open_count": sum(item["status"] == "open" for item in found),
        "closed": [item for item in found if item["status"] != "open"],
        "archive": _archive(views, "actions", action_periods(views)),
        "more": False,
        "facets": [],
        "ways": [],
    }


def action_periods(views: Views) -> list[str]:
    """The years, and the months of years that are too long, that have a page of their action items, newest first;
    none while one page holds all."""
    years = views.registry.index("asked", YEARS) or ()
    if sum(count for _, count in years) <= ACTIONS_LISTED:
        return []
    found: list[str] = []
    for year, count in years:
        months = (entry.date[:7] for entry in _entries(views, "asked", year))
        found += dict.fromkeys(months) if count > ACTIONS_LISTED else [year]
    return found


def _asked(views: Views, period: str) -> Iterator[View]:
    for entry in _entries(views, "asked", period[:4]):
        if len(period) > 4 and entry.date[:7] != period:
            continue
        meeting = views.registry.get("meeting", entry.meeting)
        yield _tagged(action(views, meeting, meeting.data["action_items"][entry.place]))


def _tagged(item: View) -> View:
    """An entry with what the filters find it by."""
    own = [item["commission"]] if item["commission"] else []
    found = {
        "commission": [ref["id"] for ref in (*own, *item.get("commissions", ()))],
        "project": [ref["id"] for ref in item.get("projects", ())],
        "partner": [item["partner"]["id"]] if "partner" in item else [],
        "state": [item["result"], *([item["outcome"]["status"]] if item["outcome"] else [])]
        if "result" in item
        else [item["status"]],
    }
    return {**item, "tags": tags(**{name: dict.fromkeys(values) for name, values in found.items()})}


def _entries(views: Views, table: str, year: str) -> list[Entry]:
    return [Entry(*row) for row in views.registry.index(table, year) or ()]


def _archive(views: Views, register: str, years: Iterable[str]) -> list[View]:
    return [{"year": year, "url": views.urls.year(register, year)} for year in years]


def _choices(views: Views, kind: str, table: str) -> list[View]:
    """Mentions of the records that a register concerns, in the order of their kind; none where they are too many."""
    ids = set(views.registry.index("concerned", table))
    if len(ids) > OPTIONS:
        return []
    return [views.summary(record) for record in views.registry.of_kind(kind) if record.id in ids]


def _options(records: list[View]) -> list[View]:
    return [{"value": record["id"], "label": record["label"]} for record in records]


def _values(views: Views, table: str) -> list[View]:
    """Values of an enumerated field that occur, in the schema's order, as the site calls them."""
    path = {"results": ("decisions", "result"), "outcomes": ("decisions", "outcome", "status")}
    schema = views.registry.kinds["meeting"].schema
    for step in path.get(table, ("action_items", "status")):
        schema = schema.get("items", schema)["properties"][step]
    found = views.registry.index("concerned", table)
    labels = schema["x-enum-labels"]
    return [
        {"value": value, "label": views.catalogue.pgettext("schema", labels[value])}
        for value in schema["enum"]
        if value in found
    ]


def _facets(**options: list[View]) -> list[View]:
    """Those that leave a choice."""
    return [{"name": name, "options": found} for name, found in options.items() if len(found) > 1]


def _ways(views: Views, *ways: tuple[str, list[View], str]) -> list[View]:
    return [
        {
            "title": views.catalogue.gettext(title),
            "links": [
                {"url": record["url"] + anchor, **{name: record[name] for name in ("label", "example", "draft")}}
                for record in records
            ],
        }
        for title, records, anchor in ways
        if records
    ]
