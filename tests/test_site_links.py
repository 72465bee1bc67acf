"""On built sites every address and anchor leads somewhere, and no id stands twice on a page."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from support.sites import ROOT, BuiltSites, run_pelican
from support.trees import PARTNER, make_site

SITES = {
    "utopia": (ROOT, False),
    "skerrymoor": (ROOT / "tests/networks/skerrymoor", True),
    "minimal": (ROOT / "tests/networks/minimal", False),
    "golden": (ROOT / "tests/golden/site", True),
}
NAMING = ("for", "aria-labelledby", "aria-describedby", "aria-controls")


class Page(HTMLParser):
    """Ids of a page, and what it leads to or names."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.named: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name in ("href", "src", "action"):
                self.targets.append(value or "")
            elif name in NAMING:
                self.named += (value or "").split()


def faults(output: Path) -> list[str]:
    """What leads nowhere, or stands twice, on the pages of a built site."""
    pages = {path: Page(path.read_text("utf-8")) for path in output.rglob("*.html")}
    assert pages
    found = []
    for path, page in pages.items():
        name = path.relative_to(output).as_posix()
        found += [f"{name}: id {id_} twice" for id_, count in Counter(page.ids).items() if count > 1]
        found += [f"{name}: no id {id_}" for id_ in page.named if id_ not in page.ids]
        for target in page.targets:
            parts = urlsplit(urljoin("/" + name.removesuffix("index.html"), target))
            if parts.scheme or parts.netloc:
                continue
            file = output / unquote(parts.path + "index.html" if parts.path.endswith("/") else parts.path).lstrip("/")
            if not file.is_file():
                found.append(f"{name}: {target} is not there")
            elif parts.fragment and file in pages and unquote(parts.fragment) not in pages[file].ids:
                found.append(f"{name}: {target} has no such place")
    return found


@pytest.mark.parametrize("name", SITES)
def test_everything_leads_somewhere(built_site: BuiltSites, name: str) -> None:
    site, publish = SITES[name]
    assert faults(built_site(site, publish=publish)) == []


def test_headings_of_texts_never_take_an_id_of_the_page(tmp_path: Path) -> None:
    titles = [
        "Decisions",
        "Minutes",
        "Actions",
        "Main",
        "Sources",
        "Menu",
        "Q",
        "Agenda",
        "Attendance",
        "D-1",
        "Members",
    ]
    body = "".join(f"## {title}\n\nText[^1].\n\n" for title in [*titles, *titles]) + "[^1]: Note.\n"
    text = "'" + "## Same\n\n{}[^1].\n\n[^1]: Note.\n".replace("\n", "\n\n  ") + "'"
    decisions = "".join(f"  - {{id: d-{n}, result: adopted, text: {text.format(n)}}}\n" for n in (1, 2))
    sections = "".join(f"  - {{id: s-{n}, title: S, text: {text.format(n)}}}\n" for n in (1, 2))
    files = {
        "data/partners/a.yaml": PARTNER + f"text: {text.format(0)}\n",
        "content/meetings/m.md": "---\nclassification: plenary\nstatus: held\nstart: 2020-01-01\npresent: [a]\n"
        f"decisions:\n{decisions}sources: [s]\n---\n{body}",
        "content/commissions/c.md": f"---\nname: C\nmembers: [{{partner: a}}]\nsources: [s]\n---\n{body}",
        "content/charter/2020.md": f"---\ntitle: Charter\nextent: complete\nsections:\n{sections}---\n{body}",
        "content/pages/p.md": f"---\ntitle: P\n---\n{body}",
        "content/pages/intro.md": f"---\ntitle: P\nsection: partners\n---\n{body}",
        "content/pages/home.md": f"---\ntitle: P\nsection: home\n---\n{body}",
        "content/pages/decisions-intro.md": f"---\ntitle: P\nsection: decisions\n---\n{body.replace('D-1', 'Dee')}",
    }
    site = make_site(tmp_path / "site", files)
    network = site / "data/network.yaml"
    network.write_text(network.read_text() + "sources: [{id: s, name: S, short_name: S}]\n")
    done = run_pelican(site, tmp_path / "out")
    assert done.returncode == 0, done.stdout
    assert faults(tmp_path / "out") == []
