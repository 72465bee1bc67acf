"""What the search is to find of a page, as a part of its artefact: for :mod:`registry.search`."""

from __future__ import annotations

import json
from html import escape

from registry.cache.digests import of_bytes
from registry.render.finish import finish
from registry.urls import output_path
from registry.view.base import View

PART = "search"
"""The name of the part: JSON, a list of ``{"url", "kind", "commissions", "years", "example"}``, with ``"html"`` or,
of a page whose text stands in its own file, ``"file"`` and ``"digest"``."""


def findings(page: View, html: str, language: str) -> dict[str, bytes]:
    """The part of a page's artefact; none where nothing is to be found. ``html`` is the finished page."""
    if not page["find"]:
        return {}
    found = []
    for item in page["find"]:
        facets = {name: item[name] for name in ("url", "kind", "commissions", "years", "example")}
        if "title" in item:
            texts = "".join(f"<p>{escape(text)}</p>" for text in item["texts"])
            content = f"<h1>{escape(item['title'])}</h1>{texts}{item['html']}"
            found.append({**facets, "html": finish(content, language, {})})
        else:
            digest = of_bytes(main_of(html).encode()).hex()
            found.append({**facets, "file": output_path(page["url"]), "digest": digest})
    return {PART: json.dumps(found, ensure_ascii=False).encode()}


def main_of(html: str) -> str:
    """The matter of a page: its ``<main>``; nothing where there is none."""
    start = html.find("<main")
    return html[start : html.find("</main>", start) + len("</main>")] if start >= 0 else ""
