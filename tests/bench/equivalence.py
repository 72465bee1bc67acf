"""Whether sites built by different programs are the same site: pages, their titles, their links."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from bench.network import FOLDERS

_RECORD = re.compile(
    r"(?:https?://[^/]+)?/((?:{})/(?!\d{{4}}/)[^/#?]+)/(?:[#?].*)?\Z".format("|".join(FOLDERS.values()))
)
_YEAR = re.compile(r"\d{4}\Z")
"""A page of a year, of which the other programs make none."""

Page = tuple[str, frozenset[str]]
"""A page's title, and the records that its main part links to."""


class _Reader(HTMLParser):
    """Reads the first ``h1`` and the links of ``main``."""

    def __init__(self) -> None:
        super().__init__()
        self.title: list[str] = []
        self.links: set[str] = set()
        self._main = self._heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "main":
            self._main = True
        elif tag == "h1":
            self._heading = not self.title
        elif tag == "a" and self._main and (found := _RECORD.match(dict(attrs).get("href") or "")):
            self.links.add(found[1])

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self._main = False
        elif tag == "h1":
            self._heading = False

    def handle_data(self, data: str) -> None:
        if self._heading:
            self.title.append(data)


def read_page(html: str) -> Page:
    """What is compared of a page; kinds of spaces, apostrophes and superscripts do not count."""
    reader = _Reader()
    reader.feed(html)
    return " ".join("".join(reader.title).replace("'", "’").split()), frozenset(reader.links)


def read_site(output: Path) -> dict[str, Page]:
    """The pages of the compared kinds and their lists, by address."""
    files = [file for folder in FOLDERS.values() for file in (output / folder).glob("**/index.html")]
    return {
        file.parent.relative_to(output).as_posix(): read_page(file.read_text("utf-8"))
        for file in files
        if not _YEAR.match(file.parent.name)
    }


def differences(ours: dict[str, Page], other: dict[str, Page]) -> list[str]:
    """How two sites differ, one line each. Whether a page links to itself does not count."""
    told = [f"{address}: only ours has it" for address in sorted(ours.keys() - other.keys())]
    told += [f"{address}: ours lacks it" for address in sorted(other.keys() - ours.keys())]
    for address in sorted(ours.keys() & other.keys()):
        (title, links), (other_title, other_links) = ours[address], other[address]
        if title != other_title:
            told.append(f"{address}: “{title}” is “{other_title}”")
        told += [f"{address}: only ours links to {link}" for link in sorted(links - other_links - {address})]
        told += [f"{address}: ours lacks a link to {link}" for link in sorted(other_links - links - {address})]
    return told


def dead_links(site: dict[str, Page]) -> list[str]:
    """Links between compared pages that lead nowhere."""
    return [
        f"{address}: leads to {link}" for address in sorted(site) for link in sorted(site[address][1] - site.keys())
    ]
