"""Numbers as a language writes them: « 12 500 », « 0,5 », « 75 % ». Babel is imported at the first of them."""

from __future__ import annotations


def format_number(value: float, language: str, *, decimals: int = 0) -> str:
    """A number with exactly ``decimals`` digits behind the sign that the language puts there."""
    from babel.numbers import format_decimal

    pattern = "#,##0." + "0" * decimals if decimals else None
    return str(format_decimal(value, format=pattern, locale=_locale(language)))


def format_percentage(value: float, language: str) -> str:
    """A whole percentage: « 75 % », "75%"."""
    from babel.numbers import format_percent

    return str(format_percent(value / 100, locale=_locale(language)))


def has_decimal_comma(language: str) -> bool:
    """Whether numbers of a language have a comma before their decimals: 0,5."""
    from babel.numbers import get_decimal_symbol

    return bool(get_decimal_symbol(_locale(language)) == ",")


def _locale(language: str) -> str:
    """The language as Babel names it; English for one that it does not know."""
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(language.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return "en"
