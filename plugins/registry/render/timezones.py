"""Time zones as calendars need them: VTIMEZONE of RFC 5545, from Python's time zone data."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Change(NamedTuple):
    """A clock put forward or back: the time it showed then, before the change, and what holds after."""

    local: datetime
    before: timedelta
    after: timedelta
    name: str
    summer: bool


@lru_cache(maxsize=256)
def vtimezone(zone: str, first: int, last: int) -> list[str]:
    """The unfolded lines that define ``zone`` for events of the years from ``first`` to ``last``.

    What comes back every year by one rule is told as that rule, which calendars know best; all else date by date.
    """
    lines = ["BEGIN:VTIMEZONE", f"TZID:{zone}"]
    begin = datetime(first - 1, 1, 1, tzinfo=UTC).astimezone(ZoneInfo(zone))
    now = begin.utcoffset() or timedelta(0)
    changes = [change for year in range(first - 1, last + 1) for change in _changes(zone, year)]
    kinds: dict[tuple[timedelta, timedelta, str, bool], list[datetime]] = {}
    for change in changes:
        kinds.setdefault(change[1:], []).append(change.local)
    lines += _observance(datetime(first - 1, 1, 1), now, now, begin.tzname() or zone, bool(begin.dst()), [])
    for (before, after, name, summer), times in kinds.items():
        rule = _rule(times) if len(times) == last - first + 2 else ""
        repeated = [f"RRULE:FREQ=YEARLY;{rule}"] if rule else [f"RDATE:{_stamp(time)}" for time in times[1:]]
        lines += _observance(times[0], before, after, name, summer, repeated)
    return [*lines, "END:VTIMEZONE"]


@lru_cache(maxsize=4096)
def _changes(zone: str, year: int) -> list[Change]:
    info, found = ZoneInfo(zone), []
    day, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    while day < end:
        if _offset(day, info) != _offset(day + _DAY, info):
            low, high = day, day + _DAY
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) // 2
                middle = middle.replace(microsecond=0)
                low, high = (middle, high) if _offset(middle, info) == _offset(day, info) else (low, middle)
            before, after = _offset(low, info), high.astimezone(info)
            local = (high + before).replace(tzinfo=None)
            found.append(Change(local, before, _offset(high, info), after.tzname() or zone, bool(after.dst())))
        day += _DAY
    return found


def _offset(moment: datetime, info: ZoneInfo) -> timedelta:
    return moment.astimezone(info).utcoffset() or timedelta(0)


def _rule(times: list[datetime]) -> str:
    """« The last Sunday of March », if all are that, one a year."""
    if len({(time.month, time.weekday(), time.time()) for time in times}) > 1:
        return ""
    places = {(time.day - 1) // 7 + 1 for time in times}
    if all((time + 7 * _DAY).month != time.month for time in times):
        place = -1
    elif len(places) == 1:
        place = places.pop()
    else:
        return ""
    return f"BYMONTH={times[0].month};BYDAY={place}{_WEEKDAYS[times[0].weekday()]}"


def _observance(
    start: datetime, before: timedelta, after: timedelta, name: str, summer: bool, repeated: list[str]
) -> list[str]:
    kind = "DAYLIGHT" if summer else "STANDARD"
    head = [f"BEGIN:{kind}", f"DTSTART:{_stamp(start)}", *repeated]
    return [*head, f"TZOFFSETFROM:{_signed(before)}", f"TZOFFSETTO:{_signed(after)}", f"TZNAME:{name}", f"END:{kind}"]


def _stamp(time: datetime) -> str:
    return f"{time:%Y%m%dT%H%M%S}".zfill(15)


def _signed(offset: timedelta) -> str:
    minutes, seconds = divmod(abs(int(offset.total_seconds())), 60)
    sign = "-" if offset < timedelta(0) else "+"
    return f"{sign}{minutes // 60:02}{minutes % 60:02}" + (f"{seconds:02}" if seconds else "")
