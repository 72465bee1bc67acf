from pathlib import Path
from typing import Any

from support.trees import found, make_site
from support.views import FILES, build

YEAR = """\
---
classification: commission
commission: fog
status: held
start: 2017-05-02
present: [club, gone]
citizens: 3
decisions: [{id: y-1, text: Kettles for all., result: adopted, projects: [kettle]}]
action_items: [{id: y-a1, text: Count them., partner: club, status: done}]
---
"""


def pages(tmp_path: Path, files: dict[str, str | bytes] | None = None) -> dict[str, dict[str, Any]]:
    return {page["url"]: page for page in build(tmp_path, files or {}).pages}


def test_a_year_of_a_commission_gathers_what_it_did(tmp_path: Path) -> None:
    page = pages(tmp_path, {"content/meetings/y.md": YEAR})["/commissions/fog/2017/"]
    assert page["title"] == "Fog commission: the year 2017"
    assert [crumb["url"] for crumb in page["breadcrumbs"]] == ["/commissions/", "/commissions/fog/"]
    assert [item["id"] for item in page["meetings"]] == ["y"]
    assert [item["id"] for item in page["decisions"]] == ["y-1"]
    assert [item["id"] for item in page["action_items"]] == ["y-a1"]
    assert (page["held"], page["partners_present"], page["citizens"]) == (1, 2, 3)
    assert [(item["project"]["id"], item["decided"], item["started"]) for item in page["projects"]] == [
        ("kettle", 1, False)
    ]


def test_what_another_meeting_decides_about_a_commission_is_of_its_year(tmp_path: Path) -> None:
    site = pages(tmp_path)
    assert [entry["year"] for entry in site["/commissions/fog/"]["archive"]] == ["2021", "2020", "2018", "2017", "2016"]
    page = site["/commissions/fog/2020/"]
    assert ([item["id"] for item in page["decisions"]], page["meetings"]) == (["d-1"], [])
    assert "/commissions/over/2017/" not in site  # of which there is nothing to tell


def test_who_joined_and_left_is_counted_and_who_has_no_date_is_told_apart(tmp_path: Path) -> None:
    site = pages(tmp_path)
    said = {
        year: (page["joined"], page["left"], [item["partner"]["id"] for item in page["members"]])
        for year in ("2016", "2018", "2021")
        for page in [site[f"/commissions/fog/{year}/"]]
    }
    assert said == {"2016": (1, 0, ["gone"]), "2018": (0, 1, ["gone"]), "2021": (0, 0, [])}
    undated = {item["partner"]["id"]: item["facilitator"] for item in site["/commissions/fog/2021/"]["undated"]}
    assert undated == {"club": False, "school": True}


def test_texts_may_lead_to_the_year_of_a_commission_and_to_no_other(tmp_path: Path) -> None:
    text = "---\ntitle: p\n---\n[1](/commissions/fog/2018/) [2](/commissions/fog/2019/)\n"
    site = make_site(tmp_path, {**FILES, "content/pages/p.md": text})
    assert [(path, code) for path, _, _, code in found(site)] == [("content/pages/p.md", "L001")]


def test_examples_make_no_year_of_what_is_published(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"content/meetings/y.md": YEAR.replace("---\n", "---\nexample: true\n", 1)}
    shown, published = build(tmp_path / "a", files), build(tmp_path / "b", files, publish=True)
    urls = [{page["url"] for page in found.pages} for found in (shown, published)]
    assert ["/commissions/fog/2017/" in found for found in urls] == [True, True]  # somebody left in 2017
    page = next(page for page in published.pages if page["url"] == "/commissions/fog/2017/")
    assert (page["meetings"], page["decisions"]) == ([], [])
