"""What changed on the site, month by month: lines of the journal, from the history of the records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import Any

from registry.dates import format_date
from registry.past import MONTHS, utc
from registry.view import subscriptions
from registry.view.base import View, Views
from registry.view.frame import crumb, page
from registry.view.history import begins, clauses, is_known, size_of

RECENT = 100
"""Changes on the first page; where there are more, each month has a page."""
MOST = 200
"""Entries on the page of a month."""
LATEST = 5
"""Entries that the journal shows."""
ROOM = 40_000
"""Characters of what changed on one page, about."""
_FEW = 3
"""Records that one commit adds are told one by one up to this number, and together beyond."""
_NAMED = 12


def months(views: Views) -> list[tuple[str, int]]:
    """(month, number of its changes), newest first."""
    return views.registry.index("changed", MONTHS) or []


def archive(views: Views) -> list[str]:
    """The months that have a page: those of a history that is too long for one."""
    found = months(views)
    return [month for month, _ in found] if sum(count for _, count in found) > RECENT else []


def changes(views: Views) -> View:
    """The newest changes, and where the others are."""
    return _shown(views, None, list(islice(_rows(views), RECENT)))


def page_in(views: Views, month: str) -> View:
    """The page of the changes of one month."""
    return page(
        "changes.html",
        views.urls.year("changes", month),
        views.catalogue.gettext("What changed in {month}", month=format_date(month, views.language)),
        section="changes",
        breadcrumbs=[crumb(views, "journal"), crumb(views, "changes")],
        feeds=subscriptions.of_section(views, "changes"),
        **_shown(views, month, views.registry.index("changed", month) or []),
    )


def latest(views: Views) -> list[View]:
    """The newest entries."""
    return list(islice(entries(views), LATEST))


def entries(views: Views) -> Iterator[View]:
    """All entries, newest first, made as they are asked for:

    ``{"day", "moment", "commit", "author", "kind", "id", "change", "head", "url", "example", "draft", "told",
    "records", "more"}``. ``head`` is HTML; ``told`` is as in :func:`registry.view.history.clauses`. Many records that
    came together are one entry: ``records`` has the first as ``{"label", "url"}``, ``more`` how many others there are.
    """
    for row in _gathered(_rows(views)):
        yield _entry(views, row)


def _rows(views: Views) -> Iterator[tuple[Any, ...]]:
    for month, _ in months(views):
        yield from views.registry.index("changed", month) or ()


def _shown(views: Views, month: str | None, rows: list[tuple[Any, ...]]) -> View:
    found = _fitting([_entry(views, group) for group in _gathered(rows)])
    return {
        "month": month,
        "known": is_known(views),
        "begins": begins(views),
        "months": [
            {"month": name, "entries": list(group)}
            for name, group in groupby(found[:MOST], key=lambda entry: entry["day"][:7])
        ],
        "left_out": max(0, len(found) - MOST),
        "archive": _archive(views),
    }


def _fitting(found: list[View]) -> list[View]:
    """Entries whose words fit a page: what is too much is told without its details, or by its head alone."""
    used = 0
    for entry in found[:MOST]:
        if used > ROOM:
            entry["told"] = [{**clause, "lines": []} for clause in entry["told"]]
        if used + size_of(entry["told"]) > 2 * ROOM:
            entry["told"] = []
        used += size_of(entry["told"])
    return found


def _archive(views: Views) -> list[View]:
    pages = [{"month": month, "url": views.urls.year("changes", month)} for month in archive(views)]
    return [{"year": year, "months": list(group)} for year, group in groupby(pages, key=lambda page: page["month"][:4])]


Group = list[tuple[Any, ...]]


def _gathered(rows: Iterable[tuple[Any, ...]]) -> Iterator[Group]:
    """Rows that make one entry."""
    for (_, _, change), found in groupby(rows, key=lambda row: (row[2], row[4], row[6])):
        group = list(found)
        if change == "added" and len(group) > _FEW:
            yield group
        else:
            yield from ([row] for row in group)


def _entry(views: Views, group: Group) -> View:
    day, moment, commit, author, kind, id_, change, head, told = group[0]
    view: View = {
        "day": day,
        "moment": utc(moment),
        "commit": commit,
        "author": author,
        "kind": kind,
        "id": id_,
        "change": change,
        "head": head,
        "url": None,
        "example": False,
        "draft": False,
        "told": clauses(told),
        "records": [],
        "more": 0,
    }
    if len(group) == 1:
        return {**view, **_reference(views, kind, id_)}
    there = [found for row in group if (found := _reference(views, kind, row[5]))["label"]]
    title = views.catalogue.pgettext("schema", views.registry.kinds[kind].title)
    head = views.catalogue.ngettext("{kind}: {n} new record", "{kind}: {n} new records", len(group), kind=title)
    records = [{"label": each["label"], "url": each["url"]} for each in there[:_NAMED]]
    return {**view, "id": "", "head": head, "told": [], "records": records, "more": len(group) - len(records)}


def _reference(views: Views, kind: str, id_: str) -> View:
    """Where a record is now, and what it is; no label if it is not there."""
    record = views.registry.find(kind, id_)
    if record is None:
        return {"label": None, "url": None, "example": False, "draft": False}
    section = record.data.get("section") or record.kind.plural
    page = views.urls.sections.get(section)
    if record.kind.has_pages and not record.data.get("section"):
        page = views.urls.record(kind, id_)
    return {"label": views.label(record), "url": page, "example": record.example, "draft": record.draft}
