"""Every page of the site as a view: the value ``page`` of its template."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from registry.codes import CODES
from registry.codes.code import Code
from registry.link import Record
from registry.machine import json_of
from registry.schema.kinds import Kind
from registry.urls import API
from registry.view import (
    changes,
    findable,
    help,
    history,
    journal,
    open_data,
    origin,
    reference,
    registers,
    special,
    statistics,
    subscriptions,
    year_pages,
)
from registry.view.base import View, Views
from registry.view.browse import browse
from registry.view.documents import document_url
from registry.view.edit import add_link, data_links, edit_link
from registry.view.form import form
from registry.view.frame import crumb, introduction, page
from registry.view.lists import LISTS, default
from registry.view.records import EXTRAS, referring
from registry.view.to_check import to_check

SPECIAL: dict[str, Callable[[Views], View]] = {
    "home": special.home,
    "decisions": registers.decisions,
    "actions": registers.actions,
    "statistics": statistics.statistics,
    "glossary": special.glossary,
    "data": open_data.data,
    "contribute": reference.contribute,
    "journal": journal.journal,
    "changes": changes.changes,
    "help": help.whom,
    "search": browse,
    "legal": special.legal,
    "accessibility": special.accessibility,
    "origin": origin.origin,
    "messages": reference.messages,
}
_FROM = {
    "home": "network",
    "decisions": "meeting",
    "actions": "meeting",
    "glossary": "glossary",
    "data": "network",
    "legal": "network",
    "accessibility": "network",
}
"""The kind of record that a built-in page shows."""
_FROM_ALL = ("statistics", "journal", "help")
"""Built-in pages that show records of many kinds."""
_BELOW = {"messages": "contribute", "changes": "journal"}
"""Built-in pages that stand below another."""
_DESCRIBING = ("summary", "mission", "role", "need")


Source = tuple[str, Callable[[], View]]
"""A page's address, and what makes its view."""


def pages(views: Views) -> Iterator[View]:
    """Every page but redirections, in a fixed order."""
    for _, make in sources(views):
        yield make()


def sources(views: Views) -> Iterator[Source]:
    """Every page but redirections, in a fixed order, not yet made: first those that take no search to be found."""
    urls = views.urls
    for name, build in SPECIAL.items():
        yield urls.sections[name], partial(_special, views, name, build)
    if not views.publish:
        yield urls.to_check, partial(to_check, views)
    for kind in views.registry.kinds.with_pages:
        records = views.registry.of_kind(kind.name)
        if kind.url and (kind.index == "list" or not records):
            yield urls.collection(kind.name), partial(_list, views, kind)
        for record in records:
            if not record.data.get("section"):
                yield urls.record(kind.name, record.id), partial(record_page, views, record)
    yield from help.pages_below(views)
    yield from year_pages.sources(views)
    for month in changes.archive(views):
        yield urls.year("changes", month), partial(changes.page_in, views, month)
    for kind in views.registry.kinds.with_form:
        yield urls.form(kind.name), partial(_form, views, kind)
    for code in CODES.values():
        yield urls.message(code.code), partial(_message, views, code)
    yield "/404.html", partial(_not_found, views)


def _not_found(views: Views) -> View:
    description = special.description(views, "404")
    return page("404.html", "/404.html", special.title(views, "404"), description=description)


def _message(views: Views, code: Code) -> View:
    parent = {"title": special.title(views, "messages"), "url": views.urls.sections["messages"]}
    return page(
        "message.html",
        views.urls.message(code.code),
        views.catalogue.gettext(code.title),
        description=views.catalogue.gettext(code.explanation),
        breadcrumbs=[crumb(views, "contribute"), parent],
        **reference.message(views, code),
    )


def _special(views: Views, name: str, build: Callable[[Views], View]) -> View:
    values: View = {"section": name, "breadcrumbs": [], "feeds": subscriptions.of_section(views, name), **build(views)}
    if name in _BELOW:
        values["breadcrumbs"] = [crumb(views, _BELOW[name])]
    url = views.urls.sections[name]
    values["find"] = findable.of_section(name, url)
    if name == "glossary":
        values["find"] = findable.of_terms(url, (term for group in values["letters"] for term in group["terms"]))
    if name in _FROM:
        values["data"] = data_links(views, views.registry.kinds[_FROM[name]])
    elif name in _FROM_ALL:
        values["data"] = data_links(views)
    values |= introduction(views, name)
    values["description"] = values.get("description") or special.description(views, name)
    title = values.pop("title", None) or special.title(views, name)
    if name == "home":
        title = views.registry.network["name"]
        values["description"] = values["description"] or views.registry.network.get("tagline")
    return page(f"{name}.html", url, title, **values)


def _list(views: Views, kind: Kind) -> View:
    build = LISTS.get(kind.name)
    values: View = {"section": kind.name, "json_url": f"{API}/{kind.plural}.json"}
    values |= {"add": add_link(views, kind), "data": data_links(views, kind)}
    values["feeds"] = subscriptions.of_section(views, kind.plural)
    values |= build(views, kind) if build else default(views, kind)
    values |= introduction(views, kind.plural)
    title = values.pop("title", None) or views.catalogue.pgettext("schema", kind.title)
    template = f"lists/{kind.plural}.html" if build else "lists/default.html"
    return page(template, views.urls.collection(kind.name), title, **values)


def _form(views: Views, kind: Kind) -> View:
    add = add_link(views, kind) or {}
    return page(
        "form.html",
        add["url"],
        add["label"],
        section="contribute",
        description=special.description(views, "form"),
        breadcrumbs=[crumb(views, "contribute")],
        form=form(views, kind),
    )


def record_page(views: Views, record: Record) -> View:
    """The page of a record."""
    kind = record.kind
    extras = EXTRAS.get(kind.name, referring)(views, record)
    latest = views.urls.is_latest(kind.name, record.id)
    trail = []
    if kind.url and not latest:
        trail = [{"title": views.catalogue.pgettext("schema", kind.title), "url": views.urls.collection(kind.name)}]
    values = {
        "record": views.record(record),
        "section": kind.name if kind.url else record.id,
        "breadcrumbs": trail,
        "description": next((record.data[name] for name in _DESCRIBING if name in record.data), None),
        "example": record.example,
        "draft": record.draft,
        "edit": edit_link(views, record.path, record),
        "json_url": json_of(kind, record.id),
        "feeds": subscriptions.of_record(views, record),
        "history": history.of_record(views, record),
        "find": findable.of_record(record, views.urls.record(kind.name, record.id), extras),
        "pdf": document_url(views, record),
        **extras,
    }
    if latest:
        intro = introduction(views, kind.name if kind.index == "latest" else kind.plural)
        values |= {key: intro[key] for key in ("intro",) if key in intro}
    return page(f"kinds/{kind.name}.html", views.urls.record(kind.name, record.id), views.label(record), **values)
