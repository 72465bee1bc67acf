"""Every page as HTML: valid for the Nu checker, whole as a document, with links that lead somewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from support.nu import Message
from support.sites import BuiltSites

from browser.pages_of import SKERRYMOOR, UTOPIA, files

DATA_BLOCKS = ("application/ld+json", "application/json")
VAGUE = {"ici", "cliquez ici", "lien", "here", "click here", "link", "lire la suite", "read more", "en savoir plus"}


@pytest.fixture(scope="session", params=[(UTOPIA, False), (SKERRYMOOR, True)], ids=["utopia", "skerrymoor"])
def site(request: pytest.FixtureRequest, built_site: BuiltSites) -> Path:
    return built_site(*request.param)


class Outline(HTMLParser):
    """What the tests ask of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.link_texts: list[str] = []
        self.images: list[dict[str, str | None]] = []
        self.inline: list[str] = []
        self.tags: Counter[str] = Counter()
        self.language: str | None = None
        self.title = ""
        self._open: list[str] = []
        self._link: list[str] | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags[tag] += 1
        if tag == "html":
            self.language = given.get("lang")
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "style" or (tag == "script" and "src" not in given and given.get("type") not in DATA_BLOCKS):
            self.inline.append(tag)
        self.inline += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        if tag == "img":
            self.images.append(given)
        for name in ("href", "src", "action"):
            if given.get(name):
                self.links.append(str(given[name]))
        if tag == "a":
            self._link = [str(given.get("aria-label") or "")]
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass
        if tag == "a" and self._link is not None:
            self.link_texts.append(" ".join("".join(self._link).split()))
            self._link = None

    def handle_data(self, data: str) -> None:
        if "title" in self._open and "svg" not in self._open:
            self.title += data
        if self._link is not None:
            self._link.append(data)


@pytest.fixture(scope="session")
def outlines(site: Path) -> dict[str, Outline]:
    return {path.relative_to(site).as_posix(): Outline(path.read_text("utf-8")) for path in files(site)}


NOT_OURS = (
    # A file that is read from disk has no origin, so that the checker takes nothing for « 'self' ».
    "Resource violates Content Security Policy (meta tag): external",
    "Resource violates Content Security Policy (meta tag): image",
    # JSON-LD is a data block: no browser runs or blocks it. That no other script is inline is tested below.
    "Inline script violates Content Security Policy (meta tag)",
)


def test_the_nu_validator_finds_nothing(site: Path, nu: Callable[[Path], list[Message]]) -> None:
    found = [
        f"{told['path']}:{told['line']}: {told['type']}: {told['message']}"
        for told in nu(site)
        if not told["message"].startswith(NOT_OURS)
    ]
    assert not found, "\n".join(found[:40])


def test_each_page_has_one_title_one_h1_and_no_gap_in_its_outline(outlines: dict[str, Outline]) -> None:
    wrong = []
    for path, page in outlines.items():
        if page.headings.count(1) != 1 or page.headings[:1] != [1]:
            wrong.append(f"{path}: headings {page.headings}")
        steps = zip(page.headings, page.headings[1:], strict=False)
        wrong += [f"{path}: h{after} after h{before}" for before, after in steps if after > before + 1]
        if not page.language or page.tags["main"] != 1 or not page.tags["nav"] or not page.tags["footer"]:
            wrong.append(f"{path}: language {page.language}, landmarks")
        wrong += [f"{path}: id {name} twice" for name, count in Counter(page.ids).items() if count > 1]
    titles = Counter(page.title for page in outlines.values())
    wrong += [f"title {title!r} on {count} pages" for title, count in titles.items() if count > 1 or not title]
    assert not wrong, "\n".join(wrong)


def test_every_link_and_anchor_leads_somewhere(site: Path, outlines: dict[str, Outline]) -> None:
    dead = []
    for path, page in outlines.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = unquote(parts.path)
            file = target.lstrip("/") + ("index.html" if target.endswith("/") else "") if target else path
            if not (site / file).is_file():
                dead.append(f"{path}: {link}")
            elif parts.fragment and file in outlines and unquote(parts.fragment) not in outlines[file].ids:
                dead.append(f"{path}: {link} (no such anchor)")
    assert not dead, "\n".join(sorted(set(dead))[:60])


def test_nothing_that_runs_is_inline(outlines: dict[str, Outline]) -> None:
    inline = [f"{path}: {what}" for path, page in outlines.items() for what in page.inline]
    assert not inline, "\n".join(inline)


def test_link_texts_stand_alone(outlines: dict[str, Outline]) -> None:
    vague = [
        f"{path}: {text!r}"
        for path, page in outlines.items()
        for text in page.link_texts
        if not text or text.casefold().strip(" .") in VAGUE
    ]
    assert not vague, "\n".join(vague)


def test_images_have_a_text_and_a_size(outlines: dict[str, Outline]) -> None:
    wrong = [
        f"{path}: {image}"
        for path, page in outlines.items()
        for image in page.images
        if image.get("alt") is None or not image.get("width") or not image.get("height")
    ]
    assert not wrong, "\n".join(wrong)
