from pathlib import Path

import pytest
from registry.load.document import Document
from registry.load.files import MAX_BYTES, RecordFile
from registry.load.loader import MAX_BODY, Unreadable, load_document, read_text
from registry.problem import Finding
from registry.project import Project
from registry.schema.kinds import load_kinds
from registry.validate.check import check
from support.trees import PARTNER, make_site

KINDS = load_kinds(Project().schemas)


def one(tmp_path: Path, path: str, content: str | bytes) -> tuple[Document, list[Finding]]:
    site = make_site(tmp_path, {path: content})
    folder, _, name = path.rpartition("/")
    kind = next(kind for kind in KINDS if folder == kind.folder or path == kind.file)
    return load_document(site, RecordFile(path, kind, name.partition(".")[0]))


def told(findings: list[Finding]) -> list[tuple[int, int, str]]:
    return [(finding.line, finding.column, finding.code) for finding in findings]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"a: \xc3\xa9\n", "a: é\n"),
        (b"\xef\xbb\xbfa: b\n", "a: b\n"),
        (b"a: b\r\nc: d\r\n", "a: b\nc: d\n"),
        (b"a: b\rc: d", "a: b\nc: d"),
        (b"", ""),
    ],
)
def test_text_is_read_the_same_from_every_system(tmp_path: Path, raw: bytes, text: str) -> None:
    (tmp_path / "a").write_bytes(raw)
    assert read_text(tmp_path / "a") == text


@pytest.mark.parametrize(
    ("raw", "code", "line", "column", "params", "text"),
    [
        (b"a: b\nc: \xe9\n", "F004", 2, 4, {"byte": "0xE9"}, "a: b\nc: �\n"),
        (b"\xef\xbb\xbf\xc3\xa9\xff", "F004", 1, 2, {"byte": "0xFF"}, "é�"),
        (b"\xff\xfea\0", "F004", 1, 1, {"byte": "0xFF"}, "��a\0"),
        (b"a\r\nb\rc\x80", "F004", 3, 2, {"byte": "0x80"}, "a\nb\nc�"),
        (b"a: b\n\0", "F010", 2, 1, {"character": "U+0000"}, "a: b\n\0"),
        (b"a\xef\xbb\xbfb", "F010", 1, 2, {"character": "U+FEFF"}, "a\ufeffb"),
        (b"a: \xe2\x80\xae", "F010", 1, 4, {"character": "U+202E"}, "a: \u202e"),
    ],
)
def test_what_is_no_clean_text_is_told_with_its_place(
    tmp_path: Path, raw: bytes, code: str, line: int, column: int, params: dict[str, str], text: str
) -> None:
    (tmp_path / "a").write_bytes(raw)
    with pytest.raises(Unreadable) as raised:
        read_text(tmp_path / "a")
    error = raised.value
    assert (error.code, error.line, error.column, error.params, error.text) == (code, line, column, params, text)


def test_no_more_than_the_limit_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * MAX_BYTES)
    assert len(read_text(tmp_path / "a")) == MAX_BYTES
    (tmp_path / "a").write_bytes(b"x" * (MAX_BYTES + 1))
    with pytest.raises(Unreadable) as raised:
        read_text(tmp_path / "a")
    assert (raised.value.code, raised.value.params) == ("F003", {"size": 257, "limit": 256})


@pytest.mark.parametrize(
    "make", [lambda path: path.mkdir(), lambda path: path.symlink_to("/etc/hostname"), lambda path: None]
)
def test_what_is_no_ordinary_file_is_not_read(tmp_path: Path, make: object) -> None:
    make(tmp_path / "a")  # type: ignore[operator]
    with pytest.raises(Unreadable) as raised:
        read_text(tmp_path / "a")
    assert raised.value.code in ("F002", "F008")


def test_a_record_gets_the_types_of_its_schema(tmp_path: Path) -> None:
    document, findings = one(
        tmp_path, "content/meetings/017.md", "---\nstart: 2009\ncitizens: 12\npublic: true\n---\nText\n"
    )
    assert findings == []
    assert document.id == "017"
    assert document.data == {"start": "2009", "citizens": 12, "public": True}
    assert (document.body, document.body_line) == ("Text\n", 6)


@pytest.mark.parametrize(
    ("path", "content", "expected"),
    [
        ("data/partners/a.yaml", "", [(1, 1, "F006")]),
        ("data/partners/a.yaml", " \n\t\n", [(1, 1, "F006")]),
        ("data/partners/a.yaml", b"\xef\xbb\xbf", [(1, 1, "F006")]),
        ("data/partners/a.yaml", "- a\n", [(1, 1, "Y017")]),
        ("data/partners/a.yaml", "name Club\n", [(1, 1, "Y017")]),
        ("data/partners/a.yaml", b"name: \xe9\n", [(1, 7, "F004")]),
        ("content/news/a.md", "Text\n", [(1, 1, "Y011")]),
        ("content/news/a.md", "---\ntitle: x\n", [(1, 1, "Y012")]),
        ("content/news/a.md", "---\n- a\n---\n", [(2, 1, "Y017")]),
        ("content/news/a.md", "---\ntitle: a: b\n---\n", [(2, 9, "Y009")]),
        ("content/news/a.md", "---\r\ntitle: a\r\n\r\ntitle: b\r\n---\r\n", [(4, 1, "Y003")]),
    ],
)
def test_a_file_that_is_no_record_is_broken_and_says_where(
    tmp_path: Path, path: str, content: str | bytes, expected: list[tuple[int, int, str]]
) -> None:
    document, findings = one(tmp_path, path, content)
    assert told(findings) == expected
    assert document.broken
    assert document.data == {}


def test_lines_that_a_finding_names_are_those_of_the_file(tmp_path: Path) -> None:
    _, (finding,) = one(tmp_path, "content/news/a.md", "---\ntitle: a\ntitle: b\n---\n")
    assert finding.params["first"] == 2


def test_only_a_warning_does_not_break_a_record(tmp_path: Path) -> None:
    document, findings = one(tmp_path, "data/partners/a.yaml", "name: Club #1\n")
    assert told(findings) == [(1, 7, "Y013")]
    assert not document.broken
    assert document.data == {"name": "Club"}


def test_remarks_alone_are_an_empty_record(tmp_path: Path) -> None:
    document, findings = one(tmp_path, "data/partners/a.yaml", "# nothing yet\n")
    assert (findings, document.broken, document.data) == ([], False, {})


def test_a_body_has_a_limit(tmp_path: Path) -> None:
    head = "---\ntitle: a\n---\n"
    _, findings = one(tmp_path / "a", "content/news/a.md", head + "x" * MAX_BODY)
    assert findings == []
    document, findings = one(tmp_path / "b", "content/news/a.md", head + "x" * (MAX_BODY + 1))
    assert told(findings) == [(4, 1, "F014")]
    assert (document.data, document.body) == ({"title": "a"}, "")


def test_the_header_of_what_cannot_be_read_still_tells_the_language(tmp_path: Path) -> None:
    document, _ = one(tmp_path, "data/network.yaml", b"language: fr\nname: \xe9\n")
    assert document.header.startswith("language: fr\n")


def test_documents_come_by_kind_then_path(tmp_path: Path) -> None:
    files = {"data/partners/b.yaml": PARTNER, "data/partners/a.yaml": "broken", "content/news/z.md": "---\n---\n"}
    corpus = check(make_site(tmp_path, files)).corpus
    assert [document.path for document in corpus.documents] == [
        "data/network.yaml",
        "data/partners/a.yaml",
        "data/partners/b.yaml",
        "content/news/z.md",
    ]
    assert [document.broken for document in corpus.documents] == [False, True, False, False]
    assert corpus.one("glossary") is None
