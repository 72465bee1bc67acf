from pathlib import Path
from typing import Any

import pytest
from registry.tenure import Span, spans, within
from registry.view.standing import ROWS, partners_in
from support.trees import found, make_site
from support.views import build


def pages(tmp_path: Path, files: dict[str, str | bytes] | None = None) -> dict[str, dict[str, Any]]:
    return {page["url"]: page for page in build(tmp_path, files or {}).pages}


def names(rows: list[dict[str, Any]]) -> list[str]:
    return [row["partner"]["id"] for row in rows]


def test_each_year_in_which_a_partner_came_or_went_has_a_page(tmp_path: Path) -> None:
    site = pages(tmp_path)
    assert site["/partners/"]["archive"] == [
        {"year": "2018", "until": None, "url": "/partners/2018/"},
        {"year": "2016", "until": "2017", "url": "/partners/2016/"},
        {"year": "2015", "until": "2015", "url": "/partners/2015/"},
    ]
    assert "/partners/2017/" not in site


def test_who_left_was_there_in_the_year_of_leaving_and_who_came_in_the_year_of_coming(tmp_path: Path) -> None:
    site = pages(tmp_path, {"data/partners/new.yaml": "name: New\nclassification: club\nstart_date: 2019-12-31\n"})
    assert {
        year: sorted(names(site[f"/partners/{year}/"]["partners"])) for year in ("2015", "2016", "2018", "2019")
    } == {
        "2015": ["club", "gone"],
        "2016": ["club", "gone", "school"],
        "2018": ["club", "gone", "school"],
        "2019": ["club", "new", "school"],
    }
    page = site["/partners/2018/"]
    assert (page["count"], page["joined"], page["left"]) == (3, 0, 1)


def test_nobody_is_said_to_have_been_there_whose_first_day_is_unknown(tmp_path: Path) -> None:
    page = pages(tmp_path)["/partners/2016/"]
    assert names(page["undated"]) == ["zebedee"]
    assert page["count"] == 3


def test_a_table_that_would_be_too_long_has_who_came_and_went_and_the_others_are_named(tmp_path: Path) -> None:
    partner = "name: P{0}\nclassification: club\nstart_date: {1}\n"
    files: dict[str, str | bytes] = {f"data/partners/p{n}.yaml": partner.format(n, 2010) for n in range(ROWS)}
    views = build(tmp_path, {**files, "data/partners/new.yaml": partner.format("new", 2016)}).views
    page = partners_in(views, "2016")
    assert (sorted(names(page["partners"])), len(page["steady"])) == (["new", "school"], ROWS + 2)
    assert page["count"] == ROWS + 4


def test_a_signature_is_not_told_before_it_was_given(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "data/partners/new.yaml": "name: New\nclassification: club\nsignatures: [{charter: 2020, date: 2021}]\n"
    }
    site = pages(tmp_path, files)
    signed = {
        year: {row["partner"]["id"]: row["signed"] for row in site[f"/partners/{year}/"]["partners"]}
        for year in ("2018", "2021")
    }
    assert (signed["2018"]["club"], signed["2021"]["club"]) == (None, {"date": "2020-06"})
    assert signed["2021"]["new"] == {"date": "2021"}  # who signed has joined, if nothing else is known
    assert "new" not in signed["2018"]


def test_the_members_of_a_commission_year_by_year(tmp_path: Path) -> None:
    page = pages(tmp_path)["/commissions/fog/"]
    assert [(each["year"], each["until"], names(each["members"])) for each in page["members_by_year"]] == [
        ("2018", "2018", ["gone"]),
        ("2016", "2017", ["gone"]),
    ]


@pytest.mark.parametrize(
    ("stays", "expected"),
    [
        ([], []),
        ([("2010", None), ("2010-05", None)], []),
        ([("2010", "2012-01")], [Span("2012", "2012"), Span("2010", "2011")]),
        ([(None, "2011"), ("2010", None)], [Span("2011", None), Span("2010", "2010")]),
    ],
)
def test_years_without_a_change_belong_to_the_one_before(
    stays: list[tuple[str | None, str | None]], expected: list[Span]
) -> None:
    assert spans(stays) == expected


def test_a_year_alone_counts_whole() -> None:
    assert within("2010", "2010-12-31", None)
    assert within("2010", "2009", "2010-01-01")
    assert not within("2010", "2011", None)
    assert not within("2010", None, "2009")


def test_texts_may_lead_to_the_page_of_a_year_and_to_no_other(tmp_path: Path) -> None:
    partner = "name: {0}\nclassification: club\nstart_date: {0}\n"
    files = {f"data/partners/p{year}.yaml": partner.format(year) for year in (2015, 2018)}
    files["content/pages/p.md"] = "---\ntitle: p\n---\n[1](/partners/2015/) [2](/partners/2016/)\n"
    assert [(code, line) for _, line, _, code in found(make_site(tmp_path / "a", files))] == [("L001", 4)]
    files = {"data/partners/2015.yaml": partner.format(2015), "data/partners/p.yaml": partner.format(2018)}
    assert [path for path, *_ in found(make_site(tmp_path / "b", files))] == ["data/partners/2015.yaml"]
