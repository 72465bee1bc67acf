"""What a compiled validator accepts, the one that words problems has nothing to say of."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from registry.load.document import Document
from registry.load.files import scan
from registry.load.loader import load_document
from registry.project import Project
from registry.schema.kinds import Kind, load_kinds
from registry.validate.acceptance import Acceptance
from registry.validate.structure import Structure

HERE = Path(__file__).parent
NETWORKS = [HERE.parent, HERE / "networks/skerrymoor"]
SITES = [*NETWORKS, *sorted(HERE.glob("cases/*/*/site"))]
ODD = [
    None, True, False, 0, -1, 1, 2**80, 1.0, 1.5, float("nan"), float("inf"), "", " ", "x", "X", "x\n", "x y", "é",
    "2020", "2020-02-30", "2020-01-01", "٢٠٢٠", "javascript:x", "https://a.example", "http://é.example/ü", "x@@y",
    "a@b.example\n", "0123456789", "+33 1 23 45 67 89", "123456782", "१२३४५६७८२", "W123456789", "\ud800", "\x00",
    "Europe/Paris", "/a/", "a.svg", "a" * 61, "a" * 20_001, [], [1, True], ["a", "a"], ["a", 1], {}, {"x": "y"},
    {"unevaluatedProperties": False}, [[]] * 3, {"date": "2020", "url": "https://a.example", "label": "a"},
]  # fmt: skip


def records(country: str = "FR") -> Iterator[tuple[Document, Kind]]:
    kinds = load_kinds(Project().schemas)
    for site in SITES:
        for file in scan(site, kinds).records:
            document, _ = load_document(site, file)
            if not document.broken:
                yield document, file.kind


def pointers(value: Any, above: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield above
    for key, below in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from pointers(below, (*above, key))


def changed(data: Any, pointer: tuple[str | int, ...], value: Any) -> Any:
    """A copy of ``data`` with another value at one place, or without what is there."""
    data = copy.deepcopy(data)
    at = data
    for step in pointer[:-1]:
        at = at[step]
    if value is GONE:
        del at[pointer[-1]]
    else:
        at[pointer[-1]] = value
    return data


GONE = object()


def wrong(structure: Structure, kind: Kind, data: Any) -> bool:
    return bool(list(structure.check(Document("x", kind.name, "x", data=copy.deepcopy(data)), kind)))


@pytest.mark.parametrize("country", ["FR", "BE", None])
def test_what_is_accepted_has_no_problem(country: str | None) -> None:
    acceptance, structure = Acceptance(country), Structure(country)
    for document, kind in records():
        assert acceptance.accepts(document.data, kind) <= (not wrong(structure, kind, document.data)), document.path


def test_records_without_problems_are_accepted() -> None:
    acceptance, structure = Acceptance("FR"), Structure("FR")
    judged = [(acceptance.accepts(doc.data, kind), wrong(structure, kind, doc.data)) for doc, kind in records()]
    assert {accepted for accepted, problem in judged if not problem} == {True}
    assert {accepted for accepted, problem in judged if problem} == {False}


def test_no_odd_value_is_accepted_that_has_a_problem() -> None:
    acceptance, structure = Acceptance("FR"), Structure("FR")
    fullest: dict[str, tuple[Document, Kind]] = {}
    for document, kind in records():
        known = fullest.get(kind.name)
        if known is None or len(document.data) > len(known[0].data):
            fullest[kind.name] = document, kind
    accepted = 0
    for document, kind in fullest.values():
        for pointer in pointers(document.data):
            for value in (*ODD, GONE) if pointer else ():
                data = changed(document.data, pointer, value)
                if acceptance.accepts(data, kind):
                    accepted += 1
                    assert not wrong(structure, kind, data), (kind.name, pointer, value)
    assert accepted > 500


def test_a_field_that_nobody_knows_is_not_accepted() -> None:
    acceptance = Acceptance("FR")
    for document, kind in records():
        assert not acceptance.accepts({**document.data, "nobody-knows": "x"}, kind)
