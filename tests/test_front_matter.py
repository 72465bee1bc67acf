import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from registry.load.front_matter import split

LINES = st.lists(st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"]), max_size=8), max_size=6)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "Y011", 1),
        ("Our meeting…", "Y011", 1),
        ("\n---\ntitle: x\n---\n", "Y011", 1),
        (" ---\ntitle: x\n---\n", "Y011", 1),
        ("----\ntitle: x\n---\n", "Y011", 1),
        ("---", "Y012", 1),
        ("---\ntitle: x\n\nText", "Y012", 1),
    ],
)
def test_a_file_without_a_whole_header_is_refused(text: str, code: str, line: int) -> None:
    parts = split(text)
    assert (parts.code, parts.line) == (code, line)


def test_blanks_after_the_dashes_do_not_matter() -> None:
    parts = split("---  \ntitle: x\n---\t\nText")
    assert (parts.code, parts.header, parts.body) == (None, "title: x", "Text")


@settings(deadline=None, derandomize=True, max_examples=200)
@given(LINES.filter(lambda lines: not any(line.rstrip() == "---" for line in lines)), LINES)
def test_header_and_body_keep_their_lines(header: list[str], body: list[str]) -> None:
    text = "\n".join(["---", *header, "---", *body])
    lines = text.split("\n")
    parts = split(text)
    assert parts.code is None
    assert parts.header == "\n".join(header)
    assert parts.body == "\n".join(body)
    for number, line in enumerate(header):
        assert lines[parts.header_line - 1 + number] == line
    for number, line in enumerate(body):
        assert lines[parts.body_line - 1 + number] == line
