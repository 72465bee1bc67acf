"""What becomes of a test whose tool is missing: it fails in CI; elsewhere it is skipped, loudly."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import NoReturn

import pytest

MARK = "Not here: "


def missing(tool: str, how: str) -> NoReturn:
    """End the running test for want of a tool; `how` says how to get it."""
    text = f"{MARK}{tool}. To run this test, {how}."
    if os.environ.get("CI") == "true":
        pytest.fail(text, pytrace=False)
    pytest.skip(text)


def summary(reasons: Iterable[str]) -> list[str]:
    """One line for each missing tool, from the reasons of all skipped tests."""
    counts: dict[str, int] = {}
    for reason in reasons:
        if MARK in reason:
            text = reason.partition(MARK)[2]
            counts[text] = counts.get(text, 0) + 1
    return [f"NOT RUN: {count} × {MARK}{text}" for text, count in sorted(counts.items())]
