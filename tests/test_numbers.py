"""Numbers as each language writes them."""

from __future__ import annotations

import pytest
from registry.numbers import format_number, format_percentage


@pytest.mark.parametrize(
    ("language", "whole", "decimal", "percentage"),
    [
        ("fr", "12\u202f500", "0,5", "75\xa0%"),
        ("en", "12,500", "0.5", "75%"),
        ("de-CH", "12’500", "0.5", "75%"),
        ("tlh", "12,500", "0.5", "75%"),
    ],
)
def test_numbers(language: str, whole: str, decimal: str, percentage: str) -> None:
    assert format_number(12_500, language) == whole
    assert format_number(0.46, language, decimals=1) == decimal
    assert format_percentage(75, language) == percentage
