"""Records as plain values: complete, with references as summaries and Markdown as HTML.

The value follows the schema: every property it names is there, ``null`` or ``[]`` where the record
is silent, so that a template never asks for what may be missing.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from registry.i18n import Catalogue
from registry.link import Record, Registry
from registry.load.files import IMAGE_FOLDER
from registry.load.images import image_size
from registry.schema.kinds import Schema
from registry.text.anchors import entry_ids
from registry.text.markdown import convert
from registry.urls import Urls
from registry.view.titles import meeting_title

View = dict[str, Any]
_IMAGE = re.compile(r'(?P<start><img\b[^>]*?\bsrc="/images/(?P<name>[a-z0-9._-]+)")')
BODY_LEVELS = {"meeting": 3}
"""First heading level of a body that stands under a heading of its page (minutes)."""
_SUMMARY_EXTRAS = ("example", "draft")


@dataclass
class Views:
    """What all views of one site share. ``root`` is the site's folder (for the sizes of images)."""

    registry: Registry
    catalogue: Catalogue
    urls: Urls
    root: Path
    publish: bool = False
    _summaries: dict[tuple[str, str], View] = field(default_factory=dict, repr=False)
    _markdown: dict[tuple[str, int, str, frozenset[str]], View] = field(default_factory=dict, repr=False)
    _images: dict[str, tuple[int, int] | None] = field(default_factory=dict, repr=False)

    @property
    def language(self) -> str:
        return self.registry.language

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
        key = (record.kind.name, record.id)
        if key not in self._summaries:
            view = self._mention(record)
            properties = record.kind.schema["properties"]
            for name in record.kind.summary:
                view[name] = self._value(record.data.get(name), properties[name], self._mention)
            self._summaries[key] = view
        return dict(self._summaries[key])

    def _mention(self, record: Record) -> View:
        return {
            "kind": record.kind.name,
            "id": record.id,
            "url": self.urls.record(record.kind.name, record.id) if record.kind.has_pages else None,
            "label": self.label(record),
            "example": record.example,
            "draft": record.draft,
            **({"rank": self.ranks.get(record.id)} if record.kind.name == "commission" else {}),
        }

    @cached_property
    def ranks(self) -> dict[str, int]:
        """Place (from 1) of each commission at work, which gives it its colour everywhere."""
        working = [record for record in self.registry.of_kind("commission") if "end_date" not in record.data]
        return {record.id: place for place, record in enumerate(working, start=1)}

    def record(self, record: Record) -> View:
        """Everything a record says; see the module's text."""
        view = self._mention(record)
        for name, schema in record.kind.schema["properties"].items():
            if name not in _SUMMARY_EXTRAS:
                view[name] = self._value(record.data.get(name), schema, self.summary)
        level = BODY_LEVELS.get(record.kind.name, 2)
        ids = frozenset(entry_ids(record.data))
        view["body"] = self.markdown(record.body, level, taken=ids) if record.body and record.body.strip() else None
        return view

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
            # Several texts share a page: what they number or name must not meet.
            return self.markdown(value, prefix=f"t{zlib.crc32(value.encode()):08x}-")
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

    def markdown(self, text: str, top_level: int = 2, prefix: str = "", taken: frozenset[str] = frozenset()) -> View:
        """``{"markdown", "html", "headings": [{"level", "id", "text"}]}``; headings begin at ``top_level``,
        anchors with ``prefix``, and none is one of ``taken``."""
        key = (text, top_level, prefix, taken)
        if key not in self._markdown:
            result = convert(text, top_level=top_level, catalogue=self.catalogue, id_prefix=prefix, taken=taken)
            headings = [{"level": h.level, "id": h.id, "text": h.text} for h in result.headings]
            self._markdown[key] = {
                "markdown": text.strip("\n"),
                "html": _IMAGE.sub(self._sized, result.html),
                "headings": headings,
            }
        return self._markdown[key]

    def _sized(self, tag: re.Match[str]) -> str:
        """An image of a text with its size, so that the page does not jump when it arrives."""
        image = self.image(tag["name"])
        return f'{tag["start"]} width="{image["width"]}" height="{image["height"]}" loading="lazy"'

    def image(self, name: str) -> View:
        """``{"url", "width", "height"}`` of a file in ``content/images``."""
        if name not in self._images:
            self._images[name] = image_size(self.root / IMAGE_FOLDER / name)
        width, height = self._images[name] or (0, 0)
        return {"url": f"/images/{name}", "width": width, "height": height}
