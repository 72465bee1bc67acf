"""News feeds as views: what a subscription of :mod:`registry.view.subscriptions` shows, newest first.

A feed is a subscription with ``id`` and ``entries``, each
``{"id", "title", "url", "date", "words", "published", "updated", "summary", "html"}``.
``date`` is as precise as its source; ``words`` says it as the site does; ``published``
and ``updated`` are the moments at which the entry was made and last changed, as git knows it, or null.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape, unescape
from itertools import islice

from registry.dates import format_date
from registry.link import Record
from registry.text.typography import typography
from registry.view import changes, journal, subscriptions
from registry.view.base import View, Views
from registry.view.history import touched
from registry.view.meetings import concerning, decisions_of
from registry.view.permanent import marked, permanent_id
from registry.view.registers import decided, decision_years

ENTRIES = 50
"""Entries of a feed: a reader that was away for longer finds the rest on the page."""
_TITLE = 100
_TAG = re.compile(r"<[^>]*>")


def news(views: Views) -> View:
    """All news."""
    records = reversed(views.registry.of_kind("news"))
    return _feed(views, subscriptions.news_feed(views), (_news(views, record) for record in records))


def decisions(views: Views) -> View:
    """All decisions."""
    found = (item for year in decision_years(views) for item in decided(views, year))
    return _feed(views, subscriptions.decisions_feed(views), (_decision(views, item) for item in found))


def happened(views: Views) -> View:
    """What happened in the network, as its journal tells it."""
    return _feed(views, subscriptions.journal_feed(views), _journal(views))


def changed(views: Views) -> View:
    """What changed in the records."""
    return _feed(views, subscriptions.changes_feed(views), (_change(views, entry) for entry in changes.entries(views)))


def commission(views: Views, record: Record) -> View:
    """The news, decisions and held meetings of a commission."""
    registry = views.registry
    meetings = [found.record for found in registry.references_to(record, "meeting", "commission")]
    held = [meeting for meeting in meetings if meeting.data["status"] == "held"]
    decided = {item["id"]: item for item in (*decisions_of(views, held), *concerning(views, "commissions", record))}
    entries = [
        *(_news(views, found.record) for found in registry.references_to(record, "news", "commissions")),
        *(_decision(views, item) for item in decided.values()),
        *(_meeting(views, meeting) for meeting in held),
    ]
    entries.sort(key=lambda entry: (entry["date"], entry["id"]), reverse=True)
    return _feed(views, subscriptions.commission_feed(views, record), entries)


FEEDS: tuple[Callable[[Views], View], ...] = (news, decisions, happened, changed)
"""The feeds of the whole network."""


def _feed(views: Views, subscription: View, entries: Iterable[View]) -> View:
    id_ = permanent_id(views, subscription["url"])
    return {**subscription, "id": id_, "entries": list(islice(entries, ENTRIES))}


def _entry(views: Views, path: str, title: str, date: str, html: str, **more: str | None) -> View:
    words = typography(format_date(date, views.language), views.language)
    title = typography(title, views.language)
    entry: View = {"id": permanent_id(views, path), "title": title, "url": path, "date": date, "words": words}
    return {**entry, "published": None, "updated": None, "summary": None, "html": html, **more}


def _news(views: Views, record: Record) -> View:
    view = views.record(record)
    title = marked(views, view["label"], example=record.example, draft=record.draft)
    html = view["body"]["html"] if view["body"] else ""
    more = {"summary": view["summary"], "updated": view["modified"]}
    return _entry(views, view["url"], title, view["date"], html, **more)


def _decision(views: Views, item: View) -> View:
    meeting = views.registry.get("meeting", item["meeting"]["id"])
    labels = meeting.kind.schema["properties"]["decisions"]["items"]["properties"]["result"]["x-enum-labels"]
    label = labels[item["result"]]
    result = views.catalogue.pgettext("schema", label)
    text = views.catalogue.gettext("{result}: {text}", result=result, text=_short(item["text"]["html"]))
    title = marked(views, text, example=item["example"], draft=meeting.draft)
    more = {"summary": item["meeting"]["label"], "updated": touched(views, meeting, f"decisions/{item['id']}")}
    return _entry(views, item["url"], title, item["date"], item["text"]["html"], **more)


def _meeting(views: Views, record: Record) -> View:
    view = views.record(record)
    title = marked(views, view["label"], example=record.example, draft=record.draft)
    html = view["body"]["html"] if view["body"] else ""
    return _entry(views, view["url"], title, str(view["start"])[:10], html, updated=view["modified"])


def _journal(views: Views) -> Iterator[View]:
    seen: dict[str, int] = {}
    for event in journal.events(views):
        ref = event["ref"] or {"kind": "network", "id": "network", "label": "", "example": False, "draft": False}
        label = ref["label"] or event["text"]
        title = views.catalogue.gettext("{type}: {text}", type=event["label"], text=label)
        title = marked(views, title, example=ref["example"], draft=ref["draft"])
        key = f"{event['type']}-{ref['id']}-{event['date']}"
        seen[key] = seen.get(key, 0) + 1
        path = f"{views.urls.sections['journal']}#{key}" + (f"-{seen[key]}" if seen[key] > 1 else "")
        text = event["text"] if event["text"] != label else None
        yield _entry(views, path, title, event["date"], "", summary=text, url=ref.get("url") or path.partition("#")[0])


def _change(views: Views, change: View) -> View:
    """A change: its head, and all clauses as a list."""
    head, page = change["head"], views.urls.sections["changes"]
    said = [escape(record["label"]) for record in change["records"]] + [_clause(clause) for clause in change["told"]]
    if change["more"]:
        said.append(escape(views.catalogue.ngettext("… and {n} more.", "… and {n} more.", change["more"])))
    html = f"<p>{head}</p>\n" + (f"<ul>{''.join(f'<li>{each}</li>' for each in said)}</ul>\n" if said else "")
    title = unescape(_TAG.sub("", head))
    if change["told"]:
        title = views.catalogue.gettext("{type}: {text}", type=title, text=_short(change["told"][0]["html"]))
    path = f"{page}#{change['commit'][:12]}-{change['kind']}-{change['id'] or 'new'}"
    title = marked(views, title, example=change["example"], draft=change["draft"])
    url = change["url"] or page
    moments = {"published": change["moment"], "updated": change["moment"]}
    return _entry(views, path, title, change["day"], html, url=url, **moments)


def _clause(clause: View) -> str:
    lines = "".join(f"<li>{line}</li>" for line in clause["lines"])
    return str(clause["html"]) + (f"<ul>{lines}</ul>" if lines else "")


def _short(html: str) -> str:
    """The beginning of a text, without its markup."""
    text = " ".join(unescape(_TAG.sub("", html)).split())
    return text if len(text) <= _TITLE else text[:_TITLE].rsplit(" ", 1)[0] + "…"
