"""The places inside pages that addresses can lead to (``#…``), for views and for the link check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from registry.slugs import slug


def glossary_anchors(terms: Iterable[str]) -> dict[str, str]:
    """Term → its anchor on the glossary page: ``A.T.H.E.N.E.S.`` → ``athenes``; a second such one ``athenes-2``."""
    anchors: dict[str, str] = {}
    counts: dict[str, int] = {}
    for term in terms:
        base = slug(term.replace(".", "")) or "term"
        counts[base] = counts.get(base, 0) + 1
        anchors.setdefault(term, base if counts[base] == 1 else f"{base}-{counts[base]}")
    return anchors


def entry_ids(data: Mapping[str, object]) -> set[str]:
    """The anchors that entries of a record have by their ids: decisions, sections."""
    lists = [value for value in data.values() if isinstance(value, list)]
    return {str(entry["id"]) for entries in lists for entry in entries if isinstance(entry, dict) and "id" in entry}
