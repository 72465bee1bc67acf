"""Whatever stands in a field, at its top or one level down, is told and never stops the check."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from registry.project import Project
from registry.schema.kinds import Kind, Schema, load_kinds
from registry.validate.check import Checker
from support.trees import make_site

KINDS = {kind.name: kind for kind in load_kinds(Project().schemas)}
FILES = {
    "partner": ("data/partners/x.yaml", "name: X\nclassification: club\n"),
    "commission": ("content/commissions/x.md", "name: X\n"),
    "meeting": ("content/meetings/x.md", "classification: plenary\nstatus: held\nstart: 2020-01-01\n"),
    "project": ("content/projects/x.md", "name: X\nstatus: idea\nsummary: X\n"),
    "charter": ("content/charter/2009.md", "title: X\nextent: excerpt\n"),
    "news": ("content/news/x.md", "title: X\ndate: 2020-01-01\n"),
    "page": ("content/pages/x.md", "title: X\n"),
}
ODD = ("[2009]", "{a: 1}", "2009", "")


def texts(kind: Kind, record: str) -> Iterator[str]:
    """The record with something odd in each of its fields in turn."""
    lines = record.splitlines()
    for name, schema in kind.schema["properties"].items():
        rest = [line for line in lines if not line.startswith(f"{name}:")]
        for odd in ODD:
            yield "\n".join([*rest, f"{name}: {odd}", ""])
        for inner in _inner(schema):
            for odd in ODD[:2]:
                entry = f"{{{inner}: {odd}}}"
                yield "\n".join(
                    [*rest, f"{name}: [{entry}]" if schema.get("type") == "array" else f"{name}: {entry}", ""]
                )


def _inner(schema: Schema) -> list[str]:
    entry: Any = schema.get("items", schema)
    return list(entry.get("properties", {}))


@pytest.mark.parametrize("name", FILES)
def test_no_value_of_a_field_stops_the_check(tmp_path: Path, name: str) -> None:
    path, record = FILES[name]
    site = make_site(tmp_path, {path: _file(path, record)})
    checker = Checker(site)
    assert checker.check().ok
    for text in texts(KINDS[name], record):
        (site / path).write_text(_file(path, text), "utf-8")
        found = checker.check()
        assert all(problem.message for problem in found.problems), text


def _file(path: str, text: str) -> str:
    return f"---\n{text}---\n" if path.endswith(".md") else text
