"""Numbers of persons: mobile telephones, French social security numbers, bank accounts.

Sources: the ITU's numbering plans as libphonenumber has them (phonenumberslite); Insee's NIR, thirteen digits and a key
modulo 97; ISO 13616 for IBANs, modulo 97 (ISO 7064). Checking digits tells them from other long numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from registry.validate.privacy.found import Found, found_at

RUN = r"(?:[ .()/\t_\u00a0\u202f-]{0,2}[0-9AB]){8,}"
"""What follows the first digit of a long number: eight digits more. Corsica's NIRs have a letter among them."""
_BEFORE = re.compile(r"(?:^|[^\w/=+(-])([+(]?)\Z")
"""What may stand before a telephone: a number within an address on the web is none."""
_GROUPS = re.compile(r"[0-9]+(?:([ .\u00a0\u202f/-])[0-9]+(?:\1[0-9]+)*)?")
_PAIRS = re.compile(r"[0-9]{2}(?:\D{1,2}[0-9]{2}){3,}")
"""However they are parted, pairs of digits are a telephone."""
SPLIT = re.compile(
    r"(?<![\w+/=.-])(?<![0-9][ \u00a0\u202f])(?P<first>\+?[0-9]{1,4}(?:[ .\u00a0\u202f-]?[0-9]{2}){0,4})"
    r"[ \t]{0,2}\n[ \t>]{0,20}(?P<rest>[0-9]{2}(?:[ .\u00a0\u202f-]?[0-9]{2}){0,4})(?![\w/=])"
)
"""Digits that go on in the next line."""
_IBAN = re.compile(
    r"(?<!\w)[A-Za-z]{2}[0-9]{2}(?:(?:[ .\u00a0\u202f-]|[ \t]{0,2}\n[ \t>]{0,20})?[A-Za-z0-9]){11,30}(?!\w)"
)
_SPLIT_AT = re.compile(r"[0-9][ \t]{0,2}\n[ \t>]{0,20}[0-9]{2}")
_LONGEST_IBAN = 50
_NO_DIGIT = re.compile(r"[^0-9+]")
_NO_SIGN = re.compile(r"[^0-9AB]")
_NOT_IBAN = re.compile(r"[^A-Za-z0-9]")


def of_run(text: str, start: int, end: int, country: str | None) -> Found | None:
    """What the long number is that stands in ``text`` from ``start`` to ``end``."""
    number = text[start:end]
    ends = not text[end : end + 1].isalnum() and text[end : end + 1] not in ("/", "=", "_")
    before = _BEFORE.search(text, max(0, start - 2), start) if ends else None
    if before and _is_mobile(before[1] + number, country):
        return found_at("phone", text, before.start(1), end)
    if before and not before[1] and _is_nir(number):
        return found_at("national_number", text, start, end)
    for account in _IBAN.finditer(text, max(0, start - 24), start + _LONGEST_IBAN):
        length = _iban(account[0])
        if length:
            return found_at("bank_account", text, account.start(), account.start() + length)
    return None


def of_split(text: str, country: str | None) -> Iterator[Found]:
    """Mobile telephones of which one line has the beginning and the next one the end."""
    for parts in SPLIT.finditer(text) if _SPLIT_AT.search(text) else ():
        if _is_mobile(f"{parts['first']} {parts['rest']}", country):
            yield found_at("phone", text, *parts.span())


def _is_mobile(run: str, country: str | None) -> bool:
    digits = _NO_DIGIT.sub("", run.replace("(0)", ""))
    if not 8 <= len(digits) <= 16:
        return False
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    if digits.startswith("+"):
        return _is_mobile_abroad(digits)
    if country is None or not (_GROUPS.fullmatch(run) or _PAIRS.fullmatch(run)):
        return False
    plan = _plan(country)
    return plan is not None and digits.startswith(plan.prefix) and plan.has(digits.removeprefix(plan.prefix))


class _Plan(NamedTuple):
    """A country's numbers: the prefix within the country, the lengths and forms of mobile numbers, other forms.

    ``first`` is the digit that mobile numbers begin with: one that is not given out yet may be tomorrow.
    """

    prefix: str
    lengths: frozenset[int]
    first: str
    mobile: re.Pattern[str]
    others: tuple[re.Pattern[str], ...]

    def has(self, number: str) -> bool:
        """Whether a number, without prefix, is a mobile telephone's."""
        if self.mobile.fullmatch(number):
            return True
        may_be = len(number) in self.lengths and number.startswith(self.first)
        return may_be and not any(other.fullmatch(number) for other in self.others)


@lru_cache(maxsize=32)
def _plan(country: str) -> _Plan | None:
    from phonenumbers import PhoneMetadata  # 20 ms: most runs meet no number that is new

    known: Any = PhoneMetadata.metadata_for_region(country, None)
    mobile: Any = known.mobile if known else None
    pattern = mobile.national_number_pattern if mobile else None
    if mobile is None or not pattern or pattern == known.fixed_line.national_number_pattern:
        return None  # in North America nothing tells them apart
    sorts = ("fixed_line", "toll_free", "premium_rate", "shared_cost", "personal_number", "voip", "pager", "uan")
    others = [sort.national_number_pattern for name in sorts if (sort := getattr(known, name))]
    return _Plan(
        known.national_prefix or "",
        frozenset(mobile.possible_length or known.general_desc.possible_length),
        (mobile.example_number or "?")[0],
        re.compile(pattern),
        tuple(re.compile(other) for other in others if other),
    )


def _is_mobile_abroad(digits: str) -> bool:
    from phonenumbers import NumberParseException, parse, region_code_for_country_code

    try:
        number = parse(digits)
    except NumberParseException:
        return False
    plan = _plan(region_code_for_country_code(number.country_code or 0))
    return plan is not None and plan.has(str(number.national_number))


def _is_nir(text: str) -> bool:
    number = _NO_SIGN.sub("", text)
    if len(number) != 15:
        return False
    from stdnum.fr import nir

    return bool(nir.is_valid(number))


def _iban(text: str) -> int:
    """How many characters of ``text`` are an IBAN, 0 if it does not begin with one: a word may follow it."""
    from stdnum import iban

    ends = [len(text)] + [blank.start() for blank in reversed(list(_NOT_IBAN.finditer(text)))]
    for end in ends:
        number = _NOT_IBAN.sub("", text[:end]).upper()
        if len(number) < 15:
            break
        if number[:2].isalpha() and iban.is_valid(number, check_country=False):
            return end
    return 0
