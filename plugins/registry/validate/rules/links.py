"""Links and images in Markdown texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from registry.load.document import Document, Pointer
from registry.problem import Finding
from registry.text.anchors import entry_ids, glossary_anchors
from registry.text.positions import Link
from registry.validate.context import Context, fold, kind_of

IMAGE_PREFIX = "/images/"
_SCHEMES = ("http", "https", "mailto", "tel")


def links_lead_somewhere(context: Context) -> Iterator[Finding]:
    """Every link and image in a text leads to something that is there and will be published."""
    anchors: dict[str, set[str] | None] = {}
    sound: set[str] = set()
    for document in context.corpus.documents:
        for outline in document.outlines:
            if outline.reason is not None:
                place = Link("", outline.line, 1, "", False) if outline.line else None
                yield _at(document, outline.pointer, place, "L004", reason=outline.reason)
            for link in outline.links:
                if link.target in sound and not link.is_image:
                    continue
                found = list(_check(context, document, outline.pointer, link, anchors))
                if not found and not document.hidden and not link.target.startswith("#"):
                    sound.add(link.target)  # from wherever it is followed
                yield from found


def _at(document: Document, pointer: Pointer | None, link: Link | None, code: str, **params: Any) -> Finding:
    near = params.pop("near", None)
    if pointer is None:
        line, column = (link.line, link.column) if link else (1, 1)
        return document.body_finding(code, line, column, near=near, **params)
    return document.finding(code, pointer, near=near, **params)


def _check(
    context: Context, document: Document, pointer: Pointer | None, link: Link, anchors: dict[str, set[str] | None]
) -> Iterator[Finding]:
    target = link.target
    try:
        parts = urlsplit(target)
    except ValueError:
        yield _at(document, pointer, link, "L003", value=target)
        return
    if link.is_image:
        if not link.text.strip():
            yield _at(document, pointer, link, "L007", value=target)
        if parts.scheme or parts.netloc or not target.startswith(IMAGE_PREFIX):
            yield _at(document, pointer, link, "L005", value=target)
            return
        name = unquote(parts.path).removeprefix(IMAGE_PREFIX)
        if name not in context.corpus.images and not context.may_exist(name):
            yield _at(document, pointer, link, "R013", value=name, near=context.nearest(name, context.corpus.images))
        return
    if parts.scheme.lower() in _SCHEMES and (parts.netloc or parts.scheme.lower() in ("mailto", "tel")):
        return
    if parts.scheme or parts.netloc or not target.startswith(("/", "#")) or target.startswith("//"):
        relative = not parts.scheme and not parts.netloc and not target.startswith("//")
        if relative:
            near = context.nearest("/" + parts.path.strip("./").removesuffix(".md") + "/", context.live)
            if target.lower().startswith("www."):
                near = f"https://{target}"
            yield _at(document, pointer, link, "L001", value=target, near=near)
        else:
            yield _at(document, pointer, link, "L003", value=target)
        return
    yield from _internal(context, document, pointer, link, unquote(parts.path), unquote(parts.fragment), anchors)


def _internal(
    context: Context,
    document: Document,
    pointer: Pointer | None,
    link: Link,
    path: str,
    fragment: str,
    anchors: dict[str, set[str] | None],
) -> Iterator[Finding]:
    own = context.urls.record(document.kind, document.id) if kind_of(context, document).has_pages else "/"
    url = fold(path) or fold(own)
    if path and url != path:
        url = path  # addresses are in small letters: another case leads nowhere on most servers
    owner = document if not path else context.live.get(url)
    if owner is None:
        name = path.rstrip("/").rpartition("/")[2]
        if path.startswith("/api/") or context.may_exist(name) or context.may_be_year(path):
            return
        if path.startswith(IMAGE_PREFIX):
            if name not in context.corpus.images:
                yield _at(
                    document, pointer, link, "R013", value=name, near=context.nearest(name, context.corpus.images)
                )
            return
        near = context.nearest(path if path.endswith("/") else path + "/", context.live)
        yield _at(document, pointer, link, "L001", value=path, near=near)
        return
    if isinstance(owner, Document) and owner.hidden and not document.hidden:
        yield _at(document, pointer, link, "L006", value=path)
    if not fragment:
        return
    if url not in anchors:
        anchors[url] = _anchors(context, owner)
    known = anchors[url]
    if known is not None and fragment not in known:
        yield _at(document, pointer, link, "L002", page=url, value=fragment, near=context.nearest(fragment, known))


def _anchors(context: Context, owner: Document | str) -> set[str] | None:
    """Anchors that the texts of a page make; ``None`` where they are not known, and so not judged."""
    if isinstance(owner, Document):
        broken = {document.kind for document in context.corpus.documents if document.broken}
        if owner.broken or owner.flawed or (owner.kind in broken and context.urls.is_latest(owner.kind, owner.id)):
            return None
        return entry_ids(owner.data) | _headings(owner) | _introduction(context, owner.kind)
    if owner == "decisions":
        return _introduction(context, owner)
    if owner.startswith("decisions of "):
        return context.decided[owner.removeprefix("decisions of ")]
    if owner == "glossary":
        glossary = context.corpus.one("glossary")
        if glossary and glossary.lacks("terms"):
            return None
        terms = [str(entry["term"]) for entry in glossary.data["terms"]] if glossary else []
        return set(glossary_anchors(terms).values()) | _introduction(context, owner)
    return None


def _introduction(context: Context, section: str) -> set[str]:
    """Anchors of the page of prose that introduces a page of the site."""
    pages = [page for page in context.corpus.of_kind("page") if context.introduces(page) == section]
    return {anchor for page in pages for anchor in _headings(page)}


def _headings(document: Document) -> set[str]:
    """The anchors that the headings of a body make."""
    return {anchor for outline in document.outlines if outline.pointer is None for anchor in outline.anchors}
