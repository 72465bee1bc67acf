"""What is skipped makes no difference: the trees are those of python-markdown by itself, whatever its version."""

import random
from xml.etree.ElementTree import tostring

import pytest
from markdown.treeprocessors import InlineProcessor
from registry.text import parser
from registry.text.shortcuts import BLOCK_SIGNS, INLINE_SIGNS

SAMPLES = {
    "autolink": "<https://a.example/>", "automail": "<a@b.example>", "backtick": "`a`", "em_strong": "*a* _b_",
    "entity": "&eacute;", "escape": "\\*a*", "footnote": "a[^1]\n\n[^1]: b", "image_link": "![a](/b)",
    "image_reference": "![a][r]\n\n[r]: /b", "linebreak": "a  \nb", "link": "[a](/b)",
    "reference": "[a][r]\n\n[r]: /b", "short_image_ref": "![r]\n\n[r]: /b", "short_reference": "[r]\n\n[r]: /b",
    "code": "    a", "defindent": "a\n: b\n\n    c", "deflist": "a\n: b", "hashheader": "# a", "hr": "- - -",
    "quote": "> a", "setextheader": "a\n=", "table": "a|b\n-|-\nc|d",
}  # fmt: skip
"""One text a processor or pattern: `indent` does nothing that `defindent` would not."""
PIECES = [
    *SAMPLES.values(), "a", "é b", "l’eau ", "*", "**", "__", "`", "``", "\\", "\\\\", "[", "![", "](/x)", "](", "]",
    "[r]", "[R] [r]", "[a][]", "(", ")", "<b>", "&", " ", "  \n", "\n", "\n\n", "\n\n", "\n \n", "   ", "    ", "\t",
    "\n# ", "## h ##", "\n---\n", "\n- ", "\n1. ", "\n    - ", "\n> ", ">", "\n: ", "\n   : ", '\n[r]: /i "j"\n', "|",
    "\n   [r]: /k", "\n[^1]: l\n", "\n```\n", "\n\n    m", "\n\n- n\n\n    o\n\n",
]  # fmt: skip
TEXTS = ["", "\n ", "a\n ", "a\n  \nb", "a   \n ", "\t- a", "- a\n\n    ", "[a]\n\n[a]: <b> 'c'", *SAMPLES.values()]


def tree(text: str) -> str:
    return tostring(parser.parse(text), encoding="unicode") + tostring(parser.parse_line(text), encoding="unicode")


@pytest.fixture
def afresh(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """No converter is kept from before, nor for after."""
    monkeypatch.setattr(parser, "_instances", type(parser._instances)())
    return monkeypatch


def test_a_text_reads_the_same_without_shortcuts(afresh: pytest.MonkeyPatch) -> None:
    chance = random.Random(7)
    texts = TEXTS + ["".join(chance.choices(PIECES, k=chance.randint(2, 12))) for _ in range(1000)]
    trees = [tree(text) for text in texts]
    afresh.setattr(parser, "_instances", type(parser._instances)())
    afresh.setattr(parser, "take_shortcuts", lambda _md: None)
    for text, expected in zip(texts, trees, strict=True):
        assert tree(text) == expected, text


@pytest.mark.parametrize("name", sorted({*INLINE_SIGNS, *BLOCK_SIGNS} - {"indent"}))
def test_every_sign_has_a_text_that_needs_it(name: str, afresh: pytest.MonkeyPatch) -> None:
    expected = tree(SAMPLES[name])
    for signs in (INLINE_SIGNS, BLOCK_SIGNS):
        if name in signs:
            afresh.setitem(signs, name, ("\0",))
    afresh.setattr(parser, "_instances", type(parser._instances)())
    assert tree(SAMPLES[name]) != expected


def test_the_library_still_calls_what_stands_in_for_its_own_methods(afresh: pytest.MonkeyPatch) -> None:
    """A private name is used: were it gone, texts would be read as well, but slowly."""
    tried: list[str] = []
    whole = InlineProcessor._InlineProcessor__applyPattern  # type: ignore[attr-defined]

    def apply(self: InlineProcessor, pattern: object, *rest: object) -> object:
        tried.append(next(name for name in INLINE_SIGNS if self.inlinePatterns[name] is pattern))
        return whole(self, pattern, *rest)

    afresh.setattr(InlineProcessor, "_InlineProcessor__applyPattern", apply)
    parser.parse("Une phrase.\n\n- Une autre\n\n# [a](/b) [c")
    assert set(tried) == {"link"}


def test_what_becomes_text_is_replaced_at_once(afresh: pytest.MonkeyPatch) -> None:
    """The library copies the whole text for each sign."""
    copied: list[str] = []
    whole = InlineProcessor._InlineProcessor__applyPattern  # type: ignore[attr-defined]

    def apply(self: InlineProcessor, pattern: object, data: str, *rest: object) -> object:
        copied.append(data)
        return whole(self, pattern, data, *rest)

    afresh.setattr(InlineProcessor, "_InlineProcessor__applyPattern", apply)
    assert tree("\\*&lt;" * 1_000).count("*&lt;") == 2_000
    assert len(copied) < 10
