"""How the pieces of a sentence are marked up. Texts of records are never to be trusted."""

from __future__ import annotations

import re
from html import escape
from typing import Protocol

from registry.report.as_text import clean

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&#$])")
_ZERO_WIDTH = "\u200b"
# What forges make of plain text beyond Markdown: people to notify, issues to link, addresses, emoji.
_LIVE = re.compile(
    r"@(?=\w)|#(?=\d)|(?<![^\W_])[!&%$~^](?=\w)|(?<=GH-)(?=\d)|(?<=:)//|(?<=\bwww)\."
    r"|:(?=(?:[a-z0-9_+-]*[a-z_][a-z0-9_+-]*|[+-]1|100|1234):)",
    re.IGNORECASE,
)


class Style(Protocol):
    """Marks up pieces of text that are one line long and untrusted."""

    def text(self, text: str) -> str:
        """Words as they are."""

    def code(self, text: str) -> str:
        """An address, the name of a file or another thing to be copied."""

    def strong(self, text: str) -> str:
        """What a line is about."""

    def added(self, text: str) -> str:
        """Words that are new."""

    def removed(self, text: str) -> str:
        """Words that are gone."""


class Plain:
    """No markup at all."""

    def text(self, text: str) -> str:
        return _line(text)

    code = strong = text

    def added(self, text: str) -> str:
        return f"[+{_line(text)}+]"

    def removed(self, text: str) -> str:
        return f"[-{_line(text)}-]"


class Markdown:
    """Markdown as forges read it: no text can become a heading, a link, an image, HTML or a mention of somebody.

    Invisible spaces keep forges from making links of what looks like one, or notifying whom a text names.
    """

    def text(self, text: str) -> str:
        return _SPECIAL.sub(r"\\\1", _LIVE.sub(_defused, _line(text)))

    def code(self, text: str) -> str:
        return f"`{_line(text).replace('`', chr(39))}`" if text.strip() else ""

    def strong(self, text: str) -> str:
        return f"**{self.text(text)}**"

    def added(self, text: str) -> str:
        return self.strong(text)

    def removed(self, text: str) -> str:
        return f"~~{self.text(text)}~~"


class Html:
    """HTML for a page of the site; what a line is about is left to the page."""

    def text(self, text: str) -> str:
        return escape(_line(text), quote=False)

    strong = text

    def code(self, text: str) -> str:
        return f"<code>{self.text(text)}</code>" if text.strip() else ""

    def added(self, text: str) -> str:
        return f"<ins>{self.text(text)}</ins>"

    def removed(self, text: str) -> str:
        return f"<del>{self.text(text)}</del>"


def _defused(found: re.Match[str]) -> str:
    return _ZERO_WIDTH + found[0] if found[0] in ("//", ".") else found[0] + _ZERO_WIDTH


def _line(text: str) -> str:
    """``text`` on one line, no-break spaces kept, without what could steer a terminal."""
    return re.sub(r"[ \t\n]+", " ", clean(text)).strip(" ")
