"""What is counted year by year, and who works with whom: plain tables, made once a build (see
:mod:`registry.indexes`).

Examples and drafts are not counted, and nothing that is still planned.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from registry.chronicle import start_of
from registry.tenure import joined, within

if TYPE_CHECKING:
    from registry.link import Record, Registry

ALL = ""
"""The one key of a table that is asked for as a whole."""
Series = dict[str, list[int]]


def partners_by_year(registry: Registry) -> dict[str, Any]:
    """``{"years", "counts": {classification: [partners who were there in a part of the year, at least]}, "undated"}``:
    the years from the first arrival to the last of which anything is known, without those in between left out."""
    stays = [
        (record.data["classification"], joined(record.data), record.data.get("end_date"))
        for record in _shown(registry, "partner")
    ]
    dated = [stay for stay in stays if stay[1]]
    known = [str(date)[:4] for _, start, end in dated for date in (start, end) if date]
    years = _range([*known, *_last_year(registry)] if known else [], min(known, default=""))
    counts: Series = {}
    for year, place in zip(years, range(len(years)), strict=True):
        for classification, start, end in dated:
            if within(year, start, end):
                counts.setdefault(classification, [0] * len(years))[place] += 1
    return {ALL: {"years": years, "counts": counts, "undated": len(stays) - len(dated)}}


def work_by_year(registry: Registry) -> dict[str, Any]:
    """``{"years", "counts": {"plenary" | "commission" | "decisions" | "actions": […]}}`` of the meetings held."""
    meetings = [record for record in _shown(registry, "meeting") if record.data["status"] == "held"]
    years = _range([start_of(meeting)[:4] for meeting in meetings])
    counts: Series = {name: [0] * len(years) for name in ("plenary", "commission", "decisions", "actions")}
    for meeting in meetings:
        place = years.index(start_of(meeting)[:4])
        counts[meeting.data["classification"]][place] += 1
        counts["decisions"][place] += len(meeting.data.get("decisions", ()))
        counts["actions"][place] += len(meeting.data.get("action_items", ()))
    return {ALL: {"years": years, "counts": counts}}


def working_together(registry: Registry) -> dict[str, Any]:
    """``{"commissions": {commission at work: {partner: whether it facilitates}}, "alone": partners in none}``."""
    partners = {record.id for record in _shown(registry, "partner") if "end_date" not in record.data}
    found: dict[str, dict[str, bool]] = {}
    for commission in _shown(registry, "commission"):
        if "end_date" in commission.data:
            continue
        members = found[commission.id] = {}
        for name in ("members", "facilitators"):
            for entry in commission.data.get(name, ()):
                if "end_date" not in entry and entry["partner"] in partners:
                    members[entry["partner"]] = name == "facilitators"
    return {ALL: {"commissions": found, "alone": len(partners.difference(*found.values()))}}


def spread(registry: Registry) -> dict[str, Any]:
    """(project, number of places that took it up), the most first."""
    counts = {record.id: len(record.data.get("spread", ())) for record in _shown(registry, "project")}
    return {ALL: sorted(((id_, n) for id_, n in counts.items() if n), key=lambda pair: (-pair[1], pair[0]))}


def _shown(registry: Registry, kind: str) -> list[Record]:
    return [record for record in registry.of_kind(kind) if not record.hidden]


def _last_year(registry: Registry) -> list[str]:
    """The last year in which anything is known to have happened."""
    held = [start_of(record)[:4] for record in _shown(registry, "meeting") if record.data["status"] == "held"]
    news = [str(record.data["date"])[:4] for record in _shown(registry, "news")]
    return sorted((*held, *news))[-1:]


def _range(years: Iterable[str], first: str = "") -> list[str]:
    known = sorted(years)
    return [str(year) for year in range(int(first or known[0]), int(known[-1]) + 1)] if known else []
