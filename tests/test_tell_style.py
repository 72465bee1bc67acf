"""No text of a record can become more than text in a comment: read by a CommonMark parser as forges do."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from registry.tell.style import Markdown, Plain

FORGE = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
INVISIBLE = "\u200b"
LIVE = re.compile(r"@\w|#\d|GH-\d|https?://|www\.|(?<!\w)[!&%$~^]\w|:(?:[a-z_]+|[+-]1|100):")
HOSTILE = [
    "**bold** _it_ ~~gone~~ `code`",
    "[link](https://evil.example) ![image](https://evil.example/a.png) [ref]: /x",
    "<script>alert(1)</script> <img src=x onerror=alert(1)> <!-- --> </details> &lt; &#64;all",
    "@owner @org/team a@b.example #12 org/repo#12 GH-12 !5 &7 %3 ~bug $4 ^2 :tada: :+1: :100:",
    "http://evil.example www.evil.example ftp://evil.example mailto:a@b.example <https://evil.example>",
    "# heading\n\n- [ ] task\n1. item\n> quote\n```\n/close\n```\n| a | b |\n|---|---|\n---\n===",
    "\\`\\* \\[x](y) \\\\",
    "\u202egnp.exe \x1b[31m red",
    "*",
    "`" * 9,
    "***a***b***",
    "$$x$$ $`y`$ [^1] [[wiki]] {{ x }}",
]


class Reader(HTMLParser):
    """The elements and the text of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        assert attrs == []

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


def rendered(markdown: str) -> Reader:
    reader = Reader()
    reader.feed(FORGE.render(markdown))
    reader.close()
    return reader


def check(text: str) -> None:
    style = Markdown()
    plain = Plain().text(text)
    for pattern, elements in (
        ("- **x** {text}\n- y\n", ["ul", "li", "strong", "li"]),
        ("- {strong}, z\n- y\n", ["ul", "li", "strong", "li"]),
        ("- “{added}”\n- y\n", ["ul", "li", "strong", "li"]),
        ("- “{removed}”\n- y\n", ["ul", "li", "s", "li"]),
    ):
        marked = {name: getattr(style, name)(text) for name in ("text", "strong", "added", "removed")}
        read = rendered(pattern.format(**marked))
        if plain.strip() and pattern.startswith("- **x**"):
            assert plain.strip() in read.text.replace(INVISIBLE, ""), text
            assert not LIVE.search(read.text), read.text
        assert [element for element in read.elements if element not in ("strong", "s")] == ["ul", "li", "li"], elements
        assert set(read.elements) <= {*elements, "ul", "li"}, text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_text(text: str) -> None:
    check(text)


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("ab1 \n@#!&%$~^*_`<>[]()|\\:/.-+=\"'{}"), max_size=40))
def test_any_text_stays_text(text: str) -> None:
    check(text)


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("a @`\\<*\n"), max_size=30))
def test_code_stays_code(text: str) -> None:
    read = rendered(f"- x {Markdown().code(text)} y\n")
    assert read.elements == ["ul", "li", *(["code"] if text.strip() else [])]
    assert "\n" not in Markdown().code(text)


def test_ordinary_texts_are_left_alone() -> None:
    text = "L’« Été », 18:30 – 50 % (rue C. Sharp), n° 5 : oui ! 3 + 4 = 7 - 1."
    assert Markdown().text(text) == text
