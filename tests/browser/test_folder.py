"""A site that is published below a folder of its host: every address knows the folder."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect
from support.sites import BuiltSites

from browser.reading import Output
from browser.served import Site
from browser.told import told
from browser.visits import listen

ADDRESS = "https://x.example.org/folder"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, make_site, built_site: BuiltSites) -> Output:
    """Skerrymoor, published below /folder."""
    root = tmp_path_factory.getbasetemp() / "skerrymoor-in-a-folder"
    shutil.copytree(make_site("skerrymoor").source, root)
    network = root / "data" / "network.yaml"
    text = network.read_text(encoding="utf-8")
    network.write_text(re.sub(r"(?m)^site_url: .*", f"site_url: {ADDRESS}", text), encoding="utf-8")
    return Output(built_site(root, publish=True), "/folder", ADDRESS)


def test_every_address_begins_with_the_folder_and_leads_somewhere(published: Output) -> None:
    problems, seen = [], 0
    for page in published.pages:
        for element in page.elements:
            for name in ("href", "src", "action"):
                address = element.attributes.get(name, "")
                if address.startswith("/"):
                    seen += 1
                    if not address.startswith("/folder/"):
                        problems.append(f"{page.url}: <{element.tag} {name}={address}>")
                if address and (why := published.dead(page, address)):
                    problems.append(f"{page.url}: {address}: {why}")
        if page.target and not page.target.startswith(("/folder/", ADDRESS)):
            problems.append(f"{page.url}: sends on to {page.target}")
    assert not problems, told(problems)
    assert seen > 5000


def test_what_machines_read_has_the_whole_address(published: Output) -> None:
    for page in published.own:
        (canonical,) = [link for link in page.all("link") if link.attributes.get("rel") == "canonical"]
        assert canonical.attributes["href"] == f"https://x.example.org{page.url}"
    places = re.findall(r"<loc>(.*?)</loc>", (published.folder / "sitemap.xml").read_text(encoding="utf-8"))
    assert len(places) > 200
    assert [place for place in places if not place.startswith(f"{ADDRESS}/")] == []
    redirects = (published.folder / "_redirects").read_text(encoding="utf-8").splitlines()
    assert redirects
    for line in redirects:
        old, new, _ = line.split()
        assert old.startswith("/folder/") and published.file(new), line
    robots = (published.folder / "robots.txt").read_text(encoding="utf-8")
    assert f"Sitemap: {ADDRESS}/sitemap.xml" in robots


def test_a_browser_finds_its_way(published: Output, skerrymoor: Site, serve_folder, tmp_path: Path, tab: Tab) -> None:
    (tmp_path / "folder").symlink_to(published.folder)
    served = serve_folder(tmp_path)
    heard = listen(tab)
    tab.goto(f"{served}/folder/")
    for name in ("Meetings", "Projects"):
        tab.locator("#menu").get_by_role("link", name=name).click()
        expect(tab.locator("h1")).to_be_visible()
    tab.goto(f"{served}/folder/partners/lantern-keepers/")
    image = tab.locator("main img").first
    image.scroll_into_view_if_needed()
    expect(image).to_have_js_property("complete", True)
    assert image.evaluate("image => image.naturalWidth") > 0
    assert tab.locator("body").evaluate("node => getComputedStyle(node).margin") == "0px", "the stylesheet is missing"
    tab.goto(f"{served}/folder/about-us/")
    tab.wait_for_url(f"{served}/folder/about/")
    tab.goto(f"{served}/folder/404.html")
    tab.get_by_role("searchbox").fill("lantern")
    tab.get_by_role("searchbox").press("Enter")
    tab.wait_for_url(f"{served}/folder/search/?q=lantern")
    hit = tab.locator("#found li a").first
    expect(hit).to_have_text(re.compile("lantern", re.IGNORECASE))
    expect(hit).to_have_attribute("href", re.compile("^/folder/"))
    assert heard.complaints == []
    assert [request for request in heard.requests if not request.startswith(f"{served}/folder/")] == []
