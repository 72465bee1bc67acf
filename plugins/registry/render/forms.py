"""The records that forms can change, under ``/api/v1/forms/``: what they hold and where it stands in their file."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from registry.cache.digests import of_text
from registry.link import Record
from registry.load.front_matter import split
from registry.load.loader import Unreadable, read_text
from registry.load.spans import spans
from registry.produce.artefact import Artefact, Rendered
from registry.urls import API
from registry.view.base import View, Views


def form_records(views: Views, root: Path) -> Iterator[Artefact]:
    """A file for each record of a kind with a form."""
    for kind in views.registry.kinds.with_form:
        for record in views.registry.of_kind(kind.name):
            path = f"{API.lstrip('/')}/forms/{kind.plural}/{record.id}.json"
            yield Artefact(f"form {kind.name} {record.id}", partial(_view, views, record, root), partial(_file, path))


def _view(views: Views, record: Record, root: Path) -> View:
    digest, path = record.digest, root / record.path
    try:
        source = read_text(path)
    except Unreadable as problem:
        cause = problem.__cause__
        number = (cause.errno if isinstance(cause, OSError) else None) or errno.EBUSY  # read a moment ago
        raise OSError(number, os.strerror(number), str(path)) from None
    if of_text(source) != digest:  # saved since it was checked: it would be remembered as made of what was checked
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(path))
    return form_record(views, record, source)


def _file(path: str, view: View) -> Rendered:
    text = json.dumps(view, ensure_ascii=False, separators=(",", ":"))
    return Rendered([(path, (text + "\n").encode())])


def form_record(views: Views, record: Record, source: str) -> View:
    """``{"path", "label", "source", "values", "body", "body_from", "spans"}``.

    ``source`` is the file's text, ``values`` its data, ``body`` its Markdown text, which begins at the UTF-16 unit
    ``body_from``; ``spans`` as in :mod:`registry.load.spans`.
    """
    before, header, begin = "", source, None
    if record.kind.format == "markdown":
        parts = split(source)
        lines = source.split("\n")
        before = "\n".join(lines[: parts.header_line - 1]) + "\n"
        header = parts.header + "\n"
        begin = len(source[: len(source) - len(parts.body)].encode("utf-16-le")) // 2
    return {
        "path": record.path,
        "label": views.label(record),
        "source": source,
        "values": record.data,
        "body": record.body,
        "body_from": begin,
        "spans": spans(header, before),
    }
