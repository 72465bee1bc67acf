"""The formats that the schemas name, as functions that really check.

Each takes the text (at most ``maxLength`` characters, see :mod:`registry.validate.structure`) and
says whether it has the form. All are linear in its length.
"""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import urlsplit

from registry.dates import parse

LONGEST = 10_000
"""Characters from which on nobody looks at a text's form, where its schema sets no limit."""
_EMAIL = re.compile(
    r"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+\Z"
)
_HOST = re.compile(r"\A(?=.{1,253}\Z)[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)+\Z")
_URL_CHARACTERS = re.compile(r"\A[^\s<>\"'`\\{}|^]+\Z")
_SITE_PATH = re.compile(r"\A/(?:[a-z0-9][a-z0-9_-]{0,99}/)*(?:[a-z0-9][a-z0-9_-]{0,99}(?:\.html)?)?\Z")
_SITE_URL_PATH = re.compile(r"\A(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?\Z")
_PHONE_FR = re.compile(
    r"\A(?:(?:\+|00)33[ .]?(?:\(0\)[ .]?)?|0)[1-9](?:[ .-]?[0-9]{2}){4}\Z"
    r"|\A(?:1[0-9]{1,2}|3[0-9]{3}|3[0-9] [0-9]{2}|116[ .]?[0-9]{3})\Z"
)
_PHONE_INTERNATIONAL = re.compile(r"\A(?:\+|00)?\(?[0-9](?:[ .()/-]{0,2}[0-9]){5,14}\Z")
_PHONE_ABROAD = re.compile(rf"\A(?=\+|00)(?!(?:\+|00)33){_PHONE_INTERNATIONAL.pattern}")
_POSTCODES = {
    "FR": re.compile(r"\A(?:0[1-9]|[1-8][0-9]|9[0-8])[0-9]{3}(?: (?:CEDEX|Cedex)(?: [0-9]{1,2})?)?\Z"),
    "BE": re.compile(r"\A[1-9][0-9]{3}\Z"),
    "CH": re.compile(r"\A[1-9][0-9]{3}\Z"),
    "LU": re.compile(r"\A(?:L-)?[0-9]{4}\Z"),
    "DE": re.compile(r"\A[0-9]{5}\Z"),
    "GB": re.compile(r"\A[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}\Z"),
}
_POSTCODE_ANY = re.compile(r"\A[A-Z0-9](?:[ -]?[A-Z0-9]){1,10}\Z")
_RNA = re.compile(r"\AW[0-9]{9}\Z")
FORMAT_CODES = {
    "partial-date": "S008",
    "partial-datetime": "S009",
    "web-url": "S010",
    "site-url": "S010",
    "email": "S011",
    "phone": "S012",
    "international-phone": "S012",
    "postcode": "S013",
    "siren": "S014",
    "siret": "S015",
    "rna": "S016",
    "single-line": "S017",
    "site-path": "S018",
    "timezone": "S019",
}
"""The code of the problem that a value has which is not of a format."""


def single_line(text: str) -> bool:
    """One line, without blanks at its ends."""
    return text.strip() == text and not re.search(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]", text)


def web_url(text: str) -> bool:
    """An absolute http(s) URL with a host name, without credentials (RFC 3986, IDN allowed)."""
    if not _URL_CHARACTERS.match(text):
        return False
    try:
        parts = urlsplit(text)
        port_ok = parts.port is None or 0 < parts.port < 65536
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and "@" not in parts.netloc
        and port_ok
        and bool(_HOST.match(parts.hostname or ""))
    )


def site_url(text: str) -> bool:
    """The address of a published site: a host, perhaps a folder; no query, no fragment, no ``//``, no ``..``."""
    if not text.isascii() or not web_url(text):
        return False
    parts = urlsplit(text)
    return not parts.query and not parts.fragment and bool(_SITE_URL_PATH.match(parts.path)) and text[-1] not in "?#"


def email(text: str) -> bool:
    """The addresses people have (a dot-atom, RFC 5322, at a host name), not all that the RFC allows."""
    return bool(_EMAIL.match(text))


def partial_date(text: str) -> bool:
    """``2009``, ``2009-05`` or ``2009-05-26``, a day that the calendar has."""
    date = parse(text)
    return date is not None and date.precision in ("year", "month", "day")


def partial_datetime(text: str) -> bool:
    """As :func:`partial_date`, or a day with a time: ``2009-05-26 18:30``."""
    return parse(text) is not None


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())


def timezone(text: str) -> bool:
    """A name of the IANA time zone database, such as ``Europe/Paris``."""
    return text in _zones() if _zones() else bool(re.match(r"\A[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_-]+)+\Z", text))


def phone_fr(text: str) -> bool:
    """A French number (Arcep's plan: ten digits, or +33 and nine; or a short number), or another country's with +."""
    return bool(_PHONE_FR.match(text) or _PHONE_ABROAD.match(text))


def international_phone(text: str) -> bool:
    """Six to fifteen digits (E.164), grouped as people write them."""
    return bool(_PHONE_INTERNATIONAL.match(text)) or phone_fr(text)


def siren(text: str) -> bool:
    """Nine digits and their Luhn key (Insee); blanks between groups of three are not kept."""
    from stdnum.fr import siren as number

    return text.isascii() and text.isdigit() and number.is_valid(text)


def siret(text: str) -> bool:
    """Fourteen digits and their key; La Poste's own rule included (python-stdnum)."""
    from stdnum.fr import siret as number

    return text.isascii() and text.isdigit() and number.is_valid(text)


def rna(text: str) -> bool:
    """``W`` and nine digits (Répertoire national des associations)."""
    return bool(_RNA.match(text))


def site_path(text: str) -> bool:
    """An address of this site: ``/``, ``/a/``, ``/a/b/`` or ``/a/file.html``."""
    return bool(_SITE_PATH.match(text))


def formats(country: str | None) -> dict[str, Callable[[str], bool]]:
    """Every format by name; ``phone`` and ``postcode`` are those of ``country`` (ISO 3166-1 alpha-2)."""
    postcode = _POSTCODES.get(country or "", _POSTCODE_ANY)
    return {
        "single-line": single_line,
        "web-url": web_url,
        "site-url": site_url,
        "email": email,
        "partial-date": partial_date,
        "partial-datetime": partial_datetime,
        "timezone": timezone,
        "phone": phone_fr if country == "FR" else international_phone,
        "international-phone": international_phone,
        "postcode": lambda text: bool(postcode.match(text)),
        "siren": siren,
        "siret": siret,
        "rna": rna,
        "site-path": site_path,
    }


def browser_patterns(country: str | None) -> dict[str, str]:
    """The formats that are one pattern, as JavaScript writes it (without flags)."""
    french = f"{_PHONE_FR.pattern}|{_PHONE_ABROAD.pattern}"
    phone = f"{_PHONE_INTERNATIONAL.pattern}|{_PHONE_FR.pattern}"
    patterns = {
        "email": _EMAIL.pattern,
        "phone": french if country == "FR" else phone,
        "international-phone": phone,
        "postcode": _POSTCODES.get(country or "", _POSTCODE_ANY).pattern,
        "rna": _RNA.pattern,
    }
    return {name: pattern.replace(r"\A", "^").replace(r"\Z", "$") for name, pattern in patterns.items()}
