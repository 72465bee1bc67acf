"""Atom (RFC 4287) of a feed's view, the same bytes for the same view.

``updated`` is when an entry last changed, as git knows it. Both moments need an hour, which a date like « 2020-02 » has
not: where only that is known, it is noon (UTC) of the first day that the date can be, so that it is that day in almost
every time zone; ``published`` is there only where the day is known. The date as its source has it stands at the
beginning of the content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from registry.dates import parse
from registry.render.finish import finish
from registry.render.links import rebase
from registry.view.base import View

_OF_16_BITS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_NO_XML = re.compile(f"[{_OF_16_BITS}]")
_DOUBTFUL = re.compile(f"[{_OF_16_BITS}\U00010000-\U0010ffff]")
_PLANE_ENDS = {plane << 16 | end: None for plane in range(1, 17) for end in (0xFFFE, 0xFFFF)}
_ANCHOR = re.compile(r'(<a\b[^>]*? href=")#')
_NEVER = "1970-01-01T00:00:00Z"


def atom(feed: View, site: View) -> bytes:
    """The file of a feed."""
    return "".join(f"{line}\n" for line in _feed(feed, site)).encode()


def _feed(feed: View, site: View) -> Iterator[str]:
    base = site["url"]
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{_text(site["language"])}">'
    yield f"<id>{_text(feed['id'])}</id>"
    yield f"<title>{_text(feed['title'])}</title>"
    yield f"<updated>{max(map(_updated, feed['entries']), default=_NEVER)}</updated>"
    yield f'<link rel="self" type="{feed["type"]}" href="{_text(base + feed["url"])}"/>'
    yield f'<link rel="alternate" type="text/html" href="{_text(base + feed["page"])}"/>'
    yield f"<author><name>{_text(site['name'])}</name></author>"
    if site["data_licence"]:
        yield f"<rights>{_text(site['data_licence']['name'])}</rights>"
    for entry in feed["entries"]:
        yield from _entry(entry, site)
    yield "</feed>"


def _entry(entry: View, site: View) -> Iterator[str]:
    updated, published = _updated(entry), entry["published"]
    if len(entry["date"]) >= len("2020-02-01") and not published:
        published = min(_moment(entry["date"]), updated)
    yield "<entry>"
    yield f"<id>{_text(entry['id'])}</id>"
    yield f"<title>{_text(entry['title'])}</title>"
    yield f"<updated>{updated}</updated>"
    if published:
        yield f"<published>{published}</published>"
    yield f'<link rel="alternate" type="text/html" href="{_text(site["url"] + entry["url"])}"/>'
    if entry["summary"]:
        yield f"<summary>{_text(entry['summary'])}</summary>"
    yield f'<content type="html">{_text(_content(entry, site))}</content>'
    yield "</entry>"


def _content(entry: View, site: View) -> str:
    """The date, the summary and the whole text, whose links lead to the site from wherever they are read."""
    html = f"<p>{escape(entry['words'])}</p>\n"
    if entry["summary"]:
        html += f"<p>{escape(entry['summary'])}</p>\n"
    page = entry["url"].partition("#")[0]
    html += _ANCHOR.sub(lambda found: f"{found[1]}{page}#", entry["html"])
    return rebase(finish(html, site["language"], {}), site["url"])


def _updated(entry: View) -> str:
    return str(entry["updated"] or _moment(entry["date"]))


def _moment(date: str) -> str:
    point = parse(date)
    return f"{point.earliest().isoformat()}T12:00:00Z" if point else _NEVER


def _text(value: str) -> str:
    if _DOUBTFUL.search(value):
        value = _NO_XML.sub("", value).translate(_PLANE_ENDS)
    return escape(value)
