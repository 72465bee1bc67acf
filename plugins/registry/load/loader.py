"""Read every record of a site: file → :class:`~registry.load.document.Document`."""

from __future__ import annotations

import codecs
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from registry.load.characters import forbidden, place
from registry.load.coerce import coerce
from registry.load.document import Document
from registry.load.files import MAX_BYTES, RecordFile, Tree, kilobytes
from registry.load.front_matter import split
from registry.load.yaml_events import YamlFinding, parse
from registry.os_errors import reason
from registry.problem import Finding
from registry.schema.kinds import Kinds

MAX_BODY = 100_000
"""Characters of a Markdown body; a long set of minutes has 20,000."""

_ONLY_WARNING = {"Y013"}


@dataclass
class Corpus:
    """All that was read: ``documents`` sorted by kind and path, names of ``images``, ``findings``, and the
    ``addresses`` that were ever published, with the lines that name them.

    ``lost`` and ``blind`` as in :class:`~registry.load.files.Tree`.
    """

    root: Path
    kinds: Kinds
    documents: list[Document] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    blind: bool = False
    addresses: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of_tree(cls, root: Path, kinds: Kinds, tree: Tree) -> Corpus:
        """What was found, and nothing read yet."""
        return cls(root, kinds, [], tree.images, tree.findings, tree.lost, tree.blind)

    def of_kind(self, name: str) -> list[Document]:
        return [document for document in self.documents if document.kind == name]

    def one(self, name: str) -> Document | None:
        """The document of a kind that has one file, if it is there."""
        return next((document for document in self.documents if document.kind == name), None)


class Unreadable(Exception):
    """A file cannot be had as text; ``code`` and ``params`` say why, ``text`` is what can be had of it."""

    def __init__(self, code: str, line: int = 1, column: int = 1, text: str = "", **params: object) -> None:
        super().__init__(code)
        self.code, self.line, self.column, self.text, self.params = code, line, column, text, params


def read_text(path: Path, limit: int = MAX_BYTES) -> str:
    """The text of a regular file: UTF-8, without BOM, with ``\\n`` line ends. See :func:`read_raw`."""
    raw, size = read_raw(path, limit)
    return text_of(raw, size, limit)


def read_raw(path: Path, limit: int = MAX_BYTES) -> tuple[bytes, int]:
    """The bytes of a regular file, and how many it has.

    Raises :class:`Unreadable`. Never follows a symlink, and never reads more than a byte beyond ``limit``.
    """
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        raise Unreadable("F008", reason=reason(error)) from error
    try:
        info = os.fstat(handle)
        if not stat.S_ISREG(info.st_mode):
            raise Unreadable("F002", path=path.name)
        with os.fdopen(os.dup(handle), "rb") as stream:
            raw = stream.read(limit + 1)
    except OSError as error:
        raise Unreadable("F008", reason=reason(error)) from error
    finally:
        os.close(handle)
    return raw, info.st_size


def text_of(raw: bytes, size: int | None = None, limit: int = MAX_BYTES) -> str:
    """The text of a file's bytes, as :func:`read_text` has it; ``size`` is the file's, where not all was read."""
    raw = raw.removeprefix(codecs.BOM_UTF8)
    text = raw.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    if len(raw) > limit:
        raise Unreadable("F003", text=text, size=kilobytes(size or len(raw)), limit=kilobytes(limit))
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
        raise Unreadable("F004", *place(before), text, byte=f"0x{raw[error.start]:02X}") from None
    found = forbidden(text)
    if found:
        line, column, character = found
        raise Unreadable("F010", line, column, text, character=character)
    return text


def load_document(root: Path, file: RecordFile) -> tuple[Document, list[Finding]]:
    """Read one record. A document that could not be read is ``broken`` and has no data."""
    try:
        text = read_text(root / file.path)
    except Unreadable as problem:
        return unreadable(file, problem)
    return read_document(file, text)


def unreadable(file: RecordFile, problem: Unreadable) -> tuple[Document, list[Finding]]:
    """The document of a file that cannot be had as text."""
    document = Document(file.path, file.kind.name, file.id, header=problem.text, broken=True)
    return document, [Finding(file.path, problem.line, problem.column, problem.code, problem.params)]


def read_document(file: RecordFile, text: str) -> tuple[Document, list[Finding]]:
    """As :func:`load_document`, from the text of the file."""
    document = Document(file.path, file.kind.name, file.id)
    if not text.strip():
        document.broken = True
        return document, [Finding(file.path, 1, 1, "F006", {})]
    findings: list[Finding] = []
    document.header = text
    if file.kind.format == "markdown":
        parts = split(text)
        if parts.code:
            document.broken = True
            return document, [Finding(file.path, parts.line, 1, parts.code, {})]
        document.header, document.header_line = parts.header, parts.header_line
        document.body, document.body_line = parts.body, parts.body_line
        if len(parts.body) > MAX_BODY:
            findings.append(document.body_finding("F014", 1, 1, size=len(parts.body), limit=MAX_BODY))
            document.body = ""
    parsed = parse(document.header)
    findings.extend(_placed(document, found) for found in parsed.findings)
    document.broken = any(found.code not in _ONLY_WARNING for found in parsed.findings)
    if not document.broken and parsed.value is None:
        parsed.value = {}
    if not document.broken and not isinstance(parsed.value, dict):
        findings.append(Finding(document.path, document.header_line, 1, "Y017", {}))
        document.broken = True
    if not document.broken:
        document.data = coerce(parsed.value, file.kind.schema)
    return document, findings


def _placed(document: Document, found: YamlFinding) -> Finding:
    line = found.line + document.header_line - 1
    params = dict(found.params)
    if isinstance(params.get("first"), int):
        params["first"] = int(str(params["first"])) + document.header_line - 1
    return Finding(document.path, line, found.column, found.code, params)
