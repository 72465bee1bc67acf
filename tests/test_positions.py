import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registry.text.markdown import MarkdownError, convert, convert_inline


def places(text: str) -> list[tuple[str, int, int]]:
    """(target, line, column) of every link and image of a text, in source order of kinds: links, then images."""
    result = convert(text)
    return [(link.target, link.line, link.column) for link in (*result.links, *result.images)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](/x)", [("/x", 1, 5)]),
        ("\n\nUn [mot](/x) et [deux](/y).\nPuis [trois](/z)", [("/x", 3, 10), ("/y", 3, 24), ("/z", 4, 14)]),
        ("[a](/x) [b](/x)\n\n[c](/x)", [("/x", 1, 5), ("/x", 1, 13), ("/x", 3, 5)]),
        ("é😀 [a](/x)", [("/x", 1, 8)]),
        ('[a]( </x y> "t")', [("/x y", 1, 7)]),
        ('[a](/x "title with /x")\n[b](/x)', [("/x", 1, 5), ("/x", 2, 5)]),
        ("[a](/x_(y)) [b](/x)", [("/x_(y)", 1, 5), ("/x", 1, 17)]),
        ("[a](/x\\_y)", [("/x_y", 1, 5)]),
        ("[a](/x?a=1&amp;b=2)", [("/x?a=1&b=2", 1, 5)]),
        ("<https://example.org/> et <a@b.example>", [("https://example.org/", 1, 2), ("mailto:a@b.example", 1, 28)]),
        ("![a](/i/a.png)\n[![b](/i/b.png)](/x)", [("/x", 2, 18), ("/i/a.png", 1, 6), ("/i/b.png", 2, 7)]),
        ("[a][r], [r] et [b][r]\n\n[r]: /x", [("/x", 3, 6)] * 3),
        ("[a][r] [b](/x)\n\n[r]: </x>", [("/x", 1, 12), ("/x", 3, 7)]),
        ("- [a](/x)\n    - [b](/y)\n\n        [c](/z)", [("/x", 1, 7), ("/y", 2, 11), ("/z", 4, 13)]),
        ("> [a](/x)\n> > [b](/y)", [("/x", 1, 7), ("/y", 2, 9)]),
        ("| a |\n|---|\n| [b](/x) |", [("/x", 3, 7)]),
        ("## [a](/x)\n\nb[^1]\n\n[^1]: [c](/y)", [("/x", 1, 8), ("/y", 5, 11)]),
        ("a\r\n\r\n[b](/x)\r\n", [("/x", 3, 5)]),
        ("[a]()", [("", 1, 5)]),
        ("[a](javascript:alert(1))", [("javascript:alert(1)", 1, 5)]),
    ],
)  # fmt: skip
def test_a_link_stands_where_its_target_is_written(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    "code",
    [
        "`[a](/x)`",
        "``[a](/x) ` ``",
        "`a\n[a](/x)`",
        "```\n[a](/x)\n```",
        "~~~~ text\n[a](/x)\n~~~\n```\n~~~~",
        "Voici :\n\n    [a](/x)\n\n    [a](/x)",
        "\\[a](/x)",
        "\\\\`[a](/x)`",
    ],
)
def test_what_stands_in_code_is_not_counted(code: str) -> None:
    text = f"{code}\n\nUn paragraphe.\n\n[a](/x)"
    assert places(text)[-1] == ("/x", text.count("\n") + 1, 5)


def test_a_backtick_alone_hides_nothing() -> None:
    assert places("un ` seul [a](/x)\n\nun \\`[b](/x)\\` autre") == [("/x", 1, 15), ("/x", 3, 10)]


def test_an_indented_line_in_a_list_or_a_paragraph_is_no_code() -> None:
    text = "- a\n\n    [b](/x)\n\nc\n    [d](/x)"
    assert places(text) == [("/x", 3, 9), ("/x", 6, 9)]


def test_a_link_written_in_an_unknown_way_stands_near_its_words() -> None:
    assert places("un\n\n[mot](\n/x)")[0][:2] == ("/x", 4)
    (link,) = convert("un\n\n[deux\nmots](/x&#47;y)").links
    assert link.line in (3, 4)


def test_places_of_a_line_count_from_its_beginning() -> None:
    assert [(link.line, link.column) for link in convert_inline("**a** [b](/x) <https://example.org>").links] == [
        (1, 11),
        (1, 16),
    ]


@given(st.text(alphabet="[]()!<>`\\ /x\n\t#-*:.\"'&;é~|", max_size=80))
def test_every_link_has_a_place_in_the_text(text: str) -> None:
    try:
        result = convert(text)
    except MarkdownError:
        return
    lines = text.split("\n")
    for link in (*result.links, *result.images):
        assert 1 <= link.line <= len(lines)
        assert 1 <= link.column <= len(lines[link.line - 1]) + 1


@pytest.mark.parametrize(
    "unit", ["[a](/x) ", "[a](/x)\n\n", "[a](</x>)", "<http://a> ", "[a][a] ", "`[a](/x)` ", "![a](/x)\n"]
)
def test_many_links_take_their_share(unit: str) -> None:
    text = (unit * 20_000)[:60_000] + "\n\n[a]: /x"
    start = time.perf_counter()
    convert(text)
    assert time.perf_counter() - start < 10
