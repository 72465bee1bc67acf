"""Dates as precise as their source, never more: a year, a month, a day, or a day with a time.

Values stay the text that the editor typed (`2010`, `2010-05`, `2009-05-26`, `2026-03-12 18:30`); this module
reads, compares and words them. Month names come from Babel, imported at the first date that is worded; the
system's locale plays no part. Times are local to the place; no time zone is known here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from registry.i18n import Catalogue

__all__ = ["PartialDate", "Precision", "Width", "format_date", "format_period", "parse"]

Precision = Literal["year", "month", "day", "minute"]
Width = Literal["long", "full"]

_TEXT = re.compile(
    r"\A([12][0-9]{3})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01])"
    r"(?:[ T]([01][0-9]|2[0-3]):([0-5][0-9]))?)?)?\Z"
)


@dataclass(frozen=True)
class PartialDate:
    """A point in time known to some precision: parts from the right are None where the source is silent.

    It has no `<`: « 2010 » is neither before nor after « 2010-05 ». Use `definitely_before` to judge and
    `sort_key` to arrange.
    """

    year: int
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None

    @property
    def precision(self) -> Precision:
        """The smallest part that is known."""
        if self.month is None:
            return "year"
        if self.day is None:
            return "month"
        return "day" if self.hour is None else "minute"

    def earliest(self) -> date:
        """The first day it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    def latest(self) -> date:
        """The last day it can be."""
        if self.month is None:
            return date(self.year, 12, 31)
        if self.day is None:
            return date(self.year + self.month // 12, self.month % 12 + 1, 1) - timedelta(days=1)
        return date(self.year, self.month, self.day)

    def definitely_before(self, other: PartialDate) -> bool:
        """True only if it is before `other` whatever the missing parts are."""
        latest = datetime.combine(self.latest(), self._time or time(23, 59))
        return latest < datetime.combine(other.earliest(), other._time or time(0, 0))

    @property
    def sort_key(self) -> tuple[int, int, int, int, int]:
        """An order for lists: by time, and the less precise first where it could be either."""
        hour, minute = (-1, -1) if self.hour is None else (self.hour, self.minute or 0)
        return (self.year, self.month or 0, self.day or 0, hour, minute)

    @property
    def iso(self) -> str:
        """The value of HTML's `datetime` attribute, as precise as this is."""
        parts = [f"{self.year:04}"] + [f"-{part:02}" for part in (self.month, self.day) if part is not None]
        return "".join(parts) + (f"T{self.hour:02}:{self.minute or 0:02}" if self.hour is not None else "")

    @property
    def _time(self) -> time | None:
        return None if self.hour is None else time(self.hour, self.minute or 0)


@lru_cache(maxsize=65536)
def parse(text: str) -> PartialDate | None:
    """The date that `text` is, or None if it is none: ASCII digits, a real day, years 1000 to 2999."""
    match = _TEXT.match(text)
    if match is None:
        return None
    found = PartialDate(*(None if part is None else int(part) for part in match.groups()))  # type: ignore[arg-type]
    try:
        found.earliest()
    except ValueError:  # 30 February
        return None
    return found


@lru_cache(maxsize=8192)
def format_date(value: str, language: str, width: Width = "long") -> str:
    """`value` in words of `language`; "full" adds the weekday where the day is known.

    « 1er mai 2010 », « jeudi 12 mars 2026 à 18 h 30 »; "1 May 2010", "Thursday 12 March 2026, 6.30 pm".
    A text that is no date comes back as it is, and so does any date in a language that Babel does not know.
    Spaces are ordinary ones: `registry.render` makes them no-break where they must be.
    """
    point = parse(value)
    if point is None:
        return value
    words = _words(point, language, width)
    if words is None:
        return value
    if point._time is None:
        return words
    joint = " à " if _base(language) == "fr" else ", "
    return words + joint + _clock(point._time, language)


def format_period(
    start: str | None, end: str | None, language: str, catalogue: Catalogue, width: Width = "long"
) -> str:
    """The time from `start` to `end` in words; None is an end that nobody knows, "" if neither is known.

    « de 2010 à 2012 », « du 3 au 5 mai 2010 », « depuis 2010 », « jusqu’en mai 2012 »; within a day
    « 12 mars 2026, de 18 h 30 à 20 h ». A meeting whose end nobody gave is not « since » its start: use
    `format_date` there.
    """
    if start and end:
        return _both_ends(start, end, language, catalogue, width)
    if start:
        return _since(start, catalogue, format_date(start, language, width))
    return _until(end, catalogue, format_date(end, language, width)) if end else ""


def _both_ends(start: str, end: str, language: str, catalogue: Catalogue, width: Width) -> str:
    if start == end:
        return format_date(start, language, width)
    first, last = parse(start), parse(end)
    if first is None or last is None:
        return f"{start} – {end}"
    if first.day and last.day and first.earliest() == last.earliest():
        return _within_a_day(first, last, language, catalogue, width)
    shown = _shortened(first, last, language) if width == "long" else None
    begin = shown or format_date(start, language, width)
    finish = format_date(end, language, width)
    if first.day:
        opening = catalogue.pgettext("period from a day", "from {start}", start=begin)
    else:
        opening = catalogue.pgettext("period from a month or year", "from {start}", start=begin)
    if last.day:
        closing = catalogue.pgettext("period to a day", "to {end}", end=finish)
    else:
        closing = catalogue.pgettext("period to a month or year", "to {end}", end=finish)
    text = f"{opening} {closing}"
    return re.sub(r"\Ade (?=[ao])", "d’", text) if _base(language) == "fr" else text  # avril, août, octobre


def _within_a_day(first: PartialDate, last: PartialDate, language: str, catalogue: Catalogue, width: Width) -> str:
    day = format_date(first.earliest().isoformat(), language, width)
    if last._time is None or first == last:
        return format_date(first.iso, language, width)
    end = _clock(last._time, language)
    if first._time is None:
        return catalogue.pgettext("hours", "{date}, until {end}", date=day, end=end)
    start = _clock(first._time, language)
    return catalogue.pgettext("hours", "{date}, from {start} to {end}", date=day, start=start, end=end)


def _since(start: str, catalogue: Catalogue, words: str) -> str:
    if _names_a_day(start):
        return catalogue.pgettext("since a day", "since {start}", start=words)
    return catalogue.pgettext("since a month or year", "since {start}", start=words)


def _until(end: str, catalogue: Catalogue, words: str) -> str:
    if _names_a_day(end):
        return catalogue.pgettext("until a day", "until {end}", end=words)
    return catalogue.pgettext("until a month or year", "until {end}", end=words)


def _names_a_day(value: str) -> bool:
    point = parse(value)
    return point is not None and point.day is not None


def _base(language: str) -> str:
    return re.split("[-_]", language, maxsplit=1)[0].lower()


def _words(point: PartialDate, language: str, width: Width) -> str | None:
    """The day, month or year in words, without the time; None in a language that Babel does not know."""
    if _base(language) in ("fr", "en"):
        patterns = {"year": "y", "month": "MMMM y"}
        pattern = patterns.get(point.precision, "EEEE d MMMM y" if width == "full" else "d MMMM y")
        return _patterned(point, pattern, language)
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date as in_babels_words
    from babel.dates import format_skeleton

    try:
        locale = Locale.parse(language, sep="-" if "-" in language else "_")
    except (ValueError, UnknownLocaleError):
        return None
    if point.day is None:
        return format_skeleton("y" if point.month is None else "yMMMM", point.earliest(), locale=locale)
    return in_babels_words(point.earliest(), width, locale)


def _patterned(point: PartialDate, pattern: str, language: str) -> str:
    from babel.dates import format_date as in_babels_words

    if _base(language) == "fr" and point.day == 1:
        pattern = re.sub(r"(?<!\w)d(?!\w)", "d'er'", pattern)
    return in_babels_words(point.earliest(), pattern, _base(language))


def _shortened(first: PartialDate, last: PartialDate, language: str) -> str | None:
    """The start without the month and year that the end repeats: « du 3 [mai 2010] au 5 mai 2010 »."""
    alike = first.precision == last.precision and first.precision in ("day", "month")
    if not alike or first.year != last.year or _base(language) not in ("fr", "en"):
        return None
    if first.precision == "month":
        return _patterned(first, "MMMM", language)
    return _patterned(first, "d" if first.month == last.month else "d MMMM", language)


def _clock(at: time, language: str) -> str:
    """A time of day in words: « 18 h 30 », "6.30 pm"."""
    if _base(language) == "fr":
        return f"{at.hour} h {at.minute:02}" if at.minute else f"{at.hour} h"
    if _base(language) != "en":
        return f"{at.hour:02}:{at.minute:02}"
    if at.minute == 0 and at.hour in (0, 12):
        return "noon" if at.hour else "midnight"
    minutes = f".{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes} {'pm' if at.hour >= 12 else 'am'}"
