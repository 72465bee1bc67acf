"""The page of open data says where each file is, from when the data is, and what it promises."""

from __future__ import annotations

import html
import re
from pathlib import Path

from registry.view.open_data import CHANGES
from support.items import all_files, items_of
from support.views import build


def test_the_page_leads_to_every_file_of_every_kind(tmp_path: Path) -> None:
    found = build(tmp_path, publish=True)
    files = all_files(items_of(found))
    page = files["data/index.html"].decode()
    linked = {link.lstrip("/") for link in re.findall(r'href="(/api/[^"]+)"', page)}
    assert linked <= files.keys()
    lists = {path for path in files if re.fullmatch(r"api/v1/[a-z-]+\.(csv|json)", path)}
    assert lists <= linked
    assert "api/v1/partners/school.json" in linked
    text = html.unescape(re.sub("<[^>]+>", "", page))
    assert 'read_csv("https://harbour.example.org/api/v1/partners.csv"' in text


def test_without_a_history_no_date_is_claimed(tmp_path: Path) -> None:
    (view,) = (page for page in build(tmp_path).pages if page["template"] == "data.html")
    assert view["updated"] is None
    assert {export["updated"] for export in view["exports"]} == {None}


def test_changes_are_told_newest_first() -> None:
    months = [month for month, _ in CHANGES]
    assert months == sorted(months, reverse=True)
    assert all(re.fullmatch(r"20\d\d-\d\d", month) for month in months)
