"""Titles that a view composes, in the network's language."""

from __future__ import annotations

from typing import Any

from registry.dates import format_date
from registry.i18n import Catalogue


def meeting_title(data: dict[str, Any], commission: str | None, catalogue: Catalogue) -> str:
    """« Plénière du 12 mars 2026 », « Commission Logement du 12 mars 2026 »: day only, even where the hour is known."""
    date = format_date(str(data["start"])[:10], catalogue.language)
    precise = len(str(data["start"])) >= 10
    if commission is None:
        if precise:
            return catalogue.gettext("Plenary meeting of {date}", date=date)
        return catalogue.gettext("Plenary meeting, {date}", date=date)
    if precise:
        return catalogue.gettext("{commission} commission, meeting of {date}", commission=commission, date=date)
    return catalogue.gettext("{commission} commission, {date}", commission=commission, date=date)
