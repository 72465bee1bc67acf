"""Some seconds of what ``make fuzz`` does for hours: hypothesis finds the smallest input that fails."""

from __future__ import annotations

import pytest
from fuzz.inputs import PIECES
from fuzz.targets import TARGETS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

EXAMPLES = {"yaml": 300, "front": 60, "markdown": 120, "ids": 60, "trees": 4}


@pytest.mark.parametrize("name", TARGETS)
def test_no_input_breaks_what_reads_it(name: str) -> None:
    @settings(max_examples=EXAMPLES[name], deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(st.lists(st.sampled_from(PIECES[name]) | st.text(max_size=4), max_size=20).map("".join))
    def attempt(text: str) -> None:
        TARGETS[name](text)

    attempt()
