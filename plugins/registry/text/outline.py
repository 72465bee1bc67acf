"""Headings of a text: levels without a gap, and anchors that are readable, unique and stable."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from itertools import filterfalse
from typing import NamedTuple
from xml.etree.ElementTree import Element

__all__ = ["RESERVED_IDS", "Heading", "number_headings", "slug", "words_of"]

RESERVED_IDS = frozenset(
    """about actions adopts agenda approves attendance browse changes check commission commissions contact count
    day decisions documents done ended examples files former forms found funding host index institutions join
    kind kinds lasting late licence life limitations listed lists main means meetings members menu messages
    method milestones minutes months need needs news next part partners past privacy projects publisher purpose
    q quotes remedy results reuse said search signatories sources spread spread-name stated status steady steps
    subscribe subscriptions themes then together together-all together-name undated upcoming version ways year
    years""".split()  # noqa: SIM905
)
"""Anchors that the theme's pages have themselves; a test compares them with the templates."""
_TAGS = {f"h{level}": level for level in range(1, 7)}
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})
_MAX_SLUG = 80


class Heading(NamedTuple):
    """A heading: `level` as published (2 to 6), the `id` of its element, its plain `text`."""

    level: int
    id: str
    text: str


def slug(text: str) -> str:
    """The anchor that a text suggests: small letters without accents, digits, hyphens; "" if it has none.

    Letters that have no unaccented Latin form (Greek, Arabic …) stay as they are.
    """
    folded = unicodedata.normalize("NFKD", text)
    bare = "".join(filterfalse(unicodedata.combining, folded)).lower().translate(_LIGATURES)
    return re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", bare))[:_MAX_SLUG].strip("-")


def number_headings(
    elements: Iterable[Element], top_level: int, prefix: str = "", reserved: Collection[str] = RESERVED_IDS
) -> list[Heading]:
    """Give each heading among `elements` its level and id, in document order, and list them.

    The highest heading becomes `top_level`; one that skips a level is lifted. Two equal texts, and one whose
    anchor is reserved, get a number: `sources-2`.
    """
    headings: list[Heading] = []
    above: list[int] = []
    taken = set(reserved)
    counts: dict[str, int] = {}
    for element in elements:
        source_level = _TAGS.get(element.tag)
        if source_level is None:
            continue
        text = words_of(element)
        if not text:
            element.tag = "span"  # which the sanitiser drops: a heading without words heads nothing
            continue
        while above and above[-1] >= source_level:
            above.pop()
        above.append(source_level)
        level = min(top_level + len(above) - 1, 6)
        element.tag = f"h{level}"
        base = prefix + (slug(text) or "section")
        if base.startswith(("fn-", "fnref")):  # those are of footnotes
            base = f"h-{base}"
        id_ = base
        while id_ in taken:
            counts[base] = counts.get(base, 1) + 1
            id_ = f"{base}-{counts[base]}"
        taken.add(id_)
        element.set("id", id_)
        headings.append(Heading(level, id_, text))
    return headings


def words_of(element: Element) -> str:
    """The words in an element, on one line: without the numbers of footnotes, with what stands for images."""
    words = [element.text or ""]
    for child in element:
        if child.tag == "img":
            words.append(child.get("alt", ""))
        elif child.tag != "sup":
            words.append(words_of(child))
        words.append(child.tail or "")
    return " ".join("".join(words).split())
