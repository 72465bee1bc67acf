"""Every address of the published site: pages, the places of decisions, files for programs.

Left out is what no one was given to keep: files of the theme, images, the years of a long journal (the register itself
lasts), the data of introductions, and what only the site's own scripts and its host read.
"""

from __future__ import annotations

from registry.codes import CODES
from registry.load.document import Document
from registry.machine import of_record, of_site
from registry.urls import API
from registry.validate.context import Context


def published(context: Context) -> set[str]:
    """The addresses, without those of examples and drafts."""
    context, urls = context.published, context.urls
    found = {*of_site(urls, context.kinds), *(urls.message(code) for code in CODES)}
    for url, owner in context.pages():
        found.add(url)
        if isinstance(owner, Document):
            found.update(of_record(urls, context.kinds[owner.kind], owner.id, owner.data))
    for document in context.corpus.documents:
        if urls.is_latest(document.kind, document.id):
            found.update(of_record(urls, context.kinds[document.kind], document.id, document.data))
    for year, ids in context.decided.items():
        found.update(f"{urls.year('decisions', year)}#{id_}" for id_ in ids or ())
    return found


def page_of(context: Context, address: str) -> str:
    """The page that an address belongs to: of a place on it, of a file beside it, of a record's JSON; else itself."""
    page, _, place = address.partition("#")
    folder, _, name = page.rpartition("/")
    if place:
        return page
    for kind in context.kinds.with_pages:
        if folder == f"{API}/{kind.plural}" and name.endswith(".json"):
            return f"{context.urls.collection(kind.name)}{name.removesuffix('.json')}/"
    return f"{folder}/" if name.endswith((".ics", ".xml")) and folder else page
