"""What makes two problems the same one, wherever lines have moved to."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable

from registry.codes import CODES
from registry.problem import Finding, Problem

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_LINES = frozenset({"first"})
"""Parameters of messages that are numbers of lines."""
_INDEX = re.compile(r"\[[0-9]+\]")


def identity(finding: Finding) -> str:
    """A digest of path, code and what the message says: 32 hexadecimal digits.

    Not of the line, of the place in a list (``members[2]``), of the hint or of the language.
    """
    parts = [finding.path, finding.code]
    parts += [f"{name}={_INDEX.sub('[]', str(finding.params.get(name)))}" for name in told(finding.code)]
    return _digest(parts)


def told(code: str) -> list[str]:
    """The parameters that a code's message shows, but for numbers of lines; none: only the place tells two apart."""
    if CODES[code].private:
        return []  # what such a message shows is cut short: another number may look the same
    return sorted(set(_PLACEHOLDER.findall(CODES[code].message)) - _LINES)


def fingerprints(problems: Iterable[Problem]) -> list[str]:
    """A digest for each problem, no two alike: problems of one identity are numbered in the order of the file."""
    seen: Counter[str] = Counter()
    result = []
    for problem in problems:
        count = seen[problem.identity]
        seen[problem.identity] += 1
        result.append(_digest([problem.identity, str(count)]) if count else problem.identity)
    return result


def _digest(parts: list[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:32]
