"""The index of one site, in a folder of its output: made where what is to be found changed, and only then."""

from __future__ import annotations

import json
import marshal
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from pathlib import Path

from registry.cache.digests import of_file, of_value
from registry.cache.looks import look_at
from registry.cache.store import Store
from registry.produce.engine import Engine
from registry.render.findings import PART, main_of
from registry.render.origin import sums
from registry.search.canonical import canonical
from registry.search.pagefind import Entry, Stopped, index, version
from registry.search.wording import findable
from registry.write.stage import Stage
from registry.write.writer import MANIFEST, put_in_place

FOLDER = "pagefind"
"""Where the index is, in the output and as an address: Pagefind's own name, which its script looks for."""
BESIDE = (
    ".band, .kind, .progress, .actions, .badge, .empty, .sr, .anchor, .permalink, .sources, .cite, [data-unsearched]"
)
"""What on a page is not to be found: invitations, marks, sources, lists of what has a page of its own (navigation and
forms are left out anyhow)."""
HASHES = "sha256sums.txt"
"""The SHA-256 of each file of the index, as the file of that name has them for the rest of the site."""
_KEY = b"index"

_H1 = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")

Looks = dict[str, tuple[int, int]]


class SearchIndex:
    """The index of what an engine builds. ``store`` remembers under ``section`` what it was made from."""

    def __init__(self, engine: Engine, store: Store, section: str) -> None:
        self.engine, self.store, self.section = engine, store, f"{section} search"

    @property
    def folder(self) -> Path:
        """Where the index is."""
        return self.engine.output / FOLDER

    def update(self, language: str, stop: Callable[[], bool] = lambda: False) -> Looks:
        """Bring the index to what the last build of the engine says; size and mtime (ns) of its files in the output.

        Raises :class:`~registry.search.pagefind.Failed`, ``Stopped`` soon after ``stop`` says so, and ``OSError``.
        """
        parts = self.engine.digests(PART)
        key = of_value((parts, language, version()))
        row = self.store.get(self.section, _KEY)
        if row is not None:
            known, looks = marshal.loads(row)
            if known == key and looks == self._looks(looks):
                return {f"{FOLDER}/{path}": look for path, look in looks.items()}
        files = canonical(index(self._entries(parts), language, BESIDE, stop))
        files[HASHES] = sums({path: of_file(content) for path, content in files.items()})
        self._put(files, stop)
        looks = self._looks(files)
        self.store.change(self.section, [(_KEY, marshal.dumps((key, looks), 2))])
        return {f"{FOLDER}/{path}": look for path, look in looks.items()}

    def discard(self) -> None:
        """Take away an index that was made before."""
        if self.folder.is_dir() and not self.folder.is_symlink():
            shutil.rmtree(self.folder)

    def _put(self, files: dict[str, bytes], stop: Callable[[], bool]) -> None:
        """Make these, and no others, the files of the folder, which is all ours: it needs no manifest."""
        self.folder.mkdir(parents=True, exist_ok=True)
        there = {path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file()}
        stage = Stage(self.folder)
        try:
            laid = {}
            for path, content in files.items():
                if stop():
                    raise Stopped
                if not stage.is_there(path, content):
                    laid[path] = stage.lay(content, path)
            put_in_place(laid, set(files), stage, there)
        finally:
            stage.clear()
            (self.folder / MANIFEST).unlink(missing_ok=True)

    def _entries(self, keys: dict[str, bytes]) -> Iterator[Entry]:
        """Everything to be found; pages are read from the output, where this build left them."""
        for key in keys:
            for item in json.loads(self.engine.part(key, PART)):
                html = item.get("html") or main_of((self.engine.output / item["file"]).read_text("utf-8"))
                filters = {"kind": [item["kind"]], "commission": item["commissions"], "year": item["years"]}
                if item["example"]:
                    filters["example"] = ["1"]
                title, html = _titled(findable(html))
                yield Entry(item["url"], title, html, filters)

    def _looks(self, paths: Iterable[str]) -> Looks:
        return {path: look_at(self.folder, path) for path in paths}


def _titled(html: str) -> tuple[str, str]:
    """The text of the ``<h1>``, and the HTML without it: a passage need not say again what it stands under."""
    found = _H1.search(html)
    if not found:
        return "", html
    return " ".join(unescape(_TAG.sub("", found[1])).split()), html[: found.start()] + html[found.end() :]
