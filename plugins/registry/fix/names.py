"""The field that a misspelt name certainly means."""

from __future__ import annotations

from collections.abc import Iterable

from registry.i18n import Catalogue
from registry.schema.kinds import Schema
from registry.slugs import slug


def meant_field(name: str, properties: dict[str, Schema], taken: Iterable[str], catalogue: Catalogue) -> str | None:
    """The only one of ``properties`` that is called so but for accents and capitals, by its name or its title, or
    is one slip of the finger away (two in a long name); ``None`` if another is as near, or if it is taken."""
    key = slug(name)
    if not key or len(name) > 60:
        return None
    called: set[str] = set()
    for field, schema in properties.items():
        title = str(schema.get("title", ""))
        if key in (slug(field), slug(title), slug(catalogue.pgettext("schema", title))):
            called.add(field)
    if not called:
        slips = 2 if len(key) >= 8 else 1
        distances = {field: slips_between(key, slug(field), slips) for field in properties}
        nearest = min(distances.values(), default=slips + 1)
        called = {field for field, distance in distances.items() if distance == nearest <= slips}
    return next(iter(called)) if len(called) == 1 and called.isdisjoint(taken) else None


def slips_between(one: str, other: str, most: int) -> int:
    """Slips between two words: a letter too many, missing, wrong, or two swapped. More than ``most``: ``most + 1``."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        above, row = row, [i]
        for j, against in enumerate(other, start=1):
            best = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                best = min(best, before[j - 2] + 1)
            row.append(best)
        before = above
    return row[-1]
