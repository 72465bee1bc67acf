"""What the preview adds to pages on their way to the browser, and the page in place of a site not built yet."""

from __future__ import annotations

import re
from html import escape

from registry.i18n import Catalogue

PREFIX = "/_preview/"
_HEAD = re.compile(rb"</head\s*>|<body\b", re.IGNORECASE)

POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'"
"""For the page of our own; others bring theirs, which lets scripts of the same origin in."""


def with_script(html: bytes, run: str, version: int, file: str) -> bytes:
    """``html`` with the script that reloads it; it knows which version it is and from which file."""
    script = (
        f'<script type="module" src="{PREFIX}preview.js" data-preview="{escape(run)}" '
        f'data-version="{version}" data-file="{escape(file)}"></script>'
    ).encode("utf-8", "replace")
    found = _HEAD.search(html)
    place = found.start() if found else len(html)
    return html[:place] + script + html[place:]


def waiting_page(catalogue: Catalogue) -> bytes:
    """In place of the site until the first build succeeds."""
    title = catalogue.gettext("There is no site yet")
    note = catalogue.gettext("It appears here by itself as soon as it could be built.")
    return (
        f'<!doctype html><html lang="{escape(catalogue.language)}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">'
        f'<link rel="stylesheet" href="{PREFIX}waiting.css"><title>{escape(title)}</title></head>'
        f"<body><main><h1>{escape(title)}</h1><p>{escape(note)}</p></main></body></html>"
    ).encode()
