"""The feed files: news, decisions, what happened, and what each commission does."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from registry.produce.artefact import Artefact, Rendered
from registry.render.atom import atom
from registry.render.html import images_in
from registry.view import entries
from registry.view.base import View, Views


def feeds(views: Views, site: View) -> Iterator[Artefact]:
    """Every ``atom.xml``."""
    for feed in entries.FEEDS:
        yield Artefact(f"feed {feed.__name__}", partial(feed, views), partial(_file, site))
    for commission in views.registry.of_kind("commission"):
        view = partial(entries.commission, views, commission)
        yield Artefact(f"feed of commission {commission.id}", view, partial(_file, site))


def _file(site: View, view: View) -> Rendered:
    content = atom(view, site)
    return Rendered([(view["url"].lstrip("/"), content)], notes=images_in(content))
