"""What the built pages hold, read with the standard library's parser: no browser needed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
HEADING = re.compile(r"h[1-6]\Z")
TOLD = {"a", "button", "caption", "h1", "h2", "h3", "h4", "h5", "h6", "p", "script", "summary", "th", "title"}
"""Tags whose text is kept."""


@dataclass
class Element:
    """An element with its attributes ("" where one has no value) and, for some tags, the text inside it."""

    tag: str
    attributes: dict[str, str]
    around: Element | None = field(repr=False)
    parts: list[str] = field(default_factory=list, repr=False)

    @property
    def text(self) -> str:
        """The text inside it, as it stands in the file."""
        return "".join(self.parts)

    @property
    def inside(self) -> list[str]:
        """Tags of the elements around it, innermost first."""
        return [self.around.tag, *self.around.inside] if self.around else []

    @property
    def name(self) -> str:
        """What a screen reader says of it, as far as attributes and text tell."""
        return " ".join((self.attributes.get("aria-label") or self.text).split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        around = self._open[-1] if self._open else None
        element = Element(tag, {name: value or "" for name, value in attrs}, around)
        self.elements.append(element)
        if tag == "img":
            self.handle_data(element.attributes.get("alt", ""))
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        while any(element.tag == tag for element in self._open):
            if self._open.pop().tag == tag:
                break

    def handle_data(self, data: str) -> None:
        for element in self._open:
            if element.tag in TOLD:
                element.parts.append(data)


@dataclass(frozen=True)
class Page:
    """One HTML file of a built site; ``url`` is its path on the site ("/partners/")."""

    url: str
    path: Path

    @cached_property
    def elements(self) -> list[Element]:
        """All elements, in order."""
        reader = _Reader()
        reader.feed(self.path.read_text(encoding="utf-8"))
        reader.close()
        return reader.elements

    def all(self, *tags: str) -> list[Element]:
        """The elements of these tags, in order."""
        return [element for element in self.elements if element.tag in tags]

    @property
    def title(self) -> str:
        """The text of <title>."""
        return next((title.text for title in self.all("title")), "")

    @property
    def headings(self) -> list[tuple[int, str]]:
        """(level, text) of each heading."""
        return [(int(element.tag[1]), element.name) for element in self.elements if HEADING.match(element.tag)]

    @cached_property
    def anchors(self) -> set[str]:
        """Every id, once."""
        return set(self.ids)

    @cached_property
    def ids(self) -> list[str]:
        """Every id, as often as it stands there."""
        return [element.attributes["id"] for element in self.elements if "id" in element.attributes]

    @property
    def target(self) -> str | None:
        """Where this page sends everybody on to; None for a page of its own."""
        for meta in self.all("meta"):
            if meta.attributes.get("http-equiv", "").lower() == "refresh":
                return meta.attributes["content"].partition("url=")[2]
        return None


@dataclass
class Output:
    """A built site on disk, whose pages think that they lie below ``base`` ("" or "/folder")."""

    folder: Path
    base: str = ""
    address: str = ""
    """The published address ("https://…"), which pages may use for themselves; "" in a preview."""
    _dead: dict[str, str | None] = field(default_factory=dict, repr=False)

    @cached_property
    def _read(self) -> dict[str, Page]:
        files = sorted(self.folder.rglob("*.html"))
        return {page.url: page for page in (Page(self._url(path), path) for path in files)}

    @property
    def pages(self) -> list[Page]:
        """Every HTML file, redirections included."""
        return list(self._read.values())

    @cached_property
    def own(self) -> list[Page]:
        """Every page but redirections."""
        return [page for page in self.pages if page.target is None]

    def page(self, url: str) -> Page:
        """The page at a path of the site."""
        return self._read[url]

    def _url(self, path: Path) -> str:
        name = path.relative_to(self.folder).as_posix()
        return f"{self.base}/{name.removesuffix('index.html')}"

    def file(self, address: str) -> Path | None:
        """The file that an address leads to; None where there is none, or it lies outside the site."""
        path = unquote(urlsplit(address).path)
        if not path.startswith(f"{self.base}/"):
            return None
        file = self.folder / path.removeprefix(f"{self.base}/")
        if path.endswith("/"):
            file /= "index.html"
        return file if file.is_file() else None

    def dead(self, page: Page, address: str) -> str | None:
        """Why an address written in a page leads nowhere; None where it leads somewhere or to another host."""
        key = address if address.startswith("/") else page.url + "\n" + address
        if key not in self._dead:
            self._dead[key] = self._leads_nowhere(page, address)
        return self._dead[key]

    def _leads_nowhere(self, page: Page, address: str) -> str | None:
        full = urljoin(f"http://here.invalid{page.url}", address)
        if self.address and (full == self.address or full.startswith(f"{self.address}/")):
            full = f"http://here.invalid{self.base}{full.removeprefix(self.address) or '/'}"
        parts = urlsplit(full)
        if parts.netloc != "here.invalid":
            return None
        file = self.file(parts.path)
        if not file:
            return "there is no such file"
        fragment = unquote(parts.fragment)
        if not fragment or file.suffix != ".html" or fragment in self.page(self._url(file)).anchors:
            return None
        return "there is no such anchor"
