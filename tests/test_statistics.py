import re
from pathlib import Path
from typing import Any

from registry.build import Build
from registry.view.pages import sources
from registry.view.statistics import COMMISSIONS_SHOWN, LINES_SHOWN, YEARS_SHOWN, partners
from support.views import build

KB = 1000


def page(tmp_path: Path, files: dict[str, str | bytes] | None = None) -> dict[str, Any]:
    return shown(build(tmp_path, files or {}))


def shown(site: Build) -> dict[str, Any]:
    return dict(sources(site.views))["/statistics/"]()


def test_partners_are_counted_by_year_and_type_without_examples_and_undated_ones(tmp_path: Path) -> None:
    chart = page(tmp_path)["partners"]
    assert chart["years"] == [str(year) for year in range(2015, 2022)]
    assert {row["label"]: row["values"] for row in chart["rows"]} == {
        "All partners": [2, 3, 3, 3, 2, 2, 2],
        "Clubs": [2, 2, 2, 2, 1, 1, 1],
        "Schools": [0, 1, 1, 1, 1, 1, 1],
    }
    assert chart["undated"] == 0  # the one without a date is an example


def test_a_chart_is_made_again_for_its_numbers_only(tmp_path: Path) -> None:
    views = build(tmp_path).views
    with views.registry.reads.apart() as seen:
        partners(views)
    assert ("index", "partners_by_year", "") in seen
    assert {kind for what, kind, *_ in seen if what == "data"} <= {"network"}


def test_meetings_held_and_what_they_decided_are_counted_by_year(tmp_path: Path) -> None:
    found = page(tmp_path)
    assert found["meetings"]["years"] == ["2020", "2021"]
    assert [(row["label"], row["values"]) for row in found["meetings"]["rows"]] == [
        ("Plenary meetings", [1, 0]),
        ("Commission meetings", [0, 1]),
    ]
    assert [row["values"] for row in found["results"]["rows"]] == [[1, 1], [2, 0]]


def test_who_works_with_whom_is_as_commissions_say_today(tmp_path: Path) -> None:
    found = page(tmp_path)["together"]
    assert [ref["id"] for ref in found["commissions"]] == ["fog"]
    marks = {
        row["partner"]["id"]: row["marks"] for block in found["blocks"] for group in block for row in group["rows"]
    }
    assert marks == {"club": ["member"], "school": ["facilitator"]}
    assert (found["several"], found["alone"]) == (0, 0)


def test_a_large_network_has_numbers_in_place_of_names_on_a_light_page(tmp_path: Path) -> None:
    count = 3 * LINES_SHOWN
    files: dict[str, str | bytes] = {
        f"data/partners/p{n}.yaml": f"name: A partner with a rather long name, number {n}\nclassification: club\n"
        f"start_date: {1901 + n}\n"
        for n in range(count)
    }
    for n in range(count // 2):
        members = ", ".join(f"{{partner: p{m}}}" for m in range(n, count))
        files[f"content/commissions/c{n}.md"] = f"---\nname: Commission number {n}\nmembers: [{members}]\n---\n"
    site = build(tmp_path, files)
    page = shown(site)
    together = page["together"]
    assert len(together["commissions"]) == len(together["cells"]) == LINES_SHOWN > COMMISSIONS_SHOWN
    assert (together["blocks"], together["others"]) == ([], count // 2 + 1 - LINES_SHOWN)
    assert together["cells"][0] == [count]
    assert (len(page["partners"]["years"]), page["partners"]["before"]) == (YEARS_SHOWN, "1901")
    assert len(site.renderer.page(page)) < 100 * KB


def test_each_chart_has_a_name_a_description_and_its_numbers_as_a_table(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/projects/idea.md": "---\nname: An idea\nstatus: idea\nsummary: Cold.\n"
        "spread: [{place: A}, {place: B}]\n---\n"
    }
    site = build(tmp_path, files)
    html = site.renderer.page(shown(site)).decode()
    charts = re.findall(
        r'<svg class="(?:columns|together)[^>]* role="img" aria-labelledby="(\S+) (\S+)">(.*?)</svg>', html, re.S
    )
    assert len(charts) == 9
    for name, description, drawing in charts:
        assert re.search(rf'<title id="{name}">[^<]+</title>', drawing)
        assert re.search(rf'<desc id="{description}">[^<]+</desc>', drawing)
    rows = [re.sub(r"<[^>]*>", " ", row).split() for row in re.findall(r"<tr>(.*?)</tr>", html, re.S)]
    assert ["2016", "3", "2", "1"] in rows  # all, clubs, schools
    assert ["2020", "1", "0"] in rows  # plenary meetings, those of commissions
    assert ["An", "idea", "2"] in rows
