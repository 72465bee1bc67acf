"""The value that was certainly meant, by the code of the problem with it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from registry.fix.choices import Choices
from registry.i18n import Catalogue
from registry.markers import pN_
from registry.schema.formats import formats
from registry.schema.kinds import Schema

_YES = (pN_("answer", "yes"), pN_("answer", "true"), "yes", "true", "on", "y")
_NO = (pN_("answer", "no"), pN_("answer", "false"), "no", "false", "off", "n")
_NUMERIC = re.compile(r"\A([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4})\Z")
_YEAR_FIRST = re.compile(r"\A([0-9]{4})[/. -]([0-9]{1,2})(?:[/. -]([0-9]{1,2}))?\Z")
_WORDS = re.compile(r"\A(?:([0-9]{1,2})[^\W\d]{0,2}\.? )?([^\W\d]+\.?) ([0-9]{4})\Z")
_TIME = re.compile(r"\A(.{4,30}?),?[ T](?:[^\W\d]{1,2} )?([01]?[0-9]|2[0-3]) ?[hH:] ?([0-5][0-9])?(?::00)?\Z")
_MONTH_FIRST = frozenset({"US", "PH", "FM"})
"""Countries that write the month before the day."""
_THOUSANDS = re.compile(r"\A[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+\Z")


@dataclass
class Values:
    """Repairs for a network in ``country`` whose language is that of ``catalogue``."""

    choices: Choices
    catalogue: Catalogue
    country: str | None

    def repaired(self, code: str, value: str, schema: Schema) -> str | list[str] | None:
        """What to write instead of ``value``; ``None`` where it could be anything else than one thing."""
        if code in ("S004", "S028", "R001"):
            return self.choices.meant(value, schema)
        if code == "S008":
            return self._checked("partial-date", self.date(value))
        if code == "S009":
            return self._checked("partial-datetime", self.date(value) or self.time(value))
        if code == "S010":
            bare = value.removeprefix("<").removesuffix(">")
            return self._checked("web-url", f"https://{bare}" if bare.lower().startswith("www.") else bare)
        if code == "S011":
            return self._checked("email", value.removeprefix("mailto:").strip())
        if code in ("S013", "S014", "S015", "S016"):
            name = {"S013": "postcode", "S014": "siren", "S015": "siret", "S016": "rna"}[code]
            separators = r"\s" if code == "S013" else r"[\s.-]"
            return self._checked(name, re.sub(separators, "", value).upper())
        if code == "S017":
            stripped = value.strip()
            return stripped if stripped and "\n" not in stripped else None
        if code == "S021":
            return re.sub(r"\s", "", value) if _THOUSANDS.match(value) else None
        if code == "S022":
            return self.answer(value)
        if code == "S023":
            return self.listed(value, schema.get("items", {}))
        return None

    def date(self, value: str) -> str | None:
        """A day or month that is written otherwise: ``26/05/2009``, ``2009/5/26``, « 26 mai 2009 »."""
        value = " ".join(value.split())
        if found := _NUMERIC.match(value):
            first, second, year = int(found[1]), int(found[2]), found[3]
            if first > 12 or second > 12 or first == second:
                day, month = (first, second) if second <= 12 else (second, first)
            elif self.country in _MONTH_FIRST or self.country is None:
                return None  # the fifth of June or the sixth of May
            else:
                day, month = first, second
            return f"{year}-{month:02}-{day:02}"
        if found := _YEAR_FIRST.match(value):
            return "-".join([found[1], *(f"{int(part):02}" for part in found.groups()[1:] if part)])
        if (found := _WORDS.match(value)) and (number := self._months().get(found[2].rstrip(".").casefold())):
            return f"{found[3]}-{number:02}" + (f"-{int(found[1]):02}" if found[1] else "")
        return None

    def time(self, value: str) -> str | None:
        """A day with a time that is written otherwise: ``12/03/2026 à 18h30``, ``2026-03-12 18h``."""
        found = _TIME.match(" ".join(value.split()))
        if not found:
            return None
        day = found[1] if formats(None)["partial-date"](found[1]) else self.date(found[1])
        return f"{day} {int(found[2]):02}:{found[3] or '00'}" if day else None

    def _months(self) -> dict[str, int]:
        from babel.core import Locale, UnknownLocaleError

        try:
            locale = Locale.parse(self.catalogue.language.replace("-", "_"))
        except (UnknownLocaleError, ValueError):
            return {}
        return {name.casefold(): number for number, name in locale.months["format"]["wide"].items()}

    def answer(self, value: str) -> str | None:
        """``true`` or ``false`` for yes or no in the network's language or in English."""
        word = value.strip().casefold()
        for answer, words in (("true", _YES), ("false", _NO)):
            if word in words or word in (self.catalogue.pgettext("answer", text).casefold() for text in words[:2]):
                return answer
        return None

    def listed(self, value: str, items: Schema) -> list[str] | None:
        """The list that a single value stands for; with commas, only if each part is a value of the field."""
        if items.get("type") != "string" or not value.strip():
            return None
        if not any(name in items for name in ("enum", "x-vocabulary", "x-ref")):
            return None if "," in value or ";" in value or "\n" in value else [value.strip()]
        parts = [self.choices.meant(part, items) for part in re.split(r"[,;]", value) if part.strip()]
        known = [part for part in parts if part]
        return known if known and len(known) == len(parts) else None

    def _checked(self, name: str, value: str | None) -> str | None:
        return value if value and formats(self.country)[name](value) else None
