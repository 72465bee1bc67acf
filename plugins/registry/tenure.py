"""Who was there in which year, from dates that may be no more than a year.

A stay has a start and an end as their source has them; ``None`` is an end that nobody noted. Someone who joined
« in 2010 » was there in 2010, for a part of it that nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from registry.chronicle import YEARS
from registry.dates import parse

if TYPE_CHECKING:
    from registry.link import Registry


class Span(NamedTuple):
    """A ``year`` in which someone came or went, and the last one before the next change; ``None`` if nothing has
    changed since and someone is still there."""

    year: str
    until: str | None


class Stay(NamedTuple):
    """A partner's time in the network, with what a table says about it. ``signed``: the dates of its signatures."""

    id: str
    name: str
    classification: str
    example: bool
    draft: bool
    start: str | None
    end: str | None
    signed: tuple[str | None, ...]


def spans(stays: Iterable[tuple[str | None, str | None]]) -> list[Span]:
    """The years in which something changed, newest first; none where all were there in the same years."""
    known = [stay for stay in stays if any(stay)]
    years = sorted({date[:4] for stay in known for date in stay if date})
    if len(years) < 2:
        return []
    goes_on = any(end is None for _, end in known)
    last = [*(str(int(year) - 1) for year in years[1:]), None if goes_on else years[-1]]
    return [Span(*span) for span in zip(years, last, strict=True)][::-1]


def within(year: str, start: str | None, end: str | None) -> bool:
    """Whether a stay touches ``year``, as far as is known."""
    return (start is None or start[:4] <= year) and (end is None or end[:4] >= year)


def joined(partner: Mapping[str, Any]) -> str | None:
    """When a partner joined: its ``start_date``, else its first signature."""
    if "start_date" in partner:
        return str(partner["start_date"])
    dates = [(parse(date), date) for date in _signed(partner) if date]
    return min(((point.sort_key, date) for point, date in dates if point), default=(None, None))[1]


def stays(registry: Registry) -> Mapping[str, Sequence[tuple[Any, ...]]]:
    """:class:`Stay` of each partner that was there, or may have been, by year; under ``YEARS`` the spans."""
    all_ = [
        Stay(
            record.id,
            str(record.data["name"]),
            record.data["classification"],
            record.example,
            record.draft,
            joined(record.data),
            record.data.get("end_date"),
            tuple(_signed(record.data)),
        )
        for record in registry.of_kind("partner")
    ]
    found = spans((stay.start, stay.end) for stay in all_)
    plain = [(tuple(stay), stay.start, stay.end) for stay in all_]
    table = {span.year: [stay for stay, *dates in plain if within(span.year, *dates)] for span in found}
    return {YEARS: [tuple(span) for span in found], **table}


def _signed(partner: Mapping[str, Any]) -> list[str | None]:
    return [entry.get("date") for entry in partner.get("signatures", ())]
