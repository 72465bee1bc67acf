"""A section of a store as a mapping."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping

from registry.cache.store import Store


class Rows(MutableMapping[str, bytes]):
    """The rows of one section by their keys as text; what is set is written at once."""

    def __init__(self, store: Store, section: str) -> None:
        self._store, self._section = store, section

    def __getitem__(self, key: str) -> bytes:
        found = self._store.get(self._section, key.encode())
        if found is None:
            raise KeyError(key)
        return found

    def __setitem__(self, key: str, value: bytes) -> None:
        self._store.change(self._section, [(key.encode(), value)])

    def __delitem__(self, key: str) -> None:
        self._store.change(self._section, drop=[key.encode()])

    def __iter__(self) -> Iterator[str]:
        return (key.decode() for key, _ in self._store.rows(self._section))

    def __len__(self) -> int:
        return sum(1 for _ in self)
