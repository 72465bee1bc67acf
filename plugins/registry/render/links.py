"""Addresses in finished pages, for a site that does not lie at the root of its host."""

from __future__ import annotations

import re

_ROOTED = re.compile(r'(\s(?:href|src|action)=")/(?!/)')


def rebase(html: str, base: str) -> str:
    """Put ``base`` (``/folder``, or ``""``) before every address of a page that begins with ``/``."""
    return _ROOTED.sub(lambda match: match[1] + base + "/", html) if base else html
