"""Examples and drafts: announced wherever they show in a preview, and nowhere at all once published."""

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect
from support.quiet import ROOT
from support.sites import BuiltSites

from browser.reading import Output
from browser.served import Site
from browser.told import told
from browser.visits import script

GZIP = b"\x1f\x8b"
"""How the files of the search index begin."""


def example_ids(site: Site) -> set[str]:
    """Ids of the records that are examples or drafts, as the files say."""
    hidden = re.compile(r"^(example|draft): true *$", re.MULTILINE)
    files = [*(site.source / "data").rglob("*.yaml"), *(site.source / "content").rglob("*.md")]
    return {path.stem for path in files if hidden.search(path.read_text(encoding="utf-8"))}


def test_an_example_says_so_at_its_head(utopia: Site, tab: Tab) -> None:
    pages = [page for page in utopia.build.pages if page["example"] is True]
    assert {page["record"]["id"] for page in pages if "record" in page} == example_ids(utopia)
    for page in pages:
        tab.goto(utopia.served + page["url"])
        band = tab.locator(".band-example")
        expect(band).to_be_visible()
        expect(band).to_contain_text("Exemple")
        box = band.bounding_box()
        assert box and box["y"] < 400, "one must scroll to learn that this is invented"
    tab.goto(f"{utopia.served}/partenaires/caf-de-la-moselle/")
    expect(tab.locator(".band")).to_have_count(0)


@pytest.mark.parametrize(
    "path",
    ["/", "/partenaires/", "/commissions/", "/reunions/", "/projets/", "/decisions/", "/journal/", "/recherche/"],
)
def test_an_example_in_a_list_has_a_badge(utopia: Site, tab: Tab, path: str) -> None:
    tab.goto(utopia.served + path)
    ids = example_ids(utopia)
    bare = tab.evaluate(script("unmarked"), [sorted(ids), "Exemple"])
    links = tab.locator("main a").evaluate_all("links => links.map((link) => link.pathname.split('/').at(-2))")
    assert ids & set(links)
    assert not bare, told(bare)


def test_an_english_example_says_so_in_english(built_site: BuiltSites, skerrymoor: Site, tab: Tab) -> None:
    ids = example_ids(skerrymoor)
    assert ids
    preview = Output(built_site(skerrymoor.source, publish=False))
    found = [page for page in preview.own if page.url.strip("/").rpartition("/")[2] in ids]
    assert {page.url.strip("/").rpartition("/")[2] for page in found} == ids
    for page in found:
        tab.set_content(page.path.read_text(encoding="utf-8"))
        expect(tab.locator(".band").first).to_contain_text(re.compile("Example|Draft"))


def test_nothing_of_an_example_is_published(skerrymoor: Site) -> None:
    ids = example_ids(skerrymoor)
    words = re.compile("|".join(["band-example", "band-draft", "badge-example", *map(re.escape, sorted(ids))]))
    problems = []
    for path in sorted(skerrymoor.output.folder.rglob("*")):
        name = path.relative_to(skerrymoor.output.folder).as_posix()
        if path.is_file() and path.suffix != ".png" and not name.startswith("theme/"):
            content = path.read_bytes()
            if content.startswith(GZIP):
                content = gzip.decompress(content)
            if found := words.search(name + "\n" + content.decode("utf-8", "replace")):
                problems.append(f"{name}: {found[0]}")
    assert not problems, told(problems)


def test_the_real_network_has_examples_to_copy(utopia: Site) -> None:
    kinds = {Path(page["url"]).parts[1] for page in utopia.build.pages if page["example"] is True}
    assert {"partenaires", "commissions", "reunions", "projets"} <= kinds
    assert utopia.source == ROOT
