"""A document: one file of the network, read and typed, that still knows where everything stood."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from registry.load.yaml_events import Marks, parse
from registry.problem import Finding, Severity
from registry.text.texts import Outline

Pointer = tuple[str | int, ...]
"""The way to a value inside a document: ``("members", 0, "partner")``."""
Digests = tuple[bytes, bytes, bytes, bytes]
"""Of a file's text, of its document's ``data`` and ``body``, of all that a rule about the whole network looks at."""


@dataclass
class Document:
    """One file: ``path`` relative to the site, ``kind`` and ``id``, typed ``data``, Markdown ``body``.

    ``header_line`` and ``body_line`` are the 1-based lines where the YAML and the body begin.
    ``broken`` says that the file could not be read as YAML: it has no data, but its id exists,
    so that what refers to it is not called dangling. ``flawed`` names the top-level fields that
    are missing, unknown or partly refused: nothing is to be concluded from their being silent.
    ``order`` is its place among its kind (:func:`registry.urls.sort_key`), ``references`` are (place in the kind's
    references, pointer, id) of what it refers to, ``outlines`` says what its Markdown texts hold.
    """

    path: str
    kind: str
    id: str
    header: str = ""
    header_line: int = 1
    data: dict[str, Any] = field(default_factory=dict)
    body: str | None = None
    body_line: int = 1
    broken: bool = False
    flawed: frozenset[str] = frozenset()
    order: tuple[str, ...] = ()
    references: tuple[tuple[int, Pointer, str], ...] = ()
    outlines: tuple[Outline, ...] = ()
    digests: Digests = (b"", b"", b"", b"")

    def lacks(self, *names: str) -> bool:
        """Whether what the file says under one of these names may not all be in ``data``."""
        return self.broken or not self.flawed.isdisjoint(names)

    @property
    def hidden(self) -> bool:
        """An example or a draft: not published."""
        return self.data.get("example") is True or self.data.get("draft") is True

    @cached_property
    def marks(self) -> Marks:
        """Positions of keys and values, found by reading the header again: only problems need them."""
        return parse(self.header, with_marks=True).marks

    def position(self, pointer: Pointer, *, of_key: bool = False) -> tuple[int, int]:
        """1-based (line, column) in the file of the value at ``pointer`` or of its key.

        A value that is not there has the position of its nearest enclosing key, or of the first key.
        """
        table = self.marks.keys if of_key else self.marks.values
        while pointer:
            mark = table.get(pointer) or self.marks.values.get(pointer)
            if mark:
                return mark[0] + self.header_line - 1, mark[1]
            pointer, table = pointer[:-1], self.marks.keys
        line, column = min(self.marks.keys.values(), default=(1, 1))
        return line + self.header_line - 1, column

    def finding(
        self,
        code: str,
        pointer: Pointer = (),
        *,
        of_key: bool = False,
        near: str | None = None,
        severity: Severity | None = None,
        **params: object,
    ) -> Finding:
        """A finding at the value (or the key) that ``pointer`` leads to."""
        line, column = self.position(pointer, of_key=of_key)
        return Finding(self.path, line, column, code, params, near, severity)

    def body_finding(self, code: str, line: int, column: int, *, near: str | None = None, **params: object) -> Finding:
        """A finding at a 1-based line and column of the Markdown body."""
        return Finding(self.path, self.body_line + line - 1, column, code, params, near)
