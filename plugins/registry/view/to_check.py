"""For who coordinates the network: the records that nobody has looked at for a year. Shown in preview only.

Whoever changes a record looks at it; who finds it right as it is writes that into its field ``verified``. A year is
counted from the last commit that changed records, and not from today: a build does not depend on a clock.
"""

from __future__ import annotations

from collections.abc import Iterator

from registry.link import Record
from registry.past import ABOUT
from registry.schema.kinds import Kind
from registry.view.base import View, Views
from registry.view.edit import edit_link
from registry.view.frame import crumb, page
from registry.view.history import day

MOST = 200
"""Records of a kind that the page lists."""
FIELD = "verified"


def to_check(views: Views) -> View:
    """The page: ``before``, the day a year before the last change (null if that is not known: then all are listed), and
    ``groups``, by kind, of ``{"title", "records", "more"}``, the longest ago first, as ``{"label", "url", "last",
    "edit"}``."""
    known = views.registry.index("moments", ABOUT)
    before = _a_year_before(day(views, known[1])) if known else None
    groups = []
    for kind in views.registry.kinds.with_pages:
        if FIELD in kind.schema["properties"]:
            found = sorted(_old(views, kind, before), key=lambda item: (item["last"] or "", item["label"]))
            if found:
                title = views.catalogue.pgettext("schema", kind.title)
                groups.append({"title": title, "records": found[:MOST], "more": max(0, len(found) - MOST)})
    title, trail = views.catalogue.gettext("Records to check again"), [crumb(views, "contribute")]
    values = {"section": "contribute", "breadcrumbs": trail, "before": before, "groups": groups}
    return page("to_check.html", views.urls.to_check, title, **values)


def _old(views: Views, kind: Kind, before: str | None) -> Iterator[View]:
    for record in views.registry.of_kind(kind.name):
        if not record.hidden and "end_date" not in record.data and "section" not in record.data:
            last = _last_look(views, record)
            if before is None or last is None or last < before:
                edit = edit_link(views, record.path, record)
                url = views.urls.record(kind.name, record.id)
                yield {"label": views.label(record), "url": url, "last": last, "edit": edit["form"] or edit["url"]}


def _last_look(views: Views, record: Record) -> str | None:
    known = views.registry.index("moments", f"{record.kind.name} {record.id}")
    dates = [str(record.data.get(FIELD, "")), (day(views, known[1]) if known else None) or ""]
    return max(dates) or None


def _a_year_before(date: str | None) -> str | None:
    return f"{int(date[:4]) - 1:04}{date[4:]}" if date else None
