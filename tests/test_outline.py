import re
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registry.text.outline import RESERVED_IDS, Heading, number_headings, slug, words_of

TEMPLATES = Path(__file__).resolve().parents[1] / "theme" / "templates"


def numbered(levels: str, top_level: int = 2) -> str:
    root = fromstring("<div>" + "".join(f"<h{level}>a</h{level}>" for level in levels) + "</div>")
    number_headings(root, top_level)
    return "".join(child.tag[1:] for child in root)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Les valeurs de la charte", "les-valeurs-de-la-charte"),
        ("Santé / Vie quotidienne", "sante-vie-quotidienne"),
        ("L’arrosage : « où ? »", "l-arrosage-ou"),
        ("Cœur & Œuvre", "coeur-oeuvre"),
        ("1er_mai 2010", "1er-mai-2010"),
        ("İstanbul", "istanbul"),
        ("Καλημέρα κόσμε", "καλημερα-κοσμε"),
        ("العربية", "العربية"),
        ("日本語", "日本語"),
        ("?!", ""),
        ("😀", ""),
        ("a" * 200, "a" * 80),
        ("a" * 79 + " b", "a" * 79),
    ],
)
def test_a_slug_can_be_read_and_typed(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(st.text(max_size=50))
def test_a_slug_is_a_good_anchor_and_stays_itself(text: str) -> None:
    assert re.fullmatch(r"(?:[^\W_]+(?:-[^\W_]+)*)?", slug(text))
    assert slug(slug(text)) == slug(text)


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ("1", "2"), ("2", "2"), ("6", "2"), ("123", "234"), ("1331", "2332"), ("13321", "23332"), ("16", "23"),
        ("212", "223"), ("321", "222"), ("123456", "234566"), ("1212", "2323"), ("24243", "23233"),
    ],
)  # fmt: skip
def test_levels_begin_at_two_and_skip_none(levels: str, expected: str) -> None:
    assert numbered(levels) == expected


def test_levels_can_begin_lower() -> None:
    assert numbered("123", top_level=3) == "345"
    assert numbered("12", top_level=6) == "66"


@given(st.text(alphabet="123456", min_size=1, max_size=30), st.integers(2, 6))
def test_no_level_is_ever_skipped(levels: str, top_level: int) -> None:
    shown = [int(level) for level in numbered(levels, top_level)]
    assert shown[0] == top_level
    assert all(top_level <= level <= 6 for level in shown)
    assert all(after <= before + 1 for before, after in pairwise(shown))


def test_equal_headings_get_different_anchors() -> None:
    root = fromstring("<div><h1>A</h1><h1>a</h1><h1>a 2</h1><h1>A !</h1></div>")
    assert [heading.id for heading in number_headings(root, 2)] == ["a", "a-2", "a-2-2", "a-3"]
    assert [child.get("id") for child in root] == ["a", "a-2", "a-2-2", "a-3"]


def test_anchors_of_the_page_and_of_footnotes_are_not_taken() -> None:
    root = fromstring("<div><h1>Menu</h1><h1>fn 1</h1><h1>fnref-1</h1><h1>?</h1><h1>?</h1></div>")
    ids = [heading.id for heading in number_headings(root, 2)]
    assert ids == ["menu-2", "h-fn-1", "h-fnref-1", "section", "section-2"]


def test_a_prefix_keeps_two_texts_apart() -> None:
    assert number_headings(fromstring("<div><h1>A</h1></div>"), 2, "note-") == [Heading(2, "note-a", "A")]


def test_many_equal_headings_take_linear_time() -> None:
    root = fromstring("<div>" + "<h1>a</h1>" * 20_000 + "</div>")
    assert len({heading.id for heading in number_headings(root, 2)}) == 20_000


def test_words_leave_out_footnotes_and_take_in_images() -> None:
    root = fromstring("<h1> a <em>b\n<b>c</b></em> <img alt='d' /><sup>1</sup> e</h1>")
    assert words_of(root) == "a b c d e"


def test_a_heading_without_words_is_none() -> None:
    root = fromstring("<div><h1> </h1><h2>a</h2></div>")
    assert number_headings(root, 2) == [Heading(2, "a", "a")]
    assert root[0].tag == "span"


def test_every_anchor_of_the_templates_is_reserved() -> None:
    ids = {
        found
        for path in TEMPLATES.rglob("*.html")
        if path.name != "form.html"  # a form shows no text of a record
        for found in re.findall(r'\bid="([^"{}]+)"', path.read_text(encoding="utf-8"))
    }
    assert ids <= RESERVED_IDS, "a heading with such a name would take the template's anchor: add it to RESERVED_IDS"
