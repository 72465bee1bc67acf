"""Records as plain values: complete, with references as summaries and Markdown as HTML.

The value follows the schema: every property it names is there, ``null`` or ``[]`` where the record
is silent, so that a template never asks for what may be missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from registry.i18n import Catalogue
from registry.link import Record, Registry
from registry.load.files import IMAGE_FOLDER
from registry.load.images import image_size
from registry.load.origin import Origin
from registry.past import utc
from registry.reads import Value
from registry.schema.kinds import Schema
from registry.text.converter import Converter
from registry.text.texts import Fitted, body_of, field_of
from registry.urls import Urls
from registry.view.titles import meeting_title

View = dict[str, Any]
_IMAGE = re.compile(r'(?P<start><img\b[^>]*?\bsrc="/images/(?P<name>[a-z0-9._-]+)")')
REMEMBERED = 800
"""Characters of the longest texts that are kept as long as a build: decisions stand in many places, minutes in few."""
_SUMMARY_EXTRAS = ("example", "draft")


@dataclass
class Views:
    """What all views of one site share. ``root`` is the site's folder (for the sizes of images),
    ``origin`` where a published site comes from: :meth:`came_from` notes that it was looked at.
    ``documents`` is whether some pages are made as PDF, too."""

    registry: Registry
    converter: Converter
    urls: Urls
    root: Path
    publish: bool = False
    origin: Origin | None = None
    documents: bool = False
    _known: dict[Hashable, Any] = field(default_factory=dict, repr=False)
    _images: dict[str, tuple[int, int] | None] = field(default_factory=dict, repr=False)

    @property
    def catalogue(self) -> Catalogue:
        return self.converter.catalogue

    @property
    def language(self) -> str:
        return self.registry.language

    def came_from(self) -> Origin | None:
        """Where the published site comes from."""
        self.registry.reads.current.add(("origin",))
        return self.origin

    def label(self, record: Record) -> str:
        """What a record is called."""
        if record.kind.name == "meeting" and not record.data.get("title"):
            commission = self.registry.find("commission", record.data.get("commission"))
            return meeting_title(record.data, commission.data["name"] if commission else None, self.catalogue)
        return str(record.data.get(record.kind.label, record.id))

    def summary(self, record: Record) -> View:
        """A mention of a record: kind, id, url, label, example, draft and ``x-kind.summary``.

        A reference inside a summary has no summary fields of its own.
        """
        return dict(self.remember((record.kind.name, record.id), lambda: self._summary(record)))

    def _summary(self, record: Record) -> View:
        view = self._mention(record)
        properties = record.kind.schema["properties"]
        for name in record.kind.summary:
            view[name] = self._value(record.data.get(name), properties[name], self._mention)
        return view

    def remember(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """What ``make`` gives, made once a build; what it looked at is noted each time."""
        return self.registry.reads.remember(self._known, key, make)

    def _mention(self, record: Record) -> View:
        return {
            "kind": record.kind.name,
            "id": record.id,
            "url": self.urls.record(record.kind.name, record.id) if record.kind.has_pages else None,
            "label": self.label(record),
            "example": record.example,
            "draft": record.draft,
            **({"rank": self.registry.index("ranks", record.id)} if record.kind.name == "commission" else {}),
        }

    def record(self, record: Record) -> View:
        """Everything a record says (see the module's text), and when it was written and last changed, if that is known:
        ``created`` and ``modified``."""
        view = {**self._mention(record), **self.moments(record)}
        for name, schema in record.kind.schema["properties"].items():
            if name not in _SUMMARY_EXTRAS and not schema.get("x-unpublished"):
                view[name] = self._value(record.data.get(name), schema, self.summary)
        body = record.body
        view["body"] = self.prose(body_of(record.kind.name, record.data, body)) if body and body.strip() else None
        return view

    def fields(self, record: Record, *names: str) -> View:
        """Some of what :meth:`record` gives."""
        properties = record.kind.schema["properties"]
        return {name: self._value(record.data.get(name), properties[name], self.summary) for name in names}

    def moments(self, record: Record) -> View:
        """``{"created", "modified"}`` of a record, UTC (``2026-03-12T18:30:00Z``)."""
        known = self.registry.index("moments", f"{record.kind.name} {record.id}")
        return {"created": utc(known[0]), "modified": utc(known[1])} if known else {"created": None, "modified": None}

    def entry(self, value: Any, record: Record, *path: str) -> Any:
        """A part of a record, by the path of its schema (``"decisions", "*"``), as :meth:`record` shows it."""
        schema = record.kind.schema
        for step in path:
            schema = schema["items"] if step == "*" else schema["properties"][step]
        return self._value(value, schema, self.summary)

    def _value(self, value: Any, schema: Schema, refer: Callable[[Record], View]) -> Any:
        if schema.get("type") == "array":
            return [self._value(item, schema["items"], refer) for item in value or ()]
        if value is None:
            return None
        if "x-ref" in schema:
            return refer(self.registry.get(schema["x-ref"], value))
        if "x-vocabulary" in schema:
            return self.vocabulary(schema["x-vocabulary"], value)
        if schema.get("x-markdown"):
            return self.prose(field_of(value))
        if schema.get("type") == "object":
            properties = schema["properties"]
            view = {name: self._value(value.get(name), child, refer) for name, child in properties.items()}
            if any(child.get("x-image") for child in properties.values()):
                view.update(self.image(value["file"]))
            return view
        return value

    def vocabulary(self, name: str, id_: str) -> View:
        """An entry of a list of ``network.yaml``, complete."""
        network = self.registry.get("network", "network")
        for entry in network.data.get(name, ()):
            if entry["id"] == id_:
                return dict(self.entry(entry, network, name, "*"))
        raise KeyError(id_)

    def prose(self, fitted: Fitted) -> View:
        """``{"markdown", "html", "headings": [{"level", "id", "text"}]}`` of a text at its place."""
        if len(fitted.text) > REMEMBERED:
            return self._prose(fitted)
        return self.remember(fitted, lambda: self._prose(fitted))

    def _prose(self, fitted: Fitted) -> View:
        result = self.converter(fitted)
        headings = [{"level": h.level, "id": h.id, "text": h.text} for h in result.headings]
        html = _IMAGE.sub(self._sized, result.html)
        return {"markdown": fitted.text.strip("\n"), "html": html, "headings": headings}

    def _sized(self, tag: re.Match[str]) -> str:
        """An image of a text with its size, so that the page does not jump when it arrives."""
        image = self.image(tag["name"])
        return f'{tag["start"]} width="{image["width"]}" height="{image["height"]}" loading="lazy"'

    def image(self, name: str) -> View:
        """``{"url", "width", "height"}`` of a file in ``content/images``."""
        self.registry.reads.current.add(("image", name))
        if name not in self._images:
            self._images[name] = image_size(self.root / IMAGE_FOLDER / name)
        width, height = self._images[name] or (0, 0)
        return {"url": f"/images/{name}", "width": width, "height": height}
