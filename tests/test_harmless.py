"""Markup that somebody types into a record is shown as text, on every page and in every file; it never runs."""

from __future__ import annotations

from pathlib import Path

from support.dangers import Dangers
from support.sites import run_pelican
from support.trees import NETWORK, make_site

EVIL = """<script>alert(1)</script><img src=x onerror=alert(2)> "'>{{ 7*7 }}{% raw %}</title></h1>"""
Q = "'" + EVIL.replace("'", "''") + "'"
FILES = {
    "data/partners/bad.yaml": f"""\
name: {Q}
acronym: '<b>'
classification: club
role: {Q}
text: {Q}
offers: [{{type: room, text: {Q}}}]
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
place: {{name: {Q}}}
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


def test_markup_in_names_and_texts_is_shown_and_never_run(tmp_path: Path) -> None:
    network = NETWORK.replace("name: Harbour Table", f"name: {Q}\ntagline: {Q}\npurpose: {Q}")
    done = run_pelican(make_site(tmp_path / "site", FILES, network=network), tmp_path / "out", publish=True)
    assert done.returncode == 0, done.stdout
    pages = sorted((tmp_path / "out").rglob("*.html"))
    assert len(pages) > 20
    for path in pages:
        dangers = Dangers()
        text = path.read_text("utf-8")
        dangers.feed(text)
        assert dangers.found == [], path
        assert "<img src=x" not in text, path
    assert "<script" not in (tmp_path / "out/sitemap.xml").read_text("utf-8")
    partner = (tmp_path / "out/partners/bad/index.html").read_text("utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in partner
    assert "{{ 7*7 }}" in partner
