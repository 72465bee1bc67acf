"""Rename a record of a site, after it was tried on a copy."""

from __future__ import annotations

import codecs
from pathlib import Path

from registry.fix.site import copy_of
from registry.i18n import Catalogue
from registry.load.document import Document
from registry.load.loader import read_text
from registry.new.names import Refused, kind_of, path_of
from registry.problem import Problem, Severity
from registry.project import Project
from registry.rename.edits import Moved, apply, link_edits, redirected, reference_edits
from registry.rename.write import Changed, write_all
from registry.report.as_text import as_text
from registry.report.unwritable import unwritable
from registry.schema.kinds import Kind
from registry.suggest import nearest
from registry.validate.check import Checked, check, urls_of
from registry.validate.context import Context

REDIRECTS = "data/redirects.yaml"


def rename(root: Path, project: Project, kind_name: str, old: str, new: str) -> str:
    """Give the record ``old`` of a kind the id ``new``; what to tell. Raises :class:`Refused`."""
    checked = check(root, project)
    catalogue, corpus = checked.catalogue, checked.corpus
    if not (kind_name and old and new):
        raise Refused(catalogue.gettext("Say what to rename: KIND=… OLD=… NEW=…."))
    kind = kind_of(kind_name, corpus.kinds, catalogue)
    known = {document.id: document for document in corpus.of_kind(kind.name)}
    if old not in known:
        told = catalogue.gettext("There is no file {path}.", path=f"{kind.folder}/{old}{kind.suffix}")
        near = nearest(old, known)
        raise Refused(f"{told} {catalogue.gettext('Did you mean “{near}”?', near=near)}" if near else told)
    path = path_of(root, kind, new, catalogue)
    wrong = _errors(checked)
    if wrong:
        told = catalogue.gettext("Mend this first: what refers to the record cannot be found for certain.")
        raise Refused(told + "\n\n" + as_text(wrong, catalogue, root).rstrip("\n"))
    before, after, moved = _planned(root, checked, kind, known[old], new, path)
    _try(root, project, after, catalogue)
    try:
        write_all(root, before, after)
    except Changed as changed:
        raise Refused(
            catalogue.gettext("{path} was changed meanwhile: nothing was renamed.", path=changed.path)
        ) from None
    except OSError as error:
        raise Refused(unwritable(error, catalogue)) from None
    return _told(known[old].path, path, after, moved, catalogue)


def _errors(checked: Checked) -> list[Problem]:
    return [problem for problem in checked.problems if problem.severity is Severity.ERROR]


def _planned(
    root: Path, checked: Checked, kind: Kind, record: Document, new: str, path: str
) -> tuple[dict[str, bytes | None], dict[str, bytes | None], Moved | None]:
    """The bytes of all files concerned, before and after, and the addresses if the page gets another one."""
    corpus, urls = checked.corpus, urls_of(checked.corpus, checked.catalogue)
    moved: Moved | None = None
    if kind.has_pages and not Context.introduces(record) and not urls.is_latest(kind.name, record.id):
        moved = urls.record(kind.name, record.id), f"{urls.collection(kind.name)}{new}/"
    before: dict[str, bytes | None] = {path: None}
    after: dict[str, bytes | None] = {}
    for document in corpus.documents:
        text = read_text(root / document.path)
        own = corpus.kinds[document.kind]
        edits = reference_edits(document, text, own, kind.name, (record.id, new))
        if moved:
            edits += link_edits(document, text, moved)
        if document.path == REDIRECTS and moved and not record.hidden:
            continue  # below, whole
        if edits or document is record:
            raw = before[document.path] = (root / document.path).read_bytes()
            content = _as_before(apply(text, edits), raw) if edits else raw
            if document is record:
                after[path], after[document.path] = content, None
            else:
                after[document.path] = content
    if moved and not record.hidden:
        there = corpus.one("redirects")
        text_then = redirected(read_text(root / REDIRECTS) if there else None, moved)
        if text_then is None:
            raise Refused(
                checked.catalogue.gettext(
                    "In {path}, write each redirection on lines of its own first.", path=REDIRECTS
                )
            )
        before[REDIRECTS] = (root / REDIRECTS).read_bytes() if there else None
        after[REDIRECTS] = _as_before(text_then, before[REDIRECTS] or b"")
    return before, after, moved


def _as_before(text: str, raw: bytes) -> bytes:
    """A text as bytes, with the mark at the beginning and the line ends that its file had."""
    if b"\r\n" in raw and raw.count(b"\r\n") == raw.count(b"\n"):
        text = text.replace("\n", "\r\n")
    return (codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b"") + text.encode()


def _try(root: Path, project: Project, after: dict[str, bytes | None], catalogue: Catalogue) -> None:
    """Rename in a copy, and refuse what would bring a problem."""
    with copy_of(root) as copy:
        for path, content in after.items():
            if content is None:
                (copy / path).unlink()
            else:
                (copy / path).parent.mkdir(parents=True, exist_ok=True)
                (copy / path).write_bytes(content)
        wrong = _errors(check(copy, project))
        if wrong:
            told = catalogue.gettext("Nothing was renamed. It would bring this:")
            raise Refused(told + "\n\n" + as_text(wrong, catalogue, copy).rstrip("\n"))


def _told(old: str, new: str, after: dict[str, bytes | None], moved: Moved | None, catalogue: Catalogue) -> str:
    lines = [catalogue.gettext("{old} is now {new}.", old=old, new=new)]
    others = sorted(path for path in after if path not in (old, new, REDIRECTS))
    if others:
        lines.append(catalogue.gettext("What refers to it was changed in: {files}.", files=", ".join(others)))
    if moved and REDIRECTS in after:
        lines.append(catalogue.gettext("Who follows {old} is led to {new}.", old=moved[0], new=moved[1]))
    return "\n".join(lines)
