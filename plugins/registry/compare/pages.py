"""Which pages of the built site change, by the values that their templates may use."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from registry.compare.sameness import fold

View = Mapping[str, Any]


@dataclass(frozen=True)
class Page:
    """A page of the site; ``hidden`` says that it is an example or a draft, and not published."""

    url: str
    title: str
    hidden: bool


@dataclass(frozen=True)
class PageChanges:
    """Pages in the order of their addresses. ``everywhere``: what all pages show, such as the menu, changed too."""

    added: tuple[Page, ...]
    removed: tuple[Page, ...]
    changed: tuple[Page, ...]
    everywhere: bool


def compare_pages(
    before: Sequence[View],
    after: Sequence[View],
    *,
    marks: Iterable[str] = (),
    touched: Iterable[str] = (),
    everywhere: bool = False,
) -> PageChanges:
    """Compare the page views of two sites.

    A page that holds one of ``marks`` (a term that is explained otherwise, an image that was replaced) changes
    although its view does not, and so do those at the addresses ``touched``.
    """
    old, new = ({view["url"]: view for view in views} for views in (before, after))
    told = [json.dumps(mark, ensure_ascii=False)[1:-1] for mark in marks]

    def differs(url: str) -> bool:
        text = _shown(new[url])
        return url in touched or _shown(old[url]) != text or any(mark in text for mark in told)

    return PageChanges(
        added=tuple(_page(new[url]) for url in sorted(new) if url not in old),
        removed=tuple(_page(old[url]) for url in sorted(old) if url not in new),
        changed=tuple(_page(new[url]) for url in sorted(new) if url in old and differs(url)),
        everywhere=everywhere,
    )


def same_views(before: View, after: View) -> bool:
    """Whether two views show the same."""
    return _shown(before) == _shown(after)


def _shown(view: View) -> str:
    """A view as it reads, to be compared: spaces and line breaks make no difference."""
    return fold(json.dumps(view, ensure_ascii=False, sort_keys=True).replace("\\n", " "))


def _page(view: View) -> Page:
    return Page(view["url"], str(view["title"]), bool(view["example"] or view["draft"]))
