"""The feed files: news, decisions, what happened, and what each commission does."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from registry.produce.artefact import Artefact, Rendered
from registry.render.atom import atom
from registry.render.html import images_in
from registry.view import entries
from registry.view.base import View, Views
from registry.view.former import former_ids


def feeds(views: Views, site: View) -> Iterator[Artefact]:
    """Every ``atom.xml``."""
    for feed in entries.FEEDS:
        yield Artefact(f"feed {feed.__name__}", partial(feed, views), partial(_file, site))
    for commission in views.registry.of_kind("commission"):
        view = partial(entries.commission, views, commission)
        yield Artefact(f"feed of commission {commission.id}", view, partial(_file, site))
    for record, before in former_ids(views):
        if record.kind.name == "commission":
            path = views.urls.feed(views.urls.record("commission", before)).lstrip("/")
            view = partial(entries.commission, views, record)
            yield Artefact(f"former {path}", view, partial(_file, site, path=path))


def _file(site: View, view: View, path: str | None = None) -> Rendered:
    content = atom(view, site)
    return Rendered([(path or view["url"].lstrip("/"), content)], notes=images_in(content))
