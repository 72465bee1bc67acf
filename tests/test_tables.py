import csv
import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from registry.project import Project
from registry.render.tables import columns, header, row
from registry.schema.kinds import load_kinds
from registry.view.base import View

KINDS = load_kinds(Project().schemas)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
STARTS_A_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
CELLS = st.one_of(st.none(), st.booleans(), st.integers(-(10**9), 10**9), TEXTS, st.lists(TEXTS, max_size=3))


def as_csv(fields: list[tuple[str, str]], records: list[View]) -> bytes:
    return header(fields) + b"".join(row(fields, record) for record in records)


def read(table: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(table.decode("utf-8"), newline="")))


def expected(value: Any) -> str:
    if value is None or value == []:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    text = "; ".join(value) if isinstance(value, list) else str(value)
    return "'" + text if text.startswith(STARTS_A_FORMULA) and not isinstance(value, int) else text


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_what_is_written_is_read_back(rows: list[tuple[Any, Any]]) -> None:
    table = as_csv([("a", "string"), ("b", "string")], [{"a": a, "b": b} for a, b in rows])
    assert read(table) == [["a", "b"], *[[expected(a), expected(b)] for a, b in rows]]


@pytest.mark.parametrize("text", ["=1+1", "+33 3 53", "-x", "@x", "＝1+1", "\n=1", "\t=1", '=HYPERLINK("http://x")'])
def test_no_cell_runs_in_a_spreadsheet(text: str) -> None:
    assert read(as_csv([("a", "string")], [{"a": text}]))[1] == ["'" + text]


def test_numbers_stay_numbers() -> None:
    assert as_csv([("a", "integer"), ("b", "boolean")], [{"a": -3, "b": True}]) == b"a,b\r\n-3,true\r\n"


def test_values_of_a_view_become_flat_cells() -> None:
    record = {
        "id": "a",
        "text": {"markdown": "**b**\nc", "html": "<p>…"},
        "themes": [{"id": "x", "name": "X"}, {"id": "y", "name": "Y"}],
        "logo": {"file": "a.png", "alt": "A"},
        "place": {"address": {"postcode": "01000"}},
        "members": [{}, {}],
        "none": None,
    }
    names = ["id", "text", "themes", "logo.file", "place.address.postcode", "members.count", "none", "nothing.at.all"]
    assert read(as_csv([(name, "string") for name in names], [record]))[1] == [
        "a", "**b**\nc", "x; y", "a.png", "01000", "2", "", "",
    ]  # fmt: skip


def test_every_kind_has_columns_with_types_that_data_packages_know() -> None:
    for kind in KINDS:
        fields = columns(kind.schema)
        names = [name for name, _ in fields]
        assert names[:2] == ["id", "url"]
        assert len(set(names)) == len(names)
        assert not {"example", "draft"} & set(names)
        assert {type_ for _, type_ in fields} <= {"string", "integer", "boolean"}
