"""``python -m support.weigh FOLDER``: what the pages of a built site weigh, and how many requests each costs.

A page counts with all it loads by itself: styles and their fonts, scripts, images, its icon. The limits are those of
the project's sobriety (RGESN): 150 KB and 15 requests a page. What a search or a form fetches once it is used comes
on top, and is measured by the tests in a browser.
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

KB = 1024
MOST_BYTES, MOST_REQUESTS = 150 * KB, 15
_URL = re.compile(r"url\(['\"]?([^'\")]+)")
_LOADED = {"stylesheet", "icon", "modulepreload", "preload"}


@dataclass(frozen=True)
class Weight:
    """Of one page: ``size`` and ``packed`` (gzip) in bytes of all it loads, the page included."""

    address: str
    size: int
    packed: int
    requests: int

    @property
    def too_heavy(self) -> bool:
        return self.size > MOST_BYTES or self.requests > MOST_REQUESTS


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in ("img", "script", "source"):
            self.found.add(values.get("src") or "")
        elif tag == "link" and _LOADED & set((values.get("rel") or "").split()):
            self.found.add(values.get("href") or "")


def weigh(folder: Path) -> list[Weight]:
    """Every page of the site in ``folder``, the heaviest first."""
    for known in (_sizes, _of_styles):
        known.cache_clear()
    pages = (_weight(folder, path) for path in sorted(folder.rglob("*.html")))
    return sorted(pages, key=lambda page: (-page.size, page.address))


def _weight(folder: Path, page: Path) -> Weight:
    files = {page, *_loaded(folder, page)}
    sizes = [_sizes(path) for path in files]
    address = "/" + page.relative_to(folder).as_posix().removesuffix("index.html")
    return Weight(address, sum(size for size, _ in sizes), sum(packed for _, packed in sizes), len(files))


def _loaded(folder: Path, page: Path) -> Iterator[Path]:
    reader = _Reader()
    reader.feed(page.read_text("utf-8"))
    for address in filter(None, reader.found):
        if path := _file(folder, address, page):
            yield path
            if path.suffix == ".css":
                yield from _of_styles(folder, path)


@cache
def _of_styles(folder: Path, styles: Path) -> tuple[Path, ...]:
    found = (_file(folder, address, styles) for address in _URL.findall(styles.read_text("utf-8")))
    return tuple(path for path in found if path)


def _file(folder: Path, address: str, base: Path) -> Path | None:
    path = urlsplit(address).path
    target = folder / path.lstrip("/") if path.startswith("/") else base.parent / path
    return target if path and target.is_file() else None


@cache
def _sizes(path: Path) -> tuple[int, int]:
    content = path.read_bytes()
    return len(content), len(gzip.compress(content, mtime=0))


def main(argv: list[str] | None = None) -> int:
    """Print the heaviest pages; 1 if one is beyond the limits."""
    parser = argparse.ArgumentParser(prog="python -m support.weigh", description="Weighs the pages of a built site.")
    parser.add_argument("folder", type=Path, help="where the site was built")
    parser.add_argument("--shown", type=int, default=15, metavar="N", help="how many pages to show (default: 15)")
    chosen = parser.parse_args(argv)
    pages = weigh(chosen.folder) if chosen.folder.is_dir() else []
    if not pages:
        print(f"{chosen.folder}: no pages are there; make build makes them.", file=sys.stderr)
        return 2
    print("     KB  gzip KB  requests  page")
    for page in pages[: chosen.shown]:
        mark = "!" if page.too_heavy else " "
        print(f"{mark} {page.size / KB:5.0f}  {page.packed / KB:7.0f}  {page.requests:8}  {page.address}")
    middle, heavy = pages[len(pages) // 2], sum(page.too_heavy for page in pages)
    print(f"{len(pages)} pages; one in the middle has {middle.size / KB:.0f} KB, {middle.packed / KB:.0f} KB gzip.")
    if heavy:
        print(f"{heavy} beyond {MOST_BYTES // KB} KB or {MOST_REQUESTS} requests.")
    return 1 if heavy else 0


if __name__ == "__main__":
    sys.exit(main())
