"""What the published JSON of a record looks like, as a JSON Schema (2020-12): made from the schema of its files, as
:mod:`registry.view.base` makes the value from the file.

Every property is always there. What comes on top in a later version is allowed by it, so that programs of today still
read it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from registry.schema.kinds import Kind, Kinds, Schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_HIDDEN = ("example", "draft")
_ABOUT = ("title", "description")
_KEPT = ("type", "enum", "format")
_TEXT: Schema = {"type": "string"}
_MOMENT: Schema = {"type": ["string", "null"], "format": "date-time"}
_PROSE: Schema = {
    "type": "object",
    "properties": {
        "markdown": _TEXT,
        "html": _TEXT,
        "headings": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"level": {"type": "integer"}, "id": _TEXT, "text": _TEXT},
                "required": ["level", "id", "text"],
            },
        },
    },
    "required": ["markdown", "html", "headings"],
}
Translate = Callable[[str], str]


def record_shape(kinds: Kinds, kind: Kind, translate: Translate) -> Schema:
    """The schema of one record. ``translate`` puts the schemas' texts into the site's language."""
    shape = _Shape(kinds, translate)
    properties = {**shape.mention(kind), **dict.fromkeys(("created", "modified"), _MOMENT)}
    for name, schema in kind.schema["properties"].items():
        if name not in _HIDDEN and not schema.get("x-unpublished"):
            properties[name] = shape.property(schema, shape.summary)
    properties["body"] = _or_null(shape.define("prose", lambda: _PROSE))
    result = {"$schema": DIALECT, **shape.about(kind.schema), **_object(properties)}
    return {**result, "$defs": dict(sorted(shape.defs.items()))} if shape.defs else result


def list_shape(kind: Kind, record: str, translate: Translate) -> Schema:
    """The schema of all records of a kind; ``record`` is the address of the schema of one."""
    licence = _or_null(_object({"name": _TEXT, "url": {"type": "string", "format": "uri"}}))
    properties = {
        "$schema": _TEXT,
        "network": _TEXT,
        "licence": licence,
        "version": _TEXT,
        "kind": {"const": kind.name},
        kind.plural: {"type": "array", "items": {"$ref": record}},
    }
    return {"$schema": DIALECT, "title": translate(kind.title), **_object(properties)}


@dataclass
class _Shape:
    kinds: Kinds
    translate: Translate
    defs: dict[str, Schema] = field(default_factory=dict)

    def define(self, name: str, make: Callable[[], Schema]) -> Schema:
        """A reference to a definition, made when it is first referred to."""
        if name not in self.defs:
            self.defs[name] = {}
            self.defs[name] = make()
        return {"$ref": f"#/$defs/{name}"}

    def about(self, schema: Schema) -> Schema:
        return {key: self.translate(str(schema[key])) for key in _ABOUT if schema.get(key)}

    def mention(self, kind: Kind) -> Schema:
        properties: Schema = {
            "kind": {"const": kind.name},
            "id": _TEXT,
            "url": _TEXT if kind.has_pages else {"type": "null"},
            "label": _TEXT,
            "example": {"type": "boolean"},
            "draft": {"type": "boolean"},
        }
        if kind.name == "commission":
            properties["rank"] = {"type": ["integer", "null"]}
        return properties

    def summary(self, name: str) -> Schema:
        """A reference from a record: a mention with the fields of ``x-kind.summary``."""
        kind = self.kinds[name]

        def make() -> Schema:
            properties = self.mention(kind)
            for key in kind.summary:
                properties[key] = self.property(kind.schema["properties"][key], self.bare)
            return _object(properties)

        return self.define(name, make)

    def bare(self, name: str) -> Schema:
        """A reference from a summary."""
        return self.define(f"{name}-mention", lambda: _object(self.mention(self.kinds[name])))

    def property(self, schema: Schema, refer: Callable[[str], Schema]) -> Schema:
        """The schema of a property, which is always there: ``[]`` or ``null`` where the record is silent."""
        value = self.value(schema, refer)
        return {**self.about(schema), **(value if schema.get("type") == "array" else _or_null(value))}

    def value(self, schema: Schema, refer: Callable[[str], Schema]) -> Schema:
        if schema.get("type") == "array":
            return {"type": "array", "items": self.value(schema["items"], refer)}
        if "x-ref" in schema:
            return refer(str(schema["x-ref"]))
        if "x-vocabulary" in schema:
            name = str(schema["x-vocabulary"])
            items = self.kinds["network"].schema["properties"][name]["items"]
            return self.define(name, lambda: self.value(items, self.summary))
        if schema.get("x-markdown"):
            return self.define("prose", lambda: _PROSE)
        if schema.get("type") == "object":
            properties = {name: self.property(child, refer) for name, child in schema["properties"].items()}
            if any(child.get("x-image") for child in schema["properties"].values()):
                properties |= {"url": _TEXT, "width": {"type": "integer"}, "height": {"type": "integer"}}
            return _object(properties)
        return {key: schema[key] for key in _KEPT if key in schema}


def _object(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _or_null(schema: Schema) -> Schema:
    if isinstance(schema.get("type"), str) and schema["type"] not in ("object", "array"):
        enum = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
        return {**schema, **enum, "type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}
