"""Addresses in finished pages, for a site that does not lie at the root of its host."""

from __future__ import annotations

import re

_ADDRESSES = (  # what begins one, for a quick search; and what stands before it, from the beginning of the tag
    (re.compile(r'="/(?!/)'), re.compile(r"<[a-z][^>]*\s(?:href|src|action)\Z")),
    (re.compile(r"url=/(?!/)"), re.compile(r'<[a-z][^>]*\scontent="[0-9]+; ?\Z')),
)


def rebase(html: str, base: str) -> str:
    """Put ``base`` (``/folder``, or ``""``) before every address in a tag that begins with ``/``."""
    if not base:
        return html
    for address, before in _ADDRESSES:

        def moved(found: re.Match[str], before: re.Pattern[str] = before) -> str:
            text, at = found.string, found.start()
            is_one = before.match(text, max(text.rfind("<", 0, at), 0), at)
            return f"{found[0][:-1]}{base}/" if is_one else found[0]

        html = address.sub(moved, html)
    return html
