"""Long texts: which line breaks matter, which paragraphs and which words changed."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registry.compare.paragraphs import bare, paragraphs, reading
from registry.compare.texts import compare_texts, excerpt

MARKDOWN = {"x-markdown": True}


def test_paragraphs_are_what_a_reader_sees() -> None:
    text = "# Title\nA first\nline.\n- one\n  more\n- two\n\n| a | b |\n|---|---|\n\n```\nx  = 1\n\ny\n```\nEnd  \nhard"
    assert paragraphs(text) == [
        "# Title",
        "A first line.",
        "- one more",
        "- two",
        "| a | b |",
        "|---|---|",
        "```\nx  = 1\n\ny\n```",
        "End",
        "hard",
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a b\nc", "a\nb c"),
        ("- a\n- b", "- a\n\n- b"),
        ("a\n\n\n\nb\n", "a\n\nb"),
        ("l'eau", "l’eau"),
        ("vrai :", "vrai\u00a0:"),
    ],
)
def test_the_same_text(before: str, after: str) -> None:
    assert compare_texts(before, after, MARKDOWN) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- a\n- b", "- a - b"),
        ("- a\n- b", "- a\n  - b"),
        ("a  \nb", "a\nb"),
        ("```\na  b\n```", "```\na b\n```"),
        ("    a  b", "    a b"),
        ("[a](/b/)", "[a](/c/)"),
        ("a\n\nb", "a b"),
    ],
)
def test_another_text(before: str, after: str) -> None:
    assert compare_texts(before, after, MARKDOWN) is not None


def test_a_paragraph_becomes_the_nearest_of_those_that_took_its_place() -> None:
    change = compare_texts(
        "The lamp is lit at night.\n\nEnd.", "A new start.\n\nThe lamp is lit at dawn.\n\nEnd.", MARKDOWN
    )
    assert change is not None
    assert change.added == ("A new start.",)
    assert change.changed == (("The lamp is lit at night.", "The lamp is lit at dawn."),)
    assert change.removed == ()


def signs(before: str, after: str) -> str:
    return " ".join(f"{part.sign}{part.text.strip()}" for part in excerpt(before, after))


def test_an_excerpt_shows_the_words_that_changed_among_others() -> None:
    before = "zero one two three four five six seven eight nine ten"
    assert signs(before, before.replace("six", "SIX")) == "… =two three four five -six +SIX =seven eight nine ten"
    assert signs("a b", "a b c") == "=a b +c"
    assert signs("", "a") == "+a"


def test_an_excerpt_is_bounded() -> None:
    before, after = "a " * 5000, " ".join(f"w{i}" for i in range(5000))
    parts = excerpt(before, after)
    assert sum(len(part.text.split()) for part in parts) < 120
    changed = " ".join(f"w{i}" if i % 9 else f"x{i}" for i in range(1400))
    assert sum(len(part.text.split()) for part in excerpt(after, changed)) < 120


def test_bare_words() -> None:
    assert bare("## A *fine* **title**") == "A fine title"
    assert bare("- see [the page](/a/b/) and `code`") == "see the page and code"
    assert bare("2 * 3 * 4 and snake_case_name") == "2 * 3 * 4 and snake_case_name"


@given(st.text(alphabet="ab \n-#*`>|\t'’1.", max_size=80))
def test_any_text_reads_as_itself(text: str) -> None:
    assert compare_texts(text, text, MARKDOWN) is None
    assert all(reading(reading(paragraph)) == reading(paragraph) for paragraph in paragraphs(text))
    bare(text)


def test_long_texts_take_no_long_time() -> None:
    before = "\n\n".join(f"Paragraph {i} says the same as the others." for i in range(2500))
    after = "\n\n".join(f"Paragraph {i * 2} says something else." for i in range(2500))
    start = time.perf_counter()
    assert compare_texts(before, after, MARKDOWN) is not None
    assert compare_texts("word " * 20_000, "other " * 20_000, MARKDOWN) is not None
    bare("[" * 50_000), bare("*a" * 50_000), paragraphs("- " * 50_000)
    assert time.perf_counter() - start < 5
