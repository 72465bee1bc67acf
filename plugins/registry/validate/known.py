"""What is known of each file before any is opened: few bytes each, in shares, so that thousands are there at once."""

from __future__ import annotations

import marshal
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from registry.cache.shares import share_of
from registry.cache.store import Store
from registry.load.document import Digests
from registry.load.files import State
from registry.problem import Finding, Severity
from registry.validate.reading import Reading


class Head(NamedTuple):
    """A file's looks (``None`` if they may lie), the digests of its document, whether its schema had nothing to say of
    its data, and the findings about it alone, as plain values."""

    state: State | None
    digests: Digests
    sound: bool
    findings: tuple[tuple[Any, ...], ...]

    @property
    def sound_data(self) -> bytes | None:
        """The digest of data that its schema accepts."""
        return self.digests[1] if self.sound else None

    def found(self) -> list[Finding]:
        """The findings."""
        return [
            Finding(path, line, column, code, params, near, severity and Severity(severity))
            for path, line, column, code, params, near, severity in self.findings
        ]


def head_of(reading: Reading) -> Head:
    """What is known of a file that was just read, but for its looks."""
    document = reading.document
    findings = tuple(
        (f.path, f.line, f.column, f.code, _plain(dict(f.params)), f.near, f.severity and f.severity.value)
        for f in reading.findings
    )
    return Head(None, document.digests, not (document.broken or document.flawed), findings)


class Heads:
    """The heads that a ``store`` keeps in ``section``, by the paths of their files."""

    def __init__(self, store: Store, section: str) -> None:
        self._store, self._section = store, section
        self.by_path: dict[str, Head] = {
            path: Head._make(head) for _, share in store.rows(section) for path, head in marshal.loads(share)
        }

    def change(self, new: Mapping[str, Head], gone: Collection[str] = ()) -> None:
        """Take some in and others away."""
        self.by_path.update(new)
        for path in gone:
            self.by_path.pop(path, None)
        if new or gone:
            self._store.change(self._section, self._shares({share_of(path) for path in (*new, *gone)}))

    def _shares(self, places: set[int]) -> Iterable[tuple[bytes, bytes]]:
        shares: dict[int, list[tuple[str, tuple[Any, ...]]]] = {place: [] for place in places}
        for path, head in self.by_path.items():
            place = share_of(path)
            if place in shares:
                shares[place].append((path, tuple(head)))
        for place, share in shares.items():
            yield b"%d" % place, marshal.dumps(share, 2)


def _plain(value: Any) -> Any:
    """A value without types of our own, which marshal does not know."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value if value is None or type(value) in (str, int, float, bool) else str(value)
