"""What a problem's code is."""

from __future__ import annotations

from dataclasses import dataclass

from registry.problem import Severity


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
