"""The difference of two builds of a site: records, addresses, images and pages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from registry.build import Build
from registry.compare.addresses import AddressChange, Addresses, compare_addresses
from registry.compare.pages import PageChanges, compare_pages, same_views
from registry.compare.records import RecordChange
from registry.compare.sites import Unreadable, compare_sites
from registry.load.files import IMAGE_FOLDER
from registry.render.html import glossary_terms
from registry.validate.check import Checked, urls_of
from registry.validate.context import Context, entries, fold
from registry.view.base import View
from registry.view.pages import pages

_TOOLS = ("form.html", "message.html", "to_check.html")
"""Templates of pages for editors."""
_ON_HOME = ("tagline", "purpose")
"""Values for all pages that only the home page shows."""


@dataclass(frozen=True)
class ImageChanges:
    """Names of files in ``content/images``, sorted."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True)
class Comparison:
    """All that changed between two states of a site.

    ``pages`` is ``None`` where one of the states has errors, and ``broken`` says which (the one to mend, if both).
    """

    records: tuple[RecordChange, ...]
    unreadable: tuple[Unreadable, ...]
    addresses: tuple[AddressChange, ...]
    images: ImageChanges
    pages: PageChanges | None
    broken: Literal["before", "after"] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the change has no meaning: nothing but order of fields, remarks, spaces, quotes."""
        changed = any(item.changed for item in self.unreadable)
        return not (self.records or changed or self.addresses or self.images)


def compare_builds(before: Build, after: Build) -> Comparison:
    """Compare two builds with the same schemas."""
    found = compare_sites(before.checked.corpus, after.checked.corpus)
    images = compare_images(before.root, after.root, before.checked.corpus.images, after.checked.corpus.images)
    broken: Literal["before", "after"] | None = None
    if not after.checked.ok:
        broken = "after"
    elif before.checked.corpus.documents and not before.checked.ok:
        broken = "before"
    return Comparison(
        found.records,
        found.unreadable,
        tuple(compare_addresses(_addresses(before.checked), _addresses(after.checked), found.renamed)),
        images,
        None if broken else _pages(before, after, images),
        broken,
    )


def compare_images(before: Path, after: Path, old: list[str], new: list[str]) -> ImageChanges:
    """Compare the images of two sites by their bytes."""
    return ImageChanges(
        added=tuple(sorted({*new}.difference(old))),
        removed=tuple(sorted({*old}.difference(new))),
        changed=tuple(name for name in sorted({*old}.intersection(new)) if not _same(before, after, name)),
    )


def _same(before: Path, after: Path, name: str) -> bool:
    old, new = before / IMAGE_FOLDER / name, after / IMAGE_FOLDER / name
    return old.stat().st_size == new.stat().st_size and old.read_bytes() == new.read_bytes()


def _addresses(checked: Checked) -> Addresses:
    """What is published where, without examples and drafts."""
    context = Context(checked.corpus, urls_of(checked.corpus, checked.catalogue))
    pages: dict[str, tuple[str, tuple[str, str]]] = {}
    for url, owner in context.pages():
        if isinstance(owner, str):
            pages.setdefault(fold(url), (url, ("", owner)))
        elif not owner.hidden:
            pages.setdefault(fold(url), (url, (owner.kind, owner.id)))
    document = context.corpus.one("redirects")
    redirects: dict[str, tuple[str, str]] = {}
    for _, entry in entries(document, "redirects") if document else ():
        source, target = entry.get("from"), entry.get("to")
        if isinstance(source, str) and isinstance(target, str):
            redirects.setdefault(fold(source), (source, fold(target)))
    unread = context.corpus.blind or (document is not None and document.lacks("redirects"))
    return Addresses(pages, redirects, context.may_exist, unread)


def _pages(before: Build, after: Build, images: ImageChanges) -> PageChanges:
    if not before.checked.corpus.documents:
        return compare_pages([], _read(after))
    old, new = glossary_terms(before.views.registry), glossary_terms(after.views.registry)
    terms = [term for term in sorted({*old, *new}) if old.get(term) != new.get(term)]
    home = {name: (before.site[name], after.site[name]) for name in _ON_HOME}
    return compare_pages(
        _read(before),
        _read(after),
        marks=[*terms, *(f"/images/{name}" for name in images.changed)],
        touched={after.site["urls"]["home"]} if any(old != new for old, new in home.values()) else (),
        everywhere=not same_views(_frame(before.site), _frame(after.site)),
    )


def _read(build: Build) -> list[View]:
    """The pages that people read; those that help to edit (forms, explanations) are no part of what a change means."""
    return [page for page in pages(build.views) if page["template"] not in _TOOLS]


def _frame(site: View) -> View:
    """What every page shows of the values that it may."""
    frame = {name: value for name, value in site.items() if name not in (*_ON_HOME, "has")}
    return {**frame, "accessibility": (site["accessibility"] or {}).get("status")}
