"""What a change means, as JSON for programs.

::

    {"base": "origin/main",               the revision, as it was given
     "commit": "…",                       the commit that was compared with
     "language": "fr",                    of titles, labels and texts
     "kinds": [                           in the order of the schemas; kinds without a change are left out
       {"kind": "partner", "title": "Partenaires",
        "records": [
          {"id": "…", "label": "…", "path": "data/partners/….yaml",
           "change": "added" | "removed" | "changed" | "renamed",
           "from": null | {"id", "label", "path"},     what a renamed record was
           "example": false, "draft": false,
           "text": "…", "details": ["…"],    the same as a sentence and lines that go into it, without markup
           "fields": [FIELD…],            what changed; all that an added record says, all that a removed one said
           "unread": ["…"]}]}],           fields that changed and have mistakes
     "unreadable": [{"path", "when": "before" | "after" | "both", "changed": true}],
     "urls": [{"from", "to": null | "/…/", "redirect": null | "/…/", "kind": null | "…", "id": null | "…"}],
     "images": {"added": ["…"], "removed": ["…"], "changed": ["…"]},
     "pages": {"compared": true, "everywhere": false,
               "added" | "removed" | "changed": [{"url", "title", "hidden"}]}}

FIELD is ``{"field", "title", "type"}`` with, by its type:

``value``
    ``"before"`` and ``"after"`` (``null``: absent).
``text``
    ``"added"``, ``"removed"`` (paragraphs) and ``"changed"`` (``{"before", "after"}`` of each).
``group``
    ``"fields"``: those that changed.
``list``
    ``"moved"`` (whether the order is another, which may be all) and ``"items"``:
    ``{"change": "added" | "removed" | "changed", "before", "after", "fields"}``.

``pages.compared`` is false where one state has errors; the lists are then empty.
"""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any

from registry.compare.changes import Field, GroupChange, Item, ListChange, TextChange
from registry.compare.pages import PageChanges
from registry.compare.records import RecordChange
from registry.difference import Comparison
from registry.tell.records import record_name, sentence, tell_record
from registry.tell.words import Words

Json = dict[str, Any]


def as_json(comparison: Comparison, words: Words, base: str, commit: str) -> str:
    """The whole telling; ``words`` must be without markup."""
    catalogue = words.catalogue
    told: Json = {
        "base": base,
        "commit": commit,
        "language": catalogue.language,
        "kinds": [
            {
                "kind": kind.name,
                "title": catalogue.pgettext("schema", kind.title),
                "records": [_record(words, change) for change in changes],
            }
            for kind, changes in groupby(comparison.records, key=lambda change: change.kind)
        ],
        "unreadable": [
            {"path": item.path, "when": item.when, "changed": item.changed} for item in comparison.unreadable
        ],
        "urls": [
            {
                "from": item.before,
                "to": item.after,
                "redirect": item.redirect,
                "kind": item.record[0] if item.record else None,
                "id": item.record[1] if item.record else None,
            }
            for item in comparison.addresses
        ],
        "images": {name: list(getattr(comparison.images, name)) for name in ("added", "removed", "changed")},
        "pages": _pages(comparison.pages),
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _record(words: Words, change: RecordChange) -> Json:
    state = change.state
    line = tell_record(words, change)
    old = change.before if change.change == "renamed" else None
    return {
        "id": state.id,
        "label": record_name(words, change),
        "path": state.path,
        "change": change.change,
        "from": {"id": old.id, "label": words.name(change.kind.name, old.id, "before"), "path": old.path}
        if old
        else None,
        "example": state.data.get("example") is True,
        "draft": state.data.get("draft") is True,
        "text": sentence(words, change, line),
        "details": [*(detail for told in line.told for detail in told.details), *line.statements],
        "fields": [field_json(words, field) for field in change.fields],
        "unread": list(change.unread),
    }


def field_json(words: Words, field: Field) -> Json:
    """One changed field; see the module's text."""
    change = field.change
    told: Json = {"field": field.name, "title": words.heading(change.schema, field.name)}
    if isinstance(change, TextChange):
        pairs = [{"before": old, "after": new} for old, new in change.changed]
        return {**told, "type": "text", "added": [*change.added], "removed": [*change.removed], "changed": pairs}
    if isinstance(change, GroupChange):
        return {**told, "type": "group", "fields": [field_json(words, inner) for inner in change.fields]}
    if isinstance(change, ListChange):
        return {**told, "type": "list", "moved": change.moved, "items": [_item(words, item) for item in change.items]}
    return {**told, "type": "value", "before": change.before, "after": change.after}


def _item(words: Words, item: Item) -> Json:
    change = "added" if item.before is None else "removed" if item.after is None else "changed"
    fields = [field_json(words, field) for field in item.fields] if change == "changed" else []
    return {"change": change, "before": item.before, "after": item.after, "fields": fields}


def _pages(pages: PageChanges | None) -> Json:
    told: Json = {"compared": pages is not None, "everywhere": bool(pages and pages.everywhere)}
    for name in ("added", "removed", "changed"):
        found = getattr(pages, name) if pages else ()
        told[name] = [{"url": page.url, "title": page.title, "hidden": page.hidden} for page in found]
    return told
