"""The ids that a form must not give again."""

from __future__ import annotations

from collections.abc import Iterable

from registry.link import Record


def entry_ids(records: Iterable[Record]) -> dict[str, str]:
    """The ids of entries of lists, short enough for a page: record → what comes after its own id, with spaces between;
    under ``""`` those that don't begin with it."""
    found: dict[str, list[str]] = {}
    for record in records:
        for value in record.data.values():
            for entry in value if isinstance(value, list) else ():
                if isinstance(entry, dict) and "id" in entry:
                    end = str(entry["id"]).removeprefix(f"{record.id}-")
                    found.setdefault("" if end == entry["id"] else record.id, []).append(end)
    return {id_: " ".join(ends) for id_, ends in found.items()}
