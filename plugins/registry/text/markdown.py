"""Markdown that partners write, as safe HTML for a page, with what a check of it needs to know.

Raw HTML is shown as text. Headings are fitted into the page, links and images made safe, tables made accessible;
then everything passes the sanitiser. python-markdown does the reading (`registry.text.parser`).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple
from xml.etree.ElementTree import Element, tostring

from registry.i18n import Catalogue
from registry.markers import N_
from registry.text import parser, prose
from registry.text.guards import MAX_BODY, MarkdownError, check
from registry.text.outline import RESERVED_IDS, Heading, number_headings
from registry.text.positions import Link, locate
from registry.text.sanitise import clean_html, clean_text

__all__ = ["MAX_BODY", "Heading", "Link", "MarkdownError", "MarkdownResult", "convert", "convert_inline"]

_NO_CATALOGUE = Catalogue("en")
_MAX_HTML = 2_000_000
"""Characters of a converted text, and of all its addresses and titles: a long one defined once may be used by
thousands of links."""
_TOO_LARGE = N_("it becomes too large: an address, a title or a note is used too often")


class MarkdownResult(NamedTuple):
    """A converted text: `html`, its `headings`, its `links` and its `images`, each in document order.

    `links` and `images` hold the refused ones too, with their targets as typed.
    """

    html: str
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    images: tuple[Link, ...]


def convert(
    body: str,
    *,
    top_level: int = 2,
    catalogue: Catalogue | None = None,
    id_prefix: str = "",
    taken: Collection[str] = (),
) -> MarkdownResult:
    """A text of blocks as HTML whose highest heading is `<h{top_level}>` (2 to 6); no heading skips a level.

    The few words added (names of tables and footnotes) come from `catalogue`, English without one. `id_prefix`
    keeps the anchors of several texts on one page apart, and no heading takes an id of `taken`. Raises
    MarkdownError, and nothing else, for a text that is too long (MAX_BODY), too tangled
    (`registry.text.guards`), or that python-markdown fails on.
    """
    words = catalogue or _NO_CATALOGUE
    text = _checked(body)
    try:
        root = _bounded(parser.parse(text))
        prose.plain_text(root)
        found = prose.link_and_show(root)
        headings = number_headings(root.iter(), max(2, min(top_level, 6)), id_prefix, RESERVED_IDS.union(taken))
        prose.wrap_tables(root, words.gettext("Table"), lambda name: words.gettext("Table: {name}", name=name))
        prose.number_footnotes(root, id_prefix, words.gettext("Notes"), lambda n: _back(words, n))
        return _result(root, headings, text, found)
    except MarkdownError:
        raise
    except RecursionError:
        raise MarkdownError(N_("it is nested too deeply")) from None
    except Exception as error:
        raise MarkdownError(N_("the converter gave up on it")) from error


def convert_inline(text: str) -> MarkdownResult:
    """A one-line text as HTML without blocks: emphasis, code, links, images. Raises MarkdownError as `convert`."""
    text = _checked(text)
    try:
        root = _bounded(parser.parse_line(text))
        prose.plain_text(root)
        found = prose.link_and_show(root)
        for paragraph in root:
            paragraph.tag = "span"
        return _result(root, [], text, found)
    except MarkdownError:
        raise
    except Exception as error:
        raise MarkdownError(N_("the converter gave up on it")) from error


def _checked(text: str) -> str:
    if len(text) > MAX_BODY:
        check(text)
    text = clean_text(text)
    check(text)
    return text


def _bounded(root: Element) -> Element:
    if sum(len(value) for element in root.iter() for value in element.attrib.values()) > _MAX_HTML:
        raise MarkdownError(_TOO_LARGE)
    return root


def _back(words: Catalogue, number: int) -> str:
    return words.gettext("Back to the text, note {number}", number=number)


def _result(root: Element, headings: list[Heading], text: str, found: list[prose.Found]) -> MarkdownResult:
    root.text = root.tail = None  # blanks, where there is something
    html = tostring(root, encoding="unicode", method="html").removeprefix("<div>").removesuffix("</div>")
    if len(html) > _MAX_HTML:
        raise MarkdownError(_TOO_LARGE)
    html = clean_html(html)
    places = list(locate(text, found))
    return MarkdownResult(
        html.strip(),
        tuple(headings),
        tuple(link for link in places if not link.is_image),
        tuple(link for link in places if link.is_image),
    )
