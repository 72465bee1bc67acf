"""Addresses in finished pages, for a site that does not lie at the root of its host."""

from __future__ import annotations

import re

_TAG = re.compile(r"<[a-z][^>]*>")
_ROOTED = re.compile(r'(\s(?:href|src|action)="|\scontent="[0-9]+; ?url=)/(?!/)')


def rebase(html: str, base: str) -> str:
    """Put ``base`` (``/folder``, or ``""``) before every address in a tag that begins with ``/``."""
    if not base:
        return html
    return _TAG.sub(lambda tag: _ROOTED.sub(lambda match: match[1] + base + "/", tag[0]), html)
