import re
from pathlib import Path
from xml.etree import ElementTree

from registry.render import addresses
from registry.render.html import html_pages
from registry.render.policy import CSP, CSP_HEADER
from support.items import all_files
from support.views import build

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_the_site_map_has_every_page_once_but_the_one_for_what_is_not_there(tmp_path: Path) -> None:
    found = build(tmp_path, publish=True)
    root = ElementTree.fromstring(addresses.sitemap([page["url"] for page in found.pages], found.site))
    locations = [element.text for element in root.iter(f"{NAMESPACE}loc")]
    assert len(locations) == len(set(locations)) == len(found.pages) - 1
    assert "https://harbour.example.org/partners/club/" in locations
    assert not [url for url in locations if url and "404" in url]


def test_an_address_with_signs_of_xml_is_escaped() -> None:
    assert b"<loc>https://example.org/?a&amp;b/</loc>" in addresses.sitemap(["/"], {"url": "https://example.org/?a&b"})


def test_only_the_published_site_wants_to_be_found(tmp_path: Path) -> None:
    assert addresses.robots(build(tmp_path / "a").site) == b"User-agent: *\nDisallow: /\n"
    published = addresses.robots(build(tmp_path / "b", publish=True).site).decode()
    assert "Sitemap: https://harbour.example.org/sitemap.xml\n" in published
    assert "Disallow" not in published


def test_redirections_lead_straight_to_their_end(tmp_path: Path) -> None:
    found = build(tmp_path)
    files = all_files(addresses.about_addresses(found.views, found.renderer))
    assert set(files) == {
        *("old/index.html", "older/index.html", "_redirects"),
        *("sitemap.xml", "robots.txt", "_headers"),
    }
    assert files["_redirects"] == b"/old/ /partners/club/ 301\n/older/ /partners/club/ 301\n"
    for name in ("old/index.html", "older/index.html"):
        assert b'href="/partners/club/"' in files[name]
        assert b"/older/" not in files[name]


def test_below_a_folder_of_the_host_every_address_has_it(tmp_path: Path) -> None:
    network = build(tmp_path / "a").checked.corpus
    text = (network.root / "data/network.yaml").read_text("utf-8").replace("harbour.example.org", "example.org/harbour")
    found = build(tmp_path / "b", {"data/network.yaml": text}, publish=True)
    files = all_files(addresses.about_addresses(found.views, found.renderer))
    assert files["_redirects"].startswith(b"/harbour/old/ /harbour/partners/club/ 301\n")
    assert b'href="/harbour/partners/club/"' in files["old/index.html"]
    assert b"<loc>https://example.org/harbour/partners/club/</loc>" in files["sitemap.xml"]
    pages = all_files(html_pages(found.views, found.renderer))
    assert b'href="/partners/club/"' not in pages["partners/index.html"]
    assert b'href="/harbour/partners/club/"' in pages["partners/index.html"]


def test_without_redirections_there_is_no_file_for_them(tmp_path: Path) -> None:
    found = build(tmp_path)
    (tmp_path / "data/redirects.yaml").unlink()
    found = type(found)(tmp_path, found.project)
    files = all_files(addresses.about_addresses(found.views, found.renderer))
    assert set(files) == {"sitemap.xml", "robots.txt", "_headers"}


SITE = {"url": "https://x.example.org/folder", "search": True, "urls": {"search": "/search/"}}


def test_the_policy_allows_nothing_but_the_site_itself() -> None:
    assert CSP.startswith("default-src 'none'; ")
    assert "unsafe" not in CSP
    assert "http" not in CSP
    assert CSP_HEADER.startswith(CSP)
    assert "frame-ancestors 'none'" in CSP_HEADER
    assert CSP_HEADER in addresses.headers(SITE).decode()


def test_a_program_may_run_on_the_search_page_alone_and_only_where_there_is_one() -> None:
    (rule,) = re.findall(
        r"^(\S+)\n((?:  .*\n)*?)  Content-Security-Policy: (.*wasm.*)\n", addresses.headers(SITE).decode(), re.M
    )
    where, before, policy = rule
    assert (where, before) == ("/folder/search/*", "  ! Content-Security-Policy\n")
    assert policy.replace(" 'wasm-unsafe-eval'", "") == CSP_HEADER
    assert b"wasm" not in addresses.headers({**SITE, "search": False})


def test_programs_of_other_sites_may_read_what_is_for_programs_and_are_told_its_type() -> None:
    told = addresses.headers(SITE).decode()
    rules = {block.splitlines()[0]: block.splitlines()[1:] for block in re.split(r"\n(?=/)", told)}
    shared = [path for path, lines in rules.items() if "  Access-Control-Allow-Origin: *" in lines]
    files = ("/api/v1/*.json", "/api/v1/*.csv", "/version.json", "/sha256sums.txt")
    assert shared == [*(f"/folder{file}" for file in files), "/*.ics", "/*/atom.xml"]
    # No two of them fit one address: a host that takes both would send the header twice, which browsers refuse.
    assert all(rules[path][0].startswith("  Content-Type: ") for path in shared)


def test_hosts_are_told_the_types_of_calendars_and_feeds() -> None:
    told = addresses.headers(SITE).decode()
    assert "/*.ics\n  Content-Type: text/calendar; charset=utf-8\n" in told
    assert "/*/atom.xml\n  Content-Type: application/atom+xml; charset=utf-8\n" in told
