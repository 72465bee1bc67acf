"""What may stand in prose that partners write: characters, addresses, and, as the last word, HTML.

The converter makes safe HTML by itself; the sanitiser is a second wall, so that a defect of the converter, or of
what it is built on, is text at worst. Source of the rules: the design page (« Traps ») and issue of safety.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import nh3

__all__ = ["ENTITY", "clean_html", "clean_text", "decode_entities", "is_external", "safe_href", "safe_src"]

_FORBIDDEN = dict.fromkeys(
    [
        *(code for code in range(0x20) if code not in (0x09, 0x0A)),  # C0 controls but tab and line feed
        *range(0x7F, 0xA0),  # delete, C1 controls
        0x061C, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029, *range(0x202A, 0x202F),  # marks that hide or turn text
        *range(0x2060, 0x2070), 0xFEFF, *range(0xFFF9, 0xFFFC),
        *range(0xD800, 0xE000),  # surrogates, which no encoding takes
        *range(0xFDD0, 0xFDF0), *(plane + last for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)),
    ]
)  # fmt: skip


def _all_but(codes: Iterable[int]) -> Iterator[str]:
    """Ranges, for a set in a pattern, of all characters but those of `codes`."""
    start = 0
    for code in [*sorted(codes), sys.maxunicode + 1]:
        if start < code:
            yield f"\\U{start:08x}-\\U{code - 1:08x}"
        start = code + 1


_HARMLESS = re.compile(f"[{''.join(_all_but(_FORBIDDEN))}]*+")
"""A text without forbidden characters: telling so is thirty times faster than to translate it."""

ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_WEB = re.compile(r"https?://[^/?#@:\[\]]+(?::[0-9]{1,5})?(?:[/?#].*)?\Z", re.IGNORECASE)
_TO_ENCODE = re.compile(r"[\s\"<>\\^`{|}]")
_ID = re.compile(r"\A[\w-]+\Z")

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_TAGS = frozenset(_HEADINGS) | frozenset(
    """a blockquote br caption code dd div dl dt em hr img li ol p pre strong sup
    table tbody td th thead tr ul""".split()  # noqa: SIM905
)
_ATTRIBUTES = {
    "a": {"href", "title", "aria-label"},
    "div": {"aria-label"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    **{name: {"id"} for name in (*_HEADINGS, "li", "sup")},
}
_VALUES = {
    "a": {"rel": {"external"}, "role": {"doc-noteref", "doc-backlink"}},
    "div": {"role": {"region", "doc-endnotes"}, "tabindex": {"0"}},
    "th": {"scope": {"col"}},
}
_ALIGNMENTS = {"align-left", "align-center", "align-right"}
_CLASSES = {
    "a": {"external", "footnote-ref", "footnote-backref"},
    "div": {"table-scroll", "footnotes"},
    "td": _ALIGNMENTS,
    "th": _ALIGNMENTS,
}


def clean_text(text: str) -> str:
    """`text` with plain line ends, without control characters and marks that turn or hide text."""
    return _harmless(text.replace("\r\n", "\n").replace("\r", "\n"))


def _harmless(text: str) -> str:
    return text if _HARMLESS.fullmatch(text) else text.translate(_FORBIDDEN)


def decode_entities(text: str) -> str:
    """`text` with each `&name;` and `&#…;` as its character; « ?a&copy=b » is none."""
    return ENTITY.sub(lambda entity: unescape(entity[0]), text) if "&" in text else text


def safe_href(target: str) -> str | None:
    """The address to publish for a link to `target`, or None if it must not be a link.

    Allowed are http and https with a host and no user name, mailto, tel, and addresses of this site: `/path`,
    `#anchor`, relative. Signs that no address may hold are encoded.
    """
    target = _harmless(target.strip())
    target = _TO_ENCODE.sub(lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), target)
    if not target or target.startswith("//"):
        return None
    scheme = _SCHEME.match(target)
    if scheme is None or _WEB.match(target):
        return target
    return target if scheme[0].lower() in ("mailto:", "tel:") and len(target) > len(scheme[0]) else None


def safe_src(target: str) -> str | None:
    """The address of an image of this site (`/images/a.png`, `images/a.png`), or None for any other image."""
    href = safe_href(target)
    if href is None or _SCHEME.match(href) or href.startswith(("#", "?")) or ".." in href.split("/"):
        return None
    return href


def is_external(href: str) -> bool:
    """Whether a safe address leads to another site."""
    return _WEB.match(href) is not None


def clean_html(html: str) -> str:
    """`html` with nothing but the elements, attributes and addresses that prose may have; the rest is dropped."""
    return _harmless(_cleaner().clean(html))


@lru_cache(maxsize=1)
def _cleaner() -> nh3.Cleaner:
    import nh3

    return nh3.Cleaner(
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_filter,
        tag_attribute_values=_VALUES,
        allowed_classes=_CLASSES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
        clean_content_tags={"script", "style"},
    )


def _filter(_tag: str, name: str, value: str) -> str | None:
    if name == "href":
        return safe_href(value)
    if name == "src":
        return safe_src(value)
    if name == "id":
        return value if _ID.match(value) else None
    return value
