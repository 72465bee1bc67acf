"""Markup that somebody types into a record is shown as text, on every page and in every file; it never runs."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from icalendar import Calendar
from registry.report.as_text import as_text
from registry.validate.check import check
from support.dangers import Dangers
from support.sites import run_pelican
from support.trees import NETWORK, make_site

EVIL = """<script>alert(1)</script><img src=x onerror=alert(2)> "'>{{ 7*7 }}{% raw %}</title></h1>"""
FORMULA = '=HYPERLINK("https://evil.example","x")'
Q = "'" + EVIL.replace("'", "''") + "'"
FILES = {
    "data/partners/bad.yaml": f"""\
name: {Q}
acronym: '<b>'
classification: club
role: {Q}
text: {Q}
offers: [{{type: room, text: '{FORMULA}'}}, {{type: room, text: {Q}}}]
start_date: 2020
""",
    "data/glossary.yaml": f"""\
terms:
  - {{term: '<script>', expansion: {Q}, definition: {Q}}}
  - {{term: onerror, expansion: {Q}}}
""",
    "content/commissions/fog.md": f"""\
---
name: {Q}
mission: {Q}
members: [{{partner: bad, role: {Q}}}]
---
{EVIL}

<div onclick=x>

[{EVIL}](https://example.org/ "{EVIL}")
""",
    "content/meetings/m.md": f"""\
---
title: {Q}
classification: plenary
status: held
start: 2020-01-01
place: {{name: '{FORMULA}', access: "x\\nEND:VEVENT\\nBEGIN:VALARM\\n]]>"}}
agenda: [{{title: {Q}, text: {Q}}}]
present: [bad]
decisions: [{{id: d, text: {Q}, result: adopted}}]
action_items: [{{id: a, text: {Q}, partner: bad, status: open}}]
documents: [{{title: {Q}, url: "https://example.org/?a=b&c=%3Cscript%3E"}}]
---
{EVIL}
""",
    "content/projects/x.md": f"---\nname: {Q}\nstatus: idea\nsummary: {Q}\nneed: {Q}\n---\n`{EVIL}`\n",
    "content/news/n.md": f"---\ntitle: {Q}\ndate: 2020-01-01\nsummary: {Q}\n---\n{EVIL}\n",
    "content/pages/about.md": f"""\
---
title: {Q}
summary: {Q}
menu: main
---
# {EVIL}

&lt;script&gt; &#106;avascript: <javascript:alert(1)> &lt;img src=x onerror=alert(3)&gt;

    {EVIL}
""",
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of all that, as it goes online."""
    network = NETWORK.replace("name: Harbour Table", f"name: {Q}\ntagline: {Q}\npurpose: {Q}")
    folder = tmp_path_factory.mktemp("hostile")
    done = run_pelican(make_site(folder / "site", FILES, network=network), folder / "out", publish=True)
    assert done.returncode == 0, done.stdout
    return folder / "out"


def test_markup_in_names_and_texts_is_shown_and_never_run(published: Path) -> None:
    pages = sorted(published.rglob("*.html"))
    assert len(pages) > 20
    for path in pages:
        dangers = Dangers()
        text = path.read_text("utf-8")
        dangers.feed(text)
        assert dangers.found == [], path
        assert "<img src=x" not in text, path
    assert "<script" not in (published / "sitemap.xml").read_text("utf-8")
    partner = (published / "partners/bad/index.html").read_text("utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in partner
    assert "{{ 7*7 }}" in partner


def test_data_within_pages_cannot_leave_its_script(published: Path) -> None:
    found = 0
    for path in published.rglob("*.html"):
        for text in re.findall(
            r'<script type="application/[a-z+]*json"[^>]*>(.*?)</script>', path.read_text("utf-8"), re.S
        ):
            json.loads(text)
            assert "<" not in text, path
            found += 1
    assert found > 10


def test_no_cell_of_a_table_runs_and_every_text_is_data(published: Path) -> None:
    for path in published.glob("api/v1/*.csv"):
        for row in csv.reader(path.read_text("utf-8").splitlines()[1:]):
            assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))], path
    partner = json.loads((published / "api/v1/partners/bad.json").read_text("utf-8"))
    assert partner["name"] == EVIL
    assert partner["offers"][0]["text"] == FORMULA
    assert "'" + FORMULA in (published / "api/v1/meetings.csv").read_text("utf-8").replace('""', '"')


def test_calendars_hold_one_event_for_each_meeting_and_nothing_that_a_text_adds(published: Path) -> None:
    calendar = Calendar.from_ical((published / "meetings/calendar.ics").read_bytes())
    parts = [part.name for part in calendar.walk() if part.name != "VTIMEZONE"]
    assert [name for name in parts if name not in ("STANDARD", "DAYLIGHT")] == ["VCALENDAR", "VEVENT"]
    assert EVIL in str(next(part for part in calendar.walk() if part.name == "VEVENT")["SUMMARY"])


def test_feeds_are_well_formed_and_their_html_is_harmless(published: Path) -> None:
    for path in published.rglob("atom.xml"):
        for element in ElementTree.fromstring(path.read_bytes()).iter():
            if element.get("type") == "html":
                dangers = Dangers()
                dangers.feed(element.text or "")
                assert dangers.found == [], path


def test_no_address_leads_where_a_text_says(published: Path) -> None:
    for path in published.rglob("*.html"):
        for address in re.findall(r'(?:href|src|action)="([^"]*)"', path.read_text("utf-8")):
            assert re.match(r"(?:https?://[^/]|/(?!/)|#|\?|\.|mailto:|tel:|geo:0,0|webcal:|[\w-])", address), (
                path,
                address,
            )
            assert not address.lower().startswith(("javascript:", "data:", "vbscript:")), (path, address)


def test_a_terminal_shows_what_is_wrong_and_is_not_steered(tmp_path: Path) -> None:
    evil = "]0;evil\x07[2J\u202eabc"
    root = make_site(tmp_path, {"data/partners/a.yaml": f'name: "\\e{evil}"\nclassification: "x\\e[2J"\n'})
    checked = check(root)
    assert checked.problems
    told = as_text(checked.problems, checked.catalogue, root)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", told)
