"""Fields in the order of the schema, each with the remarks above it."""

from __future__ import annotations

import pytest
from registry.fix.order import in_order
from registry.load.files import RecordFile
from registry.project import Project
from registry.schema.kinds import load_kinds

KINDS = load_kinds(Project().schemas)
PARTNER = RecordFile("data/partners/x.yaml", KINDS["partner"], "x")
MEETING = RecordFile("content/meetings/x.md", KINDS["meeting"], "x")


def test_fields_move_with_their_remarks_and_blank_lines() -> None:
    text = (
        "# The record of X\n\n# Ours\nwebsite: https://x.example\n\n# The type\nclassification: association\n"
        "name: X # really\nthemes:\n- sante\n  # one more\n- logement\n# the end\n"
    )
    assert in_order(PARTNER, text) == (
        "# The record of X\n\nname: X # really\n\n# The type\nclassification: association\n"
        "themes:\n- sante\n  # one more\n- logement\n# the end\n# Ours\nwebsite: https://x.example\n"
    )


def test_a_header_in_order_stays_as_it_is() -> None:
    text = "---\n# One\n\nclassification: plenary\nstatus: held\n\n\nstart: 2026\n---\n\nstatus: b\nclassification: a\n"
    assert in_order(MEETING, text) == text


def test_the_body_stays() -> None:
    text = "---\nstart: 2026\nstatus: held\nclassification: plenary\n---\n\nstatus: b  \n"
    assert in_order(MEETING, text) == ("---\nclassification: plenary\nstatus: held\nstart: 2026\n---\n\nstatus: b  \n")


@pytest.mark.parametrize("text", ["{name: X, classification: a}\n", "? name\n: X\n", "name: a: b\n", "", "# only\n"])
def test_what_is_written_otherwise_is_left(text: str) -> None:
    assert in_order(PARTNER, text) in (None, text)
