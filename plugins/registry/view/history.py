"""What became of a record, as git knows it: when it was written, changed, checked, and what changed.

Moments are UTC (``2026-03-12T18:30:00Z``), days those of the network's time zone. Where nothing is known of the past,
all of them are null.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from registry.link import Record
from registry.past import ABOUT, utc
from registry.view.base import View, Views
from registry.view.edit import versions_link

ROOM = 30_000
"""Characters of what changed on the page of a record, about."""


def begins(views: Views) -> str | None:
    """The day before which nothing is known, where older commits are not there."""
    known = views.registry.index("moments", ABOUT)
    return day(views, known[0]) if known else None


def is_known(views: Views) -> bool:
    """Whether there is a history."""
    return views.registry.index("moments", ABOUT) is not None


def touched(views: Views, record: Record, name: str) -> str | None:
    """The moment at which a field, or an entry of it (``decisions/d-1``), last changed: at the latest that at which
    the record was written."""
    known = views.registry.index("moments", f"{record.kind.name} {record.id}")
    if known is None:
        return None
    created, _, _, names = known
    return utc(names[name][1]) if name in names else utc(created)


def times(views: Views, record: Record, names: tuple[str, ...]) -> int:
    """How often one of these fields changed, if that is known: a number that only grows."""
    known = views.registry.index("moments", f"{record.kind.name} {record.id}")
    return sum(known[3].get(name, (0, 0))[0] for name in names) if known else 0


def of_record(views: Views, record: Record) -> View | None:
    """``{"verified", "created", "modified", "begins", "pending", "count", "changes", "older", "url"}``; null where
    there is nothing to say.

    ``pending`` is ``new`` or ``changed`` where the file is not as it was last committed. ``changes`` has the newest, as
    ``{"day", "author", "change", "told": [{"html", "lines"}]}``, ``older`` how many there are besides, ``url`` all
    versions on the forge.
    """
    key = f"{record.kind.name} {record.id}"
    verified = record.data.get("verified")
    if not is_known(views):
        return {**_NOTHING, "verified": verified} if verified else None
    created, modified, digest, _ = views.registry.index("moments", key) or (None, None, b"", {})
    count, changes = views.registry.index("told", key) or (0, [])
    told: list[View] = []
    used = 0
    for day_, _, author, change, said in changes:
        found = {"day": day_, "author": author, "change": change, "told": clauses(said)}
        used += size_of(found["told"])
        if used > ROOM and told:
            break
        told.append(found)
    return {
        "verified": verified,
        "created": day(views, created),
        "modified": day(views, modified),
        "begins": begins(views) if created is None and digest else None,
        "pending": None if digest == record.digest else "changed" if digest else "new",
        "count": count,
        "changes": told,
        "older": count - len(told),
        "url": versions_link(views, record.path),
    }


_NOTHING: View = {
    "verified": None,
    "created": None,
    "modified": None,
    "begins": None,
    "pending": None,
    "count": 0,
    "changes": [],
    "older": 0,
    "url": None,
}


def size_of(told: list[View]) -> int:
    """The characters of clauses and their lines."""
    return sum(len(clause["html"]) + sum(map(len, clause["lines"])) for clause in told)


def clauses(told: tuple[tuple[str, tuple[str, ...]], ...]) -> list[View]:
    """``{"html", "lines"}`` of each clause."""
    return [{"html": clause, "lines": list(lines)} for clause, lines in told]


def day(views: Views, moment: int | None) -> str | None:
    """The day of a moment where the network is."""
    return None if moment is None else _day(moment, str(views.registry.network["place"]["timezone"]))


@lru_cache(10_000)
def _day(moment: int, zone: str) -> str:
    return datetime.fromtimestamp(moment, ZoneInfo(zone)).date().isoformat()
