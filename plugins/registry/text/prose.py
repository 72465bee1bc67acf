"""The tree of a text made ready for a page: links, images, tables, footnotes."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from itertools import count
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from registry.text.outline import words_of
from registry.text.sanitise import clean_text, decode_entities, is_external, safe_href, safe_src

__all__ = ["Found", "link_and_show", "number_footnotes", "plain_text", "wrap_tables"]

_ALIGN = re.compile(r"text-align: (left|center|right);")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


class Found(NamedTuple):
    """A link or an image as the text has it: `target` untouched, `text` the link's words or the image's."""

    target: str
    text: str
    is_image: bool


def plain_text(root: Element) -> None:
    """Undo the escaping in code and the entities in attributes, so that the tree holds plain text everywhere."""
    for element in root.iter():
        if element.tag == "code":
            element.text = unescape(element.text or "")
        for name, value in element.items():
            element.set(name, clean_text(decode_entities(value)))


def link_and_show(root: Element) -> list[Found]:
    """Make links and images safe and list them all, in document order, refused ones too.

    A refused link leaves its words, a refused image its text.
    """
    found = []
    for element in list(root.iter()):
        if element.tag == "a":
            target = element.get("href", "")
            found.append(Found(target, words_of(element), False))
            href = safe_href(target)
            if href is None:
                _become_text(element)
                continue
            element.set("href", href)
            if is_external(href):
                element.set("class", "external")
                element.set("rel", "external")
        elif element.tag == "img":
            target, alt = element.get("src", ""), element.get("alt", "")
            found.append(Found(target, alt, True))
            src = safe_src(target)
            if src is None:
                _become_text(element)
                element.text = alt
            else:
                element.set("src", src)
    return found


def _become_text(element: Element) -> None:
    """The sanitiser drops a `span` and keeps what it holds."""
    element.tag = "span"
    element.attrib.clear()


def wrap_tables(root: Element, word: str, label_of: Callable[[str], str]) -> None:
    """Put each table into a region that scrolls by keyboard, named by its caption or by the heading above.

    A paragraph right before a table that begins with `word` (« Table ») and a colon is its caption. `label_of`
    makes the region's name of that of the table; a table without any is called `word`.
    """
    if next(root.iter("table"), None) is None:
        return
    caption = re.compile(rf"\s*{re.escape(word)}\s*:\s*", re.IGNORECASE)
    names: dict[str, int] = {}
    heading = ""
    for parent in list(root.iter()):
        for place in range(len(parent) - 1, -1, -1):
            if parent[place].tag == "table" and place and _is_caption(parent[place - 1], caption):
                _make_caption(parent[place - 1], parent[place], caption)
                del parent[place - 1]
    parents = {child: parent for parent in root.iter() for child in parent}
    for element in list(root.iter()):
        if element.tag in _HEADINGS:
            heading = words_of(element)
        elif element.tag == "table":
            _set_cells(element)
            own = element.find("caption")
            name = words_of(own) if own is not None else heading
            label = label_of(name) if name else word
            names[label] = names.get(label, 0) + 1
            if names[label] > 1:
                label = f"{label} ({names[label]})"
            attributes = {"class": "table-scroll", "role": "region", "tabindex": "0", "aria-label": label}
            region = Element("div", attributes)
            region.tail, element.tail = element.tail, None
            parent = parents[element]
            parent[list(parent).index(element)] = region
            region.append(element)


def _is_caption(element: Element, caption: re.Pattern[str]) -> bool:
    return element.tag == "p" and caption.match(element.text or "") is not None


def _make_caption(paragraph: Element, table: Element, pattern: re.Pattern[str]) -> None:
    element = Element("caption")
    element.text = pattern.sub("", paragraph.text or "", count=1)
    element.extend(list(paragraph))
    table.insert(0, element)


def _set_cells(table: Element) -> None:
    for cell in table.iter():
        if cell.tag not in ("td", "th"):
            continue
        aligned = _ALIGN.match(cell.attrib.pop("style", ""))
        if aligned:
            cell.set("class", f"align-{aligned[1]}")
        if cell.tag == "th":
            if words_of(cell):
                cell.set("scope", "col")
            else:
                cell.tag = "td"  # an empty header heads nothing


def number_footnotes(root: Element, prefix: str, title: str, back: Callable[[int], str]) -> None:
    """Number footnotes in the order of their first reference, and link both ways.

    `title` names the list, `back(n)` the link from note n to the text. A note without reference comes last.
    """
    notes = next((div for div in root.findall("div") if div.get("class") == "footnotes"), None)
    if notes is None:
        return
    entries = {item.attrib.pop("data-note"): item for item in notes[0]}
    references: dict[str, list[Element]] = {}
    for reference in root.iter("sup"):
        label = reference.attrib.pop("data-note", None)
        if label is not None:
            references.setdefault(label, []).append(reference)
    order = [*references, *(label for label in entries if label not in references)]
    notes[0][:] = [entries[label] for label in order]
    notes.attrib.update({"role": "doc-endnotes", "aria-label": title})
    for number, label in enumerate(order, start=1):
        entry = entries[label]
        entry.set("id", f"{prefix}fn-{number}")
        for nth, reference in zip(count(1), references.get(label, ())):
            id_ = f"{prefix}fnref-{number}" + (f"-{nth}" if nth > 1 else "")
            reference.set("id", id_)
            link = {"href": f"#{prefix}fn-{number}", "class": "footnote-ref", "role": "doc-noteref"}
            SubElement(reference, "a", link).text = str(number)
            _link_back(entry, id_, back(number))


def _link_back(entry: Element, id_: str, label: str) -> None:
    last = entry[-1] if len(entry) and entry[-1].tag == "p" else SubElement(entry, "p")
    if len(last):
        last[-1].tail = (last[-1].tail or "").rstrip() + "\u00a0"
    else:
        last.text = (last.text or "").rstrip() + "\u00a0"
    link = {"href": f"#{id_}", "class": "footnote-backref", "role": "doc-backlink", "aria-label": label}
    SubElement(last, "a", link).text = "↩"
