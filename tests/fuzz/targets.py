"""What is fuzzed: functions that take a text and raise where something is wrong with what became of it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

from registry.i18n import load_catalogue
from registry.load.files import ID, RecordFile, scan
from registry.load.front_matter import split
from registry.load.loader import Unreadable, read_document, text_of
from registry.load.yaml_events import parse
from registry.project import Project
from registry.schema.kinds import load_kinds
from registry.slugs import slug
from registry.text.markdown import MarkdownError, convert, convert_inline
from registry.text.sanitise import clean_html
from registry.validate.check import check
from registry.validate.reading import Reader
from support.dangers import Dangers
from support.trees import NETWORK

PROJECT = Project()
KINDS = load_kinds(PROJECT.schemas)
READER = Reader(Path(), "FR", load_catalogue(PROJECT.locale, "fr"))


def yaml(text: str) -> None:
    """The text is read as strict YAML: texts, lists and mappings, or findings with a place."""
    try:
        text = text_of(text.encode("utf-8", "surrogatepass"))
    except Unreadable:
        return
    parsed = parse(text, with_marks=True)
    lines = text.count("\n") + 1
    assert all(1 <= found.line <= lines + 1 and found.column >= 1 for found in parsed.findings)
    assert parsed.findings or _is_plain(parsed.value)


def front(text: str) -> None:
    """A record is read from the text, and judged by itself, privacy included."""
    try:
        text = text_of(text.encode("utf-8", "surrogatepass"))
    except Unreadable:
        return
    kind = KINDS["meeting" if text.startswith("---") else "partner"]
    parts = split(text)
    assert parts.code or "\n".join(text.split("\n")[parts.body_line - 1 :]) == parts.body
    document, _ = read_document(RecordFile("x", kind, "x"), text)
    assert document.broken or isinstance(document.data, dict)
    for finding in READER.judge(RecordFile("x", kind, "x"), text).reading.findings:
        assert finding.line >= 1
        assert finding.column >= 1


def markdown(text: str) -> None:
    """What a text becomes holds nothing that runs, and the sanitiser would not change it."""
    for made in (convert, convert_inline):
        try:
            html = made(text).html
        except MarkdownError:
            continue
        dangers = Dangers()
        dangers.feed(html)
        dangers.close()
        assert dangers.found == [], dangers.found
        assert clean_html(html).strip() == html, html


def ids(text: str) -> None:
    """Every text suggests a good id or none; a file of that name is a record, or is told."""
    made = slug(text)
    assert not made or ID.match(made)
    name = text.replace("/", "").replace("\0", "").encode("utf-8", "replace")[:200]
    if name in (b"", b".", b".."):
        return
    with tempfile.TemporaryDirectory() as folder:
        os.makedirs(f"{folder}/data/partners")
        Path(os.fsdecode(os.fsencode(f"{folder}/data/partners/") + name)).write_text("name: x\n")
        tree = scan(Path(folder), KINDS)
        good = [record for record in tree.records if ID.match(record.id)]
        hidden = name.startswith(b".") or name.endswith((b"~", b".swp", b".swo", b".tmp")) or name == b"Thumbs.db"
        assert good or tree.findings or hidden or (name.startswith(b"#") and name.endswith(b"#"))


def trees(text: str) -> None:
    """A site of which some files hold the text, and one is named by it, is checked: problems with places."""
    chance = Random(repr(text))
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        files = {
            "data/network.yaml": NETWORK + (text if chance.random() < 0.3 else ""),
            "data/partners/one.yaml": f"name: One\nclassification: club\n{text}\n",
            "data/redirects.yaml": f"redirects:\n  - from: {text}\n    to: /\n",
            "data/glossary.yaml": f"terms:\n  - term: A\n    expansion: {text}\n",
            "data/addresses.txt": text,
            "content/pages/about.md": f"---\ntitle: About\n---\n{text}\n",
            f"content/news/{slug(text) or 'n'}.md": f"---\ntitle: N\ndate: 2020\nsummary: {text}\n---\n{text}",
            "content/meetings/m.md": f"---\nclassification: plenary\nstatus: held\nstart: 2020\n{text}\n---\n",
            "content/images/a.svg": f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'>{text}</svg>",
        }
        for path in chance.sample(sorted(files), 5):
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(files[path].encode("utf-8", "surrogatepass"))
        for problem in check(root, PROJECT).problems:
            assert problem.line >= 1
            assert problem.message


def _is_plain(value: object) -> bool:
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_plain(item) for key, item in value.items())
    if isinstance(value, list):
        return all(map(_is_plain, value))
    return value is None or type(value) is str


TARGETS: dict[str, Callable[[str], None]] = {
    "yaml": yaml,
    "front": front,
    "markdown": markdown,
    "ids": ids,
    "trees": trees,
}
