"""python-markdown, set up for prose: text in, element tree out, and no raw HTML on any way.

Tables, definition lists, sane lists and footnotes are python-markdown's own; fenced code, entities, e-mail
addresses and the list of footnotes are read here, because the library's versions put ready-made HTML beside the
tree, where nothing can check it, or take quadratic time.
"""

from __future__ import annotations

import re
from threading import local
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.footnotes import FootnoteBlockProcessor, FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString, code_escape

from registry.text.sanitise import ENTITY, clean_text, decode_entities
from registry.text.shortcuts import take_shortcuts

__all__ = ["FENCE", "parse", "parse_line"]

FENCE = re.compile(r" {0,3}(`{3,}+|~{3,}+) *+([^`]*+)\Z")
_FENCE_MARK = re.compile(rf"{STX}fence:(\d+){ETX}\Z")
_BLOCKS = ("indent", "code", "hashheader", "setextheader", "hr", "olist", "ulist", "quote", "reference")
"""python-markdown's block processors but those of empty blocks and paragraphs."""
_BACKSLASH = f"{STX}92{ETX}"
"""How python-markdown keeps an escaped backslash until the end."""
_instances = local()


def parse(text: str) -> Element:
    """The tree of a text of blocks; a footnote's reference and entry carry its label as `data-note`.

    Raises whatever python-markdown raises: its state is then thrown away.
    """
    return _parse(text, "blocks")


def parse_line(text: str) -> Element:
    """The tree of one paragraph, whatever its lines begin with: inline elements only."""
    return _parse(" ".join(text.split()), "line")


def _parse(text: str, mode: str) -> Element:
    md: Markdown | None = _instances.__dict__.pop(mode, None)
    if md is None:
        md = Markdown(extensions=[_Prose()] if mode == "blocks" else [_Line()])
        take_shortcuts(md)
    lines = text.split("\n")
    for preprocessor in md.preprocessors:
        lines = preprocessor.run(lines)
    root = md.parser.parseDocument(lines).getroot()
    assert isinstance(root, Element)
    for treeprocessor in md.treeprocessors:
        root = treeprocessor.run(root) or root if len(root) else root
    _instances.__dict__[mode] = md.reset()
    return root


class _Prose(Extension):
    """Everything that a text of blocks may hold."""

    def extendMarkdown(self, md: Markdown) -> None:
        extensions = [TableExtension(), DefListExtension(), SaneListExtension(), _Footnotes()]
        md.registerExtensions(extensions, {})
        fences = _Fences(md)
        md.preprocessors.register(fences, "fences", 25)
        md.treeprocessors.register(_FencedCode(fences), "fenced_code", 40)
        _inline(md)


class _Line(Extension):
    """Paragraphs only."""

    def extendMarkdown(self, md: Markdown) -> None:
        for name in _BLOCKS:
            md.parser.blockprocessors.deregister(name)
        _inline(md)


def _inline(md: Markdown) -> None:
    md.inlinePatterns.register(_Code(r"(?<!\\)((?:\\\\)+)(?=`)|(?:(?<![\\`])|(?<=\\`))(`+)"), "backtick", 190)
    md.preprocessors.deregister("html_block")
    md.inlinePatterns.deregister("html")
    md.inlinePatterns.register(_Entity(ENTITY.pattern), "entity", 80)
    md.inlinePatterns.register(_Mail(r"<(?:mailto:)?([^<>\s!@]+@[^@<>\s]+)>", md), "automail", 110)


class _Code(InlineProcessor):
    """Code between two runs of as many backticks, as in CommonMark; the library's search for the end goes astray."""

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int, int]:
        if m[1]:  # backslashes that escape each other, and not the backtick
            return _BACKSLASH * (len(m[1]) // 2), m.start(), m.end()
        end = re.compile(rf"(?<!`)`{{{len(m[2])}}}(?!`)").search(data, m.end())
        if end is None:
            return None, m.start(), m.end()
        code = Element("code")
        code.text = AtomicString(code_escape(data[m.end() : end.start()].strip()))
        return code, m.start(), end.end()


class _Entity(InlineProcessor):
    """`&eacute;` → « é », as text: what it stands for is never markup."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]
        return clean_text(decode_entities(m[0])), m.start(), m.end()


class _Mail(InlineProcessor):
    """`<someone@example.org>` → a link, in plain letters."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        address = self.unescape(m[1])
        link = Element("a", {"href": f"mailto:{address}"})
        link.text = AtomicString(address)
        return link, m.start(), m.end()


class _Fences(Preprocessor):
    """Takes fenced code out of the lines and leaves a mark; an open fence goes on to the end, as in CommonMark."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.codes: list[str] = []

    def run(self, lines: list[str]) -> list[str]:
        self.codes = []
        kept: list[str] = []
        fence = ""
        for line in lines:
            found = FENCE.match(line)
            if fence and not (found and found[1].startswith(fence) and not found[2].strip()):
                self.codes[-1] += line + "\n"
            elif fence:
                fence = ""
            elif found:
                fence = found[1]
                kept += ["", f"{STX}fence:{len(self.codes)}{ETX}", ""]
                self.codes.append("")
            else:
                kept.append(line)
        return kept


class _FencedCode(Treeprocessor):
    """Puts the fenced code back where its mark stands."""

    def __init__(self, fences: _Fences) -> None:
        super().__init__()
        self.fences = fences

    def run(self, root: Element) -> None:
        for element in list(root.iter("p")):
            found = _FENCE_MARK.match((element.text or "").strip())
            if found:
                element.tag, element.text = "pre", None
                SubElement(element, "code").text = AtomicString(self.fences.codes[int(found[1])].rstrip("\n") + "\n")


class _Footnotes(FootnoteExtension):
    """Definitions and references of footnotes; of the library's extension, the definitions only."""

    reading = True

    def extendMarkdown(self, md: Markdown) -> None:
        md.registerExtension(self)
        self.parser = md.parser
        md.parser.blockprocessors.register(_NoteDefinitions(self), "footnote", 17)
        md.inlinePatterns.register(_NoteReferences(r"\[\^([^\[\]\n]+)\]", self), "footnote", 175)
        md.treeprocessors.register(_NoteList(self), "footnote", 50)

    def reset(self) -> None:
        """Forget the text before."""
        super().reset()
        self.reading = True


class _NoteDefinitions(FootnoteBlockProcessor):
    RE = re.compile(r"^[ ]{0,3}\[\^([^\[\]\n]+)\]:[ ]*(.*)$", re.MULTILINE)

    def __init__(self, notes: _Footnotes) -> None:
        super().__init__(notes)
        self.notes = notes

    def test(self, parent: Element, block: str) -> bool:
        return self.notes.reading  # a definition inside a note is text


class _NoteReferences(InlineProcessor):
    def __init__(self, pattern: str, footnotes: _Footnotes) -> None:
        super().__init__(pattern)
        self.footnotes = footnotes

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int | None, int | None]:  # type: ignore[override]
        if m[1] not in self.footnotes.footnotes:
            return None, None, None
        return Element("sup", {"data-note": m[1]}), m.start(), m.end()


class _NoteList(Treeprocessor):
    """Reads the notes into a list at the end, before inline elements are looked for."""

    def __init__(self, footnotes: _Footnotes) -> None:
        super().__init__()
        self.footnotes = footnotes

    def run(self, root: Element) -> None:
        if not self.footnotes.footnotes:
            return
        self.footnotes.reading = False
        entries = SubElement(SubElement(root, "div", {"class": "footnotes"}), "ol")
        for label, text in self.footnotes.footnotes.items():
            holder = Element("div")  # the library's list processors treat a `li` specially
            self.footnotes.parser.parseChunk(holder, text)
            SubElement(entries, "li", {"data-note": label}).extend(list(holder))
