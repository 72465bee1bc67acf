"""Links and images in Markdown texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from registry.load.document import Document, Pointer
from registry.problem import Finding
from registry.render.markdown import Link, MarkdownError, convert
from registry.schema.kinds import walk
from registry.suggest import nearest
from registry.validate.context import Context, fold, hidden, kind_of
from registry.view.anchors import anchors_of, glossary_anchors

IMAGE_PREFIX = "/images/"
_SCHEMES = ("http", "https", "mailto", "tel")


def _texts(context: Context, document: Document) -> Iterator[tuple[Pointer | None, str]]:
    """(pointer, Markdown) of every text of a document; the body has no pointer."""
    if document.body:
        yield None, document.body
    for pattern, _ in kind_of(context, document).markdown:
        for pointer, value in walk(document.data, pattern):
            if isinstance(value, str):
                yield pointer, value


def links_lead_somewhere(context: Context) -> Iterator[Finding]:
    """Every link and image in a text leads to something that is there and will be published."""
    anchors: dict[str, set[str]] = {}
    for document in context.corpus.documents:
        for pointer, text in _texts(context, document):
            try:
                found = convert(text)
            except MarkdownError as error:
                yield _at(document, pointer, None, "L004", reason=str(error))
                continue
            for link in (*found.links, *found.images):
                yield from _check(context, document, pointer, link, anchors)


def _at(document: Document, pointer: Pointer | None, link: Link | None, code: str, **params: Any) -> Finding:
    near = params.pop("near", None)
    if pointer is None:
        line, column = (link.line, link.column) if link else (1, 1)
        return document.body_finding(code, line, column, near=near, **params)
    return document.finding(code, pointer, near=near, **params)


def _check(
    context: Context, document: Document, pointer: Pointer | None, link: Link, anchors: dict[str, set[str]]
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
        elif unquote(parts.path).removeprefix(IMAGE_PREFIX) not in context.corpus.images:
            name = parts.path.removeprefix(IMAGE_PREFIX)
            yield _at(document, pointer, link, "R013", value=name, near=nearest(name, context.corpus.images))
        return
    if parts.scheme.lower() in _SCHEMES and (parts.netloc or parts.scheme.lower() in ("mailto", "tel")):
        return
    if parts.scheme or parts.netloc or not target.startswith(("/", "#")) or target.startswith("//"):
        relative = not parts.scheme and not parts.netloc and not target.startswith("//")
        if relative:
            near = nearest("/" + parts.path.strip("./").removesuffix(".md") + "/", context.live)
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
    anchors: dict[str, set[str]],
) -> Iterator[Finding]:
    own = context.urls.record(document.kind, document.id) if kind_of(context, document).has_pages else "/"
    url = fold(path) or fold(own)
    if path and url != path:
        url = path  # addresses are in small letters: another case leads nowhere on most servers
    owner = document if not path else context.live.get(url)
    if owner is None:
        if path.startswith((IMAGE_PREFIX, "/api/")):
            return
        near = nearest(path if path.endswith("/") else path + "/", context.live)
        yield _at(document, pointer, link, "L001", value=path, near=near)
        return
    if isinstance(owner, Document) and hidden(owner) and not hidden(document):
        yield _at(document, pointer, link, "L006", value=path)
    if not fragment:
        return
    if url not in anchors:
        anchors[url] = _anchors(context, owner)
    known = anchors[url]
    if known and fragment not in known:
        yield _at(document, pointer, link, "L002", page=url, value=fragment, near=nearest(fragment, known))


def _anchors(context: Context, owner: Document | str) -> set[str]:
    """Anchors of a page; empty where they are not known, and so not judged."""
    if isinstance(owner, Document):
        return anchors_of(owner.kind, owner.data, owner.body)
    if owner == "decisions":
        return {
            str(entry["id"])
            for meeting in context.corpus.of_kind("meeting")
            for _, entry in walk(meeting.data, ("decisions", "*"))
            if isinstance(entry, dict) and "id" in entry
        }
    if owner == "glossary":
        glossary = context.corpus.one("glossary")
        return glossary_anchors(glossary.data if glossary else {})
    return set()
