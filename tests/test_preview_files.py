"""Addresses lead into the output folder and nowhere else; types, versions and ranges are what HTTP wants."""

from __future__ import annotations

from pathlib import Path

import pytest
from preview.files import byte_range, find, matches, media_type, path_of


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/", ""),
        ("/a", "a"),
        ("/a/", "a"),
        ("/a/b.html?x=/../y#z", "a/b.html"),
        ("/r%C3%A9unions/", "réunions"),
        ("/a%20b", "a b"),
        ("/.well-known/security.txt", ".well-known/security.txt"),
    ],
)
def test_an_address_is_a_path(address: str, path: str) -> None:
    assert path_of(address) == path


@pytest.mark.parametrize(
    "address",
    [
        "",
        "*",
        "a",
        "http://evil.example/a",
        "//evil.example/a",
        "/..",
        "/../a",
        "/a/../b",
        "/a/./b",
        "/%2e%2e/a",
        "/..%2fa",
        "/a%2f..%2f..%2fb",
        "/a//b",
        "/a%5c..%5cb",
        "/.git/config",
        "/a/.hidden",
        "/%2ehidden",
        "/a%00.html",
        "/a%0d%0ab",
        "/%ff",
    ],
)
def test_an_address_that_leads_elsewhere_is_no_path(address: str) -> None:
    assert path_of(address) is None


def test_only_what_lies_in_the_folder_itself_is_found(tmp_path: Path) -> None:
    root = tmp_path / "out"
    (root / "a").mkdir(parents=True)
    (root / "a/index.html").write_text("a")
    (tmp_path / "secret").write_text("s")
    (root / "file-link").symlink_to(tmp_path / "secret")
    (root / "folder-link").symlink_to(tmp_path)
    assert find(root, "")
    assert find(root, "a")
    assert find(root, "a/index.html")
    assert not find(root, "b")
    assert not find(root, "a/index.html/c")
    assert not find(root, "file-link")
    assert not find(root, "folder-link/secret")
    assert not find(root, "folder-link/out/a/index.html")
    assert not find(tmp_path / "nowhere", "")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.json", "application/json; charset=utf-8"),
        ("a.csv", "text/csv; charset=utf-8"),
        ("a.txt", "text/plain; charset=utf-8"),
        ("a.ics", "text/calendar; charset=utf-8"),
        ("feed.atom", "application/atom+xml; charset=utf-8"),
        ("sitemap.xml", "application/xml; charset=utf-8"),
        ("a.svg", "image/svg+xml; charset=utf-8"),
        ("a.pdf", "application/pdf"),
        ("a.woff2", "font/woff2"),
        ("A.PNG", "image/png"),
        ("a.jpg", "image/jpeg"),
        ("a.webp", "image/webp"),
        ("a.odt", "application/vnd.oasis.opendocument.text"),
        ("_headers", "text/plain; charset=utf-8"),
        ("a.unheard-of", "application/octet-stream"),
    ],
)
def test_a_file_has_the_type_of_its_name(name: str, kind: str) -> None:
    assert media_type(name) == kind


@pytest.mark.parametrize("header", ['"v"', 'W/"v"', '"u", "v"', "*", ' "v" '])
def test_a_version_is_known(header: str) -> None:
    assert matches(header, '"v"')


@pytest.mark.parametrize("header", ["", '"w"', "v", '"vv"', '"*"'])
def test_another_version_is_not(header: str) -> None:
    assert not matches(header, '"v"')


@pytest.mark.parametrize(
    ("header", "span"),
    [
        ("bytes=0-0", (0, 1)),
        ("bytes=2-4", (2, 5)),
        ("bytes=2-", (2, 10)),
        ("bytes=2-99", (2, 10)),
        ("bytes=-3", (7, 10)),
        ("bytes=-99", (0, 10)),
    ],
)
def test_a_range_is_a_part(header: str, span: tuple[int, int]) -> None:
    assert byte_range(header, 10) == span


@pytest.mark.parametrize(
    "header", ["", "bytes", "bytes=", "bytes=-", "bytes=4-2", "bytes=0-1,3-4", "lines=1-2", "bytes=x-"]
)
def test_what_is_no_single_range_asks_for_all(header: str) -> None:
    assert byte_range(header, 10) is None


@pytest.mark.parametrize("header", ["bytes=10-", "bytes=11-12", "bytes=-0"])
def test_a_range_outside_is_refused(header: str) -> None:
    with pytest.raises(ValueError, match="bytes"):
        byte_range(header, 10)
