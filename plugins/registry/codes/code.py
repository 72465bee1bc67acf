"""What a problem's code is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from registry.problem import Severity

_PLACEHOLDER = re.compile(r"\{[a-z_]+\}")


def in_general(text: str) -> str:
    """A text of a code without a file at hand: what a finding would fill in shows as « … »."""
    return _PLACEHOLDER.sub("…", text)


@dataclass(frozen=True)
class Code:
    """A permanent code: title, message, hint and explanation are msgids; ``example`` shows what is
    refused and ``mended`` what is right (data, in no language)."""

    code: str
    title: str
    message: str
    hint: str
    explanation: str
    example: str = ""
    mended: str = ""
    severity: Severity = Severity.ERROR
