"""Findings and problems: what is wrong with a network's files, as data.

A *finding* is what a stage of the library notices: a code, a position and parameters, in no
language. A *problem* is a finding worded for a person, in the network's language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class Severity(StrEnum):
    """How bad a problem is: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True)
class Finding:
    """Something wrong at a place of a file.

    ``path`` is relative to the site's folder, with ``/``; ``line`` and ``column`` count from 1.
    ``params`` fill the message of the code (see :mod:`registry.codes`). ``near`` is a name the
    author may have meant, ``severity`` overrides the code's own.
    """

    path: str
    line: int
    column: int
    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    near: str | None = None
    severity: Severity | None = None


@dataclass(frozen=True, order=True)
class Problem:
    """A finding in words. Its fields up to ``severity``, in this order, are contract C2 (``check --format json``).

    ``identity`` stays the same when lines move and whatever the language (see :mod:`registry.identity`).
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str
    severity: Severity
    identity: str = field(default="", compare=False)


def has_errors(problems: Iterable[Problem]) -> bool:
    """True when a build must not go on."""
    return any(problem.severity is Severity.ERROR for problem in problems)


class BrokenFile(ValueError):
    """A file of the project itself, a schema or a catalogue, that cannot be read; the text says ``file:line: why``.

    Its place is told by the attributes of ``SyntaxError``.
    """

    def __init__(self, path: Path, line: int, column: int, reason: str) -> None:
        super().__init__(f"{path.name}:{line}: {reason}")
        self.filename, self.lineno, self.offset, self.msg = str(path), line, column, reason
