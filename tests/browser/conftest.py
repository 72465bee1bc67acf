"""The two sites that these tests look at: the real network in preview, an invented one as published."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext
from playwright.sync_api import Page as Tab
from support.quiet import ROOT
from support.sites import BuiltSites
from support.trees import make_site as write_site

from browser.form_network import FILES
from browser.reading import Output
from browser.served import Site
from browser.visits import Visit, context, survey

MESSAGES_SEEN = 8
SKERRYMOOR = ROOT / "tests" / "networks" / "skerrymoor"


MakeSite = Callable[[str], Site]


@pytest.fixture(scope="session")
def make_site(built_site: BuiltSites, serve_folder: Callable[[Path], str]) -> MakeSite:
    """make_site(name): one of the two sites."""
    made: dict[str, Site] = {}

    def make(name: str) -> Site:
        if name not in made:
            source, publish = {"utopia": (ROOT, False), "skerrymoor": (SKERRYMOOR, True)}[name]
            folder = built_site(source, publish)
            site = Site(name, source, publish, Output(folder), serve_folder(folder))
            site.output.address = site.build.site["url"]
            made[name] = site
        return made[name]

    return make


@pytest.fixture(params=["utopia", "skerrymoor"])
def site(request: pytest.FixtureRequest, make_site: MakeSite) -> Site:
    """Each of the two sites in turn."""
    return make_site(request.param)


@pytest.fixture
def utopia(make_site: MakeSite) -> Site:
    """The real network, in preview."""
    return make_site("utopia")


@pytest.fixture
def skerrymoor(make_site: MakeSite) -> Site:
    """The invented network, published."""
    return make_site("skerrymoor")


@pytest.fixture(scope="session")
def ficelle(built_site: BuiltSites, serve_folder: Callable[[Path], str]) -> str:
    """The address of a small network, on GitHub, to propose records to."""
    root = built_site.folder / "ficelle-before"
    root.parent.mkdir(parents=True, exist_ok=True)
    with root.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not root.exists():
            write_site(root, FILES, network=None)
    return serve_folder(built_site(root))


@pytest.fixture
def visits(site: Site, browser: Browser) -> list[Visit]:
    """What a browser saw on every page of the site; the first worker to ask goes and looks.

    Of the pages that explain messages, which are one template and all seen for the real network, the second one has
    its first few.
    """
    store = site.output.folder.with_suffix(".visits.json")
    urls = [page.url for page in site.output.own]
    if site.name == "skerrymoor":
        messages = site.build.site["urls"]["messages"]
        seen_there = [url for url in urls if url.startswith(messages)][MESSAGES_SEEN:]
        urls = sorted(set(urls).difference(seen_there))
    with store.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return survey(browser, site.served, urls, store)


@pytest.fixture
def wide(browser: Browser) -> Iterator[BrowserContext]:
    """A window of 1280 × 900."""
    with context(browser, viewport={"width": 1280, "height": 900}) as made:
        yield made


@pytest.fixture
def tab(wide: BrowserContext) -> Tab:
    """A tab of a window of 1280 × 900."""
    return wide.new_page()
