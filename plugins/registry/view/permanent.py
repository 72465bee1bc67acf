"""Names that last for what programs of other people keep: events in their calendars, entries in their feed readers.

They depend on the network's address, or on its name as long as it has none, and on nothing that a build can change.
What was renamed keeps the name that it had at first, as long as a redirection leads on from there.
"""

from __future__ import annotations

from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from registry.link import Record
from registry.slugs import slug
from registry.view.base import Views


def uid(views: Views, record: Record) -> str:
    """The UID of an event: ``2026-03-12-plenary@example.org``."""
    network = views.registry.network
    host = urlsplit(network.get("site_url") or "").hostname
    first = _first(views, views.urls.record("meeting", record.id)).rstrip("/").rpartition("/")[2]
    return f"{first}@{host or (slug(network['name']) or 'network') + '.invalid'}"


def permanent_id(views: Views, path: str) -> str:
    """The id of what stands at ``path``: its address for good, or a UUID while the network has none."""
    network, path = views.registry.network, _first(views, path)
    if network.get("site_url"):
        return f"{network['site_url'].rstrip('/')}{path}"
    return f"urn:uuid:{uuid5(NAMESPACE_URL, network['name'] + path)}"


def _first(views: Views, path: str) -> str:
    return views.registry.index("firsts", path) or path


def marked(views: Views, label: str, *, example: bool, draft: bool = False) -> str:
    """A label that says by itself, where no band can, that a preview shows an example or a draft."""
    marks = [views.catalogue.gettext("Example")] * example + [views.catalogue.gettext("Draft")] * draft
    return "".join(f"[{mark}] " for mark in marks) + label
