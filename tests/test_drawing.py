from pathlib import Path

import pytest
from registry.load.drawing import foreign, size
from registry.load.images import image_size


def drawing(tmp_path: Path, inside: str, root: str = 'viewBox="0 0 48 24"') -> Path:
    path = tmp_path / "a.svg"
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" {root}>\n{inside}\n</svg>\n', encoding="utf-8")
    return path


def test_a_drawing_of_shapes_is_taken(tmp_path: Path) -> None:
    path = drawing(
        tmp_path,
        '<title>Café</title><defs><linearGradient id="a"><stop offset="0" stop-color="#fff"/></linearGradient></defs>'
        '<g fill="none"><path d="M0 0h4" stroke="url(#a)"/></g>',
    )
    assert foreign(path) is None
    assert image_size(path) == (48, 24)


@pytest.mark.parametrize(
    ("inside", "part"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<style>path { fill: url(https://example.org/a) }</style>", "<style>"),
        ("<foreignObject/>", "<foreignObject>"),
        ('<image href="https://example.org/a.png"/>', "<image>"),
        ('<a href="https://example.org/"><path/></a>', "<a>"),
        ("<animate/>", "<animate>"),
        ('<path onload="alert(1)"/>', "onload"),
        ('<path style="fill: red"/>', "style"),
        ('<path fill="url(https://example.org/#a)"/>', "fill"),
        ('<path fill="red, URL(//example.org/#a)"/>', "fill"),
        ('<path fill="url(#a) url(//example.org/#a)"/>', "fill"),
        ('<path fill="u\\72l(//example.org/#a)"/>', "fill"),
        ("<path fill=\"image-set('//example.org/a.png' 1x)\"/>", "fill"),
        ('<path xmlns="http://www.w3.org/1999/xhtml"/>', "xmlns"),
        ('<x:script xmlns:x="http://www.w3.org/2000/svg"/>', "<x:script>"),
        ("<?xml-stylesheet href='a'?>", "<?…?>"),
        ("<path>", ""),
    ],
)
def test_what_is_no_shape_is_told_with_its_line(tmp_path: Path, inside: str, part: str) -> None:
    assert foreign(drawing(tmp_path, f'<path d=""/>\n{inside}')) == (3 if part else 1, part)


@pytest.mark.parametrize(
    ("value", "harmless"),
    [("a" * 99_000, True), ("a-" * 49_000, True), ("rotate" + " " * 99_000, True), ("a" * 99_000 + "(", False),
     ("rotate (1) " * 9_000, True), ("rotate (1) " * 9_000 + "url (1)", False), ("é" * 49_000 + "url(1)", False)],
)  # fmt: skip
def test_a_long_value_is_read_once(tmp_path: Path, value: str, harmless: bool) -> None:
    """A search that began anew at each letter took minutes."""
    assert foreign(drawing(tmp_path, f'<path transform="{value}"/>')) == (None if harmless else (2, "transform"))


def test_a_document_type_is_refused_before_its_entities_grow(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    path.write_text('<!DOCTYPE svg [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;">]>\n<svg viewBox="0 0 8 8">&b;</svg>')
    assert foreign(path) == (1, "<!DOCTYPE>")


@pytest.mark.parametrize(
    ("root", "expected"),
    [
        ('width="40" height="30.4px"', (40, 30)),
        ('width="40"', None),
        ("", None),
        ('viewBox="0 0 0 8"', None),
        (f'viewBox="0 0 8 {"9" * 400}"', None),
    ],
)
def test_the_size_is_that_of_the_view_box_or_the_one_given(
    tmp_path: Path, root: str, expected: tuple[int, int] | None
) -> None:
    assert image_size(drawing(tmp_path, "", root)) == expected


def test_what_is_no_drawing_has_no_size(tmp_path: Path) -> None:
    for content in (b"", b"x", b"<html viewBox='0 0 8 8'/>", b"\x89PNG"):
        (tmp_path / "a.svg").write_bytes(content)
        assert size(tmp_path / "a.svg") is None
    assert size(tmp_path / "none.svg") is None
    assert foreign(tmp_path / "none.svg") == (1, "")
