"""Which pages of a built site the browser tests look at."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
UTOPIA = ROOT
SKERRYMOOR = ROOT / "tests/networks/skerrymoor"
REDIRECT = 'http-equiv="refresh"'


def files(site: Path) -> list[Path]:
    """Every page below a built site, sorted; not the small documents that only lead elsewhere."""
    return [path for path in sorted(site.rglob("*.html")) if REDIRECT not in path.read_text("utf-8")]


def address(site: Path, path: Path) -> str:
    """The address of a page's file."""
    return "/" + path.relative_to(site).as_posix().removesuffix("index.html")


def urls(site: Path) -> list[str]:
    """Addresses to visit one by one; of the pages that explain a message, alike but for their texts, only some."""
    found = [address(site, path) for path in files(site)]
    return [
        url for url in found if "/messages/" not in url or url.endswith(("/messages/", "/s001/", "/y002/", "/r004/"))
    ]


def one_of_each(site: Path) -> list[str]:
    """Addresses such that each template and each built-in page is there: all of the first level, and the longest
    page of each folder below it."""
    by_folder: dict[tuple[str, ...], list[Path]] = {}
    for path in files(site):
        folder = path.relative_to(site).parts[:-2]
        by_folder.setdefault(folder, []).append(path)
    chosen = set(by_folder.pop((), []))
    for paths in by_folder.values():
        chosen.add(max(paths, key=lambda path: (path.stat().st_size, str(path))))
    return sorted(address(site, path) for path in chosen)
