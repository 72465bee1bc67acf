"""python-markdown without the searches that cannot find anything.

The library tries every block processor on every block, and every inline pattern on every text: some thirty regular
expressions a paragraph, most of them for signs that the paragraph does not hold. Here those signs are looked for
first, which costs next to nothing. What is found, and in which order, stays the library's; a processor or pattern
that is not named here is always tried.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.preprocessors import NormalizeWhitespace
from markdown.treeprocessors import InlineProcessor, UnescapeTreeprocessor
from markdown.util import ETX, STX, AtomicString, Registry

__all__ = ["BLOCK_SIGNS", "INLINE_SIGNS", "take_shortcuts"]

BLOCK_SIGNS = {
    "code": ("    ",),
    "defindent": ("    ",),
    "deflist": (": ",),
    "footnote": ("]:",),
    "hashheader": ("#",),
    "hr": ("-", "_", "*"),
    "indent": ("    ",),
    "quote": (">",),
    "reference": ("]:",),
    "setextheader": ("\n=", "\n-"),
    "table": ("|",),
}
"""Block processor → signs: without one of them in the block, it has nothing to do."""
INLINE_SIGNS = {
    "autolink": ("<",),
    "automail": ("<",),
    "backtick": ("`",),
    "em_strong": ("*", "_"),
    "entity": ("&",),
    "escape": ("\\",),
    "footnote": ("[^",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "linebreak": ("  \n",),
    "link": ("[",),
    "reference": ("[",),
    "short_image_ref": ("![",),
    "short_reference": ("[",),
}
"""Inline pattern → one or two signs: without one of them in the text, it does not match."""
_BY_REFERENCE = ("reference", "image_reference", "short_reference", "short_image_ref")
"""Inline patterns that make nothing where no reference is defined."""
_AT_ONCE = ("escape", "entity")
"""Inline patterns that make texts, of all that they match."""
_BLANK_LINE = re.compile(r"\n ++(?:\n|\Z)")
_UNEVEN = (STX, ETX, "\r", "\t")

_T = TypeVar("_T")


def take_shortcuts(md: Markdown) -> None:
    """Make `md`, whose extensions are all registered, look for signs before it searches."""
    md.preprocessors.register(_Whitespace(md), "normalize_whitespace", 30)
    md.parser.parseBlocks = _block_loop(md.parser)  # type: ignore[method-assign, assignment]
    md.treeprocessors.register(_Inline(md), "inline", 20)
    md.treeprocessors.register(_Unescape(md), "unescape", 0)
    md.block_level_elements = frozenset(md.block_level_elements)  # type: ignore[assignment]  # a list is slow to search


def _signed(registry: Registry[_T], signs: Mapping[str, tuple[str, ...]]) -> list[tuple[tuple[str, ...], _T]]:
    """What is in `registry`, in its order, each with its signs; the empty one is in every text."""
    known = {registry[name]: signs[name] for name in signs if name in registry}
    return [(known.get(item, ("",)), item) for item in registry]


class _Whitespace(NormalizeWhitespace):
    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join(lines)
        if _BLANK_LINE.search(source) or any(sign in source for sign in _UNEVEN):
            return super().run(lines)
        return [*lines, "", ""]


def _block_loop(parser: BlockParser) -> Callable[[Element, list[str]], None]:
    """`BlockParser.parseBlocks`, which takes blocks away until there are none, with the signs looked for."""
    steps = [(signs, item.test, item.run) for signs, item in _signed(parser.blockprocessors, BLOCK_SIGNS)]

    def parse_blocks(parent: Element, blocks: list[str]) -> None:
        while blocks:
            block = blocks[0]
            for signs, test, run in steps:
                for sign in signs:
                    if sign in block:
                        break
                else:
                    continue
                if test(parent, block) and run(parent, blocks) is not False:
                    break

    return parse_blocks


class _Inline(InlineProcessor):
    """The library's, but for the method, a private one, that tries each pattern on a text.

    Where what a pattern makes is a text, all of it is put in its places at once: the library copies what it reads for
    each, and there may be one for every second sign.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        by_reference = [md.inlinePatterns[name] for name in _BY_REFERENCE]
        signed = enumerate(_signed(md.inlinePatterns, INLINE_SIGNS))
        self._all = [(index, signs[0], signs[-1], pattern) for index, (signs, pattern) in signed]
        self._without_references = [entry for entry in self._all if entry[3] not in by_reference]
        self._tried = self._all
        self._at_once = [md.inlinePatterns[name] for name in _AT_ONCE]

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        self._tried = self._all if self.md.references else self._without_references
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:
        if not isinstance(data, AtomicString):
            try_pattern = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
            for index, first, second, pattern in self._tried:
                if index >= patternIndex and (first in data or second in data):
                    if pattern in self._at_once:
                        data = self._put_all(pattern, data)
                        continue
                    start, matched = 0, True
                    while matched:
                        data, matched, start = try_pattern(pattern, data, index, start)
        return data

    def _put_all(self, pattern: Any, data: str) -> str:
        stash = self._InlineProcessor__stashNode  # type: ignore[attr-defined]

        def put(found: re.Match[str]) -> str:
            node = pattern.handleMatch(found, data)[0]
            return found[0] if node is None else stash(node, pattern.type())

        return str(pattern.getCompiledRegExp().sub(put, data))


class _Unescape(UnescapeTreeprocessor):
    def unescape(self, text: str) -> str:
        return super().unescape(text) if STX in text else text
