"""What a change means, as Markdown for a comment under a proposal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from registry.compare.addresses import AddressChange
from registry.compare.pages import Page
from registry.compare.records import RecordChange
from registry.compare.sites import Unreadable
from registry.difference import Comparison
from registry.tell.records import Line, sentence, tell_record
from registry.tell.words import Words

T = TypeVar("T")
LIMIT = 40_000
"""Bytes: a comment on GitHub holds 65,536 characters, with what the check tells in them."""


@dataclass(frozen=True)
class Measure:
    """How much to tell: records and pages of each sort, lines about a record, warnings, clauses or only names."""

    records: int
    lines: int
    pages: int
    warnings: int = 20
    clauses: bool = True


MEASURES = (
    Measure(records=200, lines=20, pages=100),
    Measure(records=200, lines=4, pages=50),
    Measure(records=100, lines=0, pages=30),
    Measure(records=40, lines=0, pages=10, warnings=10, clauses=False),
    Measure(records=10, lines=0, pages=5, warnings=5, clauses=False),
    Measure(records=2, lines=0, pages=2, warnings=5, clauses=False),
)
"""From everything to little; the first that fits is taken."""


def as_markdown(comparison: Comparison, words: Words) -> str:
    """The whole telling, in at most ``LIMIT`` bytes; ends with a line break."""
    lines = {id(change): tell_record(words, change) for change in comparison.records}
    text = ""
    for measure in MEASURES:
        text = "\n\n".join(_Telling(comparison, words, measure, lines).blocks()) + "\n"
        if len(text.encode()) <= LIMIT:
            return text
    kept = text.encode()[: LIMIT - 10].decode("utf-8", "ignore")
    return kept[: kept.rfind("\n")] + "\n\n…\n"


@dataclass(frozen=True)
class _Telling:
    comparison: Comparison
    words: Words
    measure: Measure
    lines: dict[int, Line]

    def blocks(self) -> Iterator[str]:
        gettext = self.words.catalogue.gettext
        yield "## " + gettext("What this change means")
        if self.comparison.is_empty:
            yield gettext("No change of meaning.")
        else:
            yield self._summary()
        yield from self._warnings()
        for kind, changes in groupby(self.comparison.records, key=lambda change: change.kind):
            yield f"### {self.words.plain(self.words.catalogue.pgettext('schema', kind.title))}"
            yield "\n".join(self._kept([*changes], self.measure.records, self._record))
        yield from self._addresses()
        yield from self._images()
        yield from self._pages()

    def _kept(self, items: Sequence[T], most: int, line: Callable[[T], str]) -> list[str]:
        """The lines of the first items, and how many more there are."""
        kept = [line(item) for item in items[:most]]
        return kept if len(items) <= most else [*kept, f"- {self._more(len(items) - most)}"]

    def _more(self, n: int) -> str:
        return self.words.catalogue.ngettext("… and {n} more.", "… and {n} more.", n)

    def _summary(self) -> str:
        return summary(self.comparison, self.words)

    def _record(self, change: RecordChange) -> str:
        line = self.lines[id(change)]
        if not line.record:
            return "\n".join(self._kept(line.lines(), max(self.measure.lines, 3), lambda row: _item(*row)))
        head = sentence(self.words, change, line) if self.measure.clauses and line.in_line else line.record
        rows = [_item(level + 1, text) for level, text in line.lines()]
        kept = rows[: self.measure.lines]
        if self.measure.lines and len(rows) > len(kept):
            kept.append(_item(1, self._more(len(rows) - len(kept))))
        return "\n".join([f"- {head}", *kept])

    def _warnings(self) -> Iterator[str]:
        items: list[str] = [_unreadable(self.words, item) for item in self.comparison.unreadable]
        items += [_address(self.words, item) for item in self.comparison.addresses if item.redirect is None]
        if items:
            yield "\n".join(self._kept(items, self.measure.warnings, lambda item: f"- ⚠️ {item}"))

    def _addresses(self) -> Iterator[str]:
        items = [_address(self.words, item) for item in self.comparison.addresses if item.redirect is not None]
        if items:
            yield "### " + self.words.catalogue.gettext("Addresses")
            yield "\n".join(self._kept(items, self.measure.pages, lambda item: f"- {item}"))

    def _images(self) -> Iterator[str]:
        catalogue, images = self.words.catalogue, self.comparison.images
        told = {
            sign: self.words.names([self.words.style.code(name) for name in getattr(images, sign)])
            for sign in ("added", "removed", "changed")
        }
        lines = []
        if images.added:
            lines.append("- " + catalogue.gettext("Added: {entry}", entry=told["added"]))
        if images.removed:
            lines.append("- " + catalogue.gettext("Removed: {entry}", entry=told["removed"]))
        if images.changed:
            lines.append("- " + catalogue.gettext("Replaced: {entry}", entry=told["changed"]))
        if lines:
            yield "### " + catalogue.gettext("Images")
            yield "\n".join(lines)

    def _pages(self) -> Iterator[str]:
        catalogue, pages = self.words.catalogue, self.comparison.pages
        if pages is None:
            yield f"*{self.words.plain(not_compared(self.comparison, self.words))}*"
            return
        if pages.everywhere:
            yield catalogue.gettext("What all pages show (menu, name of the network, foot of the page) changes too.")
        for found, title in (
            (pages.added, catalogue.ngettext("{n} new page", "{n} new pages", len(pages.added))),
            (pages.removed, catalogue.ngettext("{n} page fewer", "{n} pages fewer", len(pages.removed))),
            (pages.changed, self._changed(len(pages.changed))),
        ):
            if found:
                yield f"<details><summary>{title}</summary>"
                yield "\n".join(self._kept(found, self.measure.pages, lambda page: f"- {_page(self.words, page)}"))
                yield "</details>"

    def _changed(self, n: int) -> str:
        if self.comparison.is_empty:
            return self.words.catalogue.ngettext(
                "{n} page shows the same otherwise (order, layout)",
                "{n} pages show the same otherwise (order, layout)",
                n,
            )
        return self.words.catalogue.ngettext("{n} page changes", "{n} pages change", n)


def summary(comparison: Comparison, words: Words) -> str:
    """« 2 fiches ajoutées, 1 modifiée ; 14 pages changent »."""
    catalogue = words.catalogue
    count = dict.fromkeys(("added", "changed", "renamed", "removed"), 0)
    for change in comparison.records:
        count[change.change] += 1
    parts = []
    if n := count["added"]:
        parts.append(catalogue.ngettext("{n} record added", "{n} records added", n))
    if n := count["changed"]:
        parts.append(catalogue.ngettext("{n} record changed", "{n} records changed", n))
    if n := count["renamed"]:
        parts.append(catalogue.ngettext("{n} record renamed", "{n} records renamed", n))
    if n := count["removed"]:
        parts.append(catalogue.ngettext("{n} record removed", "{n} records removed", n))
    if n := sum(item.changed and item.when != "before" for item in comparison.unreadable):
        parts.append(catalogue.ngettext("{n} file that cannot be read", "{n} files that cannot be read", n))
    return (", ".join(parts) or catalogue.gettext("No record changes")) + "."


def not_compared(comparison: Comparison, words: Words) -> str:
    """Why pages are not compared."""
    if comparison.broken == "before":
        return words.catalogue.gettext("Pages are not compared: the records had errors before this change.")
    return words.catalogue.gettext("Pages are not compared: the records have errors, which their check tells.")


def _item(level: int, text: str) -> str:
    return f"{'  ' * level}- {text}"


def _page(words: Words, page: Page) -> str:
    text = f"{words.style.code(page.url)} {words.heading_of(page.title)}"
    if page.hidden:
        return words.catalogue.gettext("{page} (not published)", page=text)
    return text


def _unreadable(words: Words, item: Unreadable) -> str:
    path = words.style.code(item.path)
    if item.when == "before":
        return words.catalogue.gettext("{path} could not be read before this change, and can be now.", path=path)
    if item.changed:
        return words.catalogue.gettext(
            "{path} cannot be read, so what it changes is not told: the check of the records says why.", path=path
        )
    return words.catalogue.gettext("{path} cannot be read; this change does not touch it.", path=path)


def _address(words: Words, item: AddressChange) -> str:
    catalogue, code = words.catalogue, words.style.code
    old, new = code(item.before), code(item.after or "")
    if item.redirect is not None:
        redirect = code(item.redirect)
        if item.after is None:
            return catalogue.gettext("{old} is no longer a page; a redirection leads to {new}.", old=old, new=redirect)
        if item.redirect == item.after:
            return catalogue.gettext("{old} becomes {new}; a redirection leads there.", old=old, new=new)
        return catalogue.gettext(
            "{old} becomes {new}, but the redirection leads to {other}.", old=old, new=new, other=redirect
        )
    if item.after is None:
        return catalogue.gettext(
            "{old} no longer leads anywhere: there is no redirection in {file}.",
            old=old,
            file=code("data/redirects.yaml"),
        )
    return catalogue.gettext(
        "{old} becomes {new} without a redirection: add one to {file}.",
        old=old,
        new=new,
        file=code("data/redirects.yaml"),
    )
