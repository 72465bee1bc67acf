"""What a problem's code is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from registry.i18n import Catalogue
from registry.markers import pN_
from registry.problem import Severity

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_CALLED: Mapping[str, str] = {
    "byte": pN_("in place of something", "byte"),
    "character": pN_("in place of something", "character"),
    "choices": pN_("in place of something", "list"),
    "commission": pN_("in place of something", "commission"),
    "cut": pN_("in place of something", "end of the value"),
    "date": pN_("in place of something", "date"),
    "end": pN_("in place of something", "end"),
    "field": pN_("in place of something", "field"),
    "first": pN_("in place of something", "number"),
    "folder": pN_("in place of something", "folder"),
    "joined": pN_("in place of something", "date"),
    "key": pN_("in place of something", "field"),
    "known": pN_("in place of something", "list"),
    "limit": pN_("in place of something", "number"),
    "lines": pN_("in place of something", "lines"),
    "meeting": pN_("in place of something", "meeting"),
    "meeting_date": pN_("in place of something", "date"),
    "missing": pN_("in place of something", "list"),
    "name": pN_("in place of something", "name"),
    "other": pN_("in place of something", "other file"),
    "page": pN_("in place of something", "page"),
    "partner": pN_("in place of something", "partner"),
    "path": pN_("in place of something", "file"),
    "reason": pN_("in place of something", "reason"),
    "size": pN_("in place of something", "number"),
    "start": pN_("in place of something", "start"),
    "suffix": pN_("in place of something", "ending"),
    "title": pN_("in place of something", "kind of record"),
    "url": pN_("in place of something", "address"),
    "value": pN_("in place of something", "value"),
    "vocabulary": pN_("in place of something", "name of the list"),
}
"""What stands for a parameter of a message where there is no file at hand."""


def in_general(text: str, catalogue: Catalogue) -> str:
    """A translated text of a code without a file at hand: « [valeur] » n’est pas une date."""

    def called(found: re.Match[str]) -> str:
        return f"[{catalogue.pgettext('in place of something', _CALLED[found[1]])}]"

    return _PLACEHOLDER.sub(called, text)


@dataclass(frozen=True)
class Code:
    """A permanent code. All texts are msgids; ``example`` shows what is refused and ``mended`` what is right.

    ``private``: what stands there is not to be repeated in reports.
    """

    code: str
    title: str
    message: str
    hint: str
    explanation: str
    example: str = ""
    mended: str = ""
    severity: Severity = Severity.ERROR
    private: bool = False
