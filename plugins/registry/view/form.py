"""A kind's form, from its JSON Schema: what its page shows, and what its script needs to know.

A *field* is ``{"name", "id", "title", "help", "required", "note", "widget"}`` and, by its widget, ``options``,
``fields``, ``item`` and bounds. ``id`` names its element; inside an item of a list it holds ``__0__`` (``__1__`` in
a list of that list) for the item's number. Widgets: ``line``, ``text`` (several lines), ``markdown``, ``url``,
``email``, ``tel``, ``date``, ``datetime``, ``integer``; ``radios``, ``select`` (one of ``options``); ``yesno``,
``checkbox``; ``choices`` (several of ``options``); ``group`` (``fields``); ``part`` (a group that is there or not)
and ``list`` (any number of ``item``); ``add`` is what the button of these two says. Where the ``options`` are all
records of a kind, ``from`` names it, ``count`` says how many they are, and the script puts them in.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from registry.link import Record
from registry.load.loader import MAX_BODY
from registry.schema.formats import browser_patterns
from registry.schema.kinds import Kind, Schema
from registry.text.typography import typography
from registry.view.base import View, Views
from registry.view.edit import forge
from registry.view.form_ids import entry_ids
from registry.view.form_texts import HINTS, messages, texts

RADIOS = 4
"""Up to so many options of a fixed list all show at once."""
LINE = 200
"""Characters from which a text gets several lines."""
_FORMATS = {
    "web-url": "url",
    "email": "email",
    "phone": "tel",
    "international-phone": "tel",
    "partial-date": "date",
    "partial-datetime": "datetime",
}
_KEPT = {
    "pattern": "pattern",
    "format": "format",
    "minLength": "min_length",
    "maxLength": "max_length",
    "maxItems": "max_items",
    "minimum": "minimum",
    "maximum": "maximum",
}
_FOR_SCRIPT = ("name", "title", "widget", "required", *_KEPT.values())


def form(views: Views, kind: Kind) -> View:
    """``{"kind", "plural", "fields", "advanced", "body", "records", "folder", "address", "forge", "definition"}``.

    ``records`` is whether there are some that can be changed; ``definition`` is what the script works by.
    """
    fields = _Fields(views)
    described = kind.form or {}
    every = fields.of(kind.schema, "f-", 0)
    body = described.get("body")
    if body:
        body = {
            "title": fields.text(body["title"]),
            "help": fields.hinted(fields.text(body["description"]), "markdown"),
        }
    return {
        "kind": kind.name,
        "plural": kind.plural,
        "fields": [field for field in every if not field["advanced"]],
        "advanced": [field for field in every if field["advanced"]],
        "body": body,
        "records": fields.refer(kind.name) > 0,
        "folder": kind.folder,
        "address": views.urls.collection(kind.name),
        "forge": forge(views),
        "definition": _definition(fields, kind, every),
    }


def _definition(fields: _Fields, kind: Kind, every: list[View]) -> View:
    """What the script needs beyond the page's elements."""
    views = fields.views
    network = views.registry.network
    contact = network.get("contact") or {}
    used, country = set(_formats(every)), network["place"].get("country")
    condition = kind.schema.get("if", {}).get("properties", {})
    return {
        "kind": kind.name,
        "folder": kind.folder,
        "suffix": kind.suffix,
        "slug": (kind.form or {})["slug"],
        "fields": [_for_script(field, views.language) for field in every],
        "any": [],
        "body": MAX_BODY,
        "when": {name: test["const"] for name, test in condition.items()},
        "then": kind.schema.get("then", {}).get("required", []) if condition else [],
        "records": fields.references,
        "entries": entry_ids(views.registry.of_kind(kind.name)),
        "patterns": {name: text for name, text in browser_patterns(country).items() if name in used},
        "forge": forge(views),
        "email": contact.get("email"),
        "language": views.language,
        "messages": messages(views.catalogue, used),
        "texts": texts(views.catalogue),
    }


def _formats(fields: list[View]) -> Iterator[str]:
    for field in fields:
        if field.get("format"):
            yield field["format"]
        yield from _formats([*field.get("fields", ()), *([field["item"]] if "item" in field else [])])


def _for_script(field: View, language: str) -> View:
    """A field without what only its element shows; in the schema's order, for the file."""
    kept = {name: field[name] for name in _FOR_SCRIPT if field.get(name) is not None and field[name] is not False}
    kept["title"] = typography(field["title"], language)
    if "fields" in field:
        kept["fields"] = [_for_script(child, language) for child in field["fields"]]
        kept["any"] = field["any"]
    if "item" in field:
        kept["item"] = _for_script(field["item"], language)
    return kept


class _Fields:
    """Fields from schemas, for one site."""

    def __init__(self, views: Views) -> None:
        self.views = views
        self.references: dict[str, list[tuple[str, str]]] = {}
        """(id, label) of all records of each kind that a field refers to: told once, for they may be many."""

    def text(self, msgid: str) -> str:
        return self.views.catalogue.pgettext("schema", msgid) if msgid else ""

    def of(self, schema: Schema, prefix: str, depth: int) -> list[View]:
        """The fields of an object, in its order."""
        required = schema.get("required", ())
        conditional = schema.get("then", {}).get("required", ())
        fields = []
        for name, child in schema["properties"].items():
            field = self.field(name, child, prefix + name, name in required, depth)
            if name in conditional:
                field["note"] = self.condition(schema)
            if _can_be_filled(field):
                fields.append(field)
        return fields

    def condition(self, schema: Schema) -> str:
        """When a field is required that is not always so."""
        name, test = next(iter(schema["if"]["properties"].items()))
        decides = schema["properties"][name]
        label: str = decides["x-enum-labels"][test["const"]]
        return self.views.catalogue.gettext(
            "required when “{field}” is “{value}”", field=self.text(decides["title"]), value=self.text(label)
        )

    def field(self, name: str, schema: Schema, id_: str, required: bool, depth: int) -> View:
        """One field; see the module's text."""
        field: View = {
            "name": name,
            "id": id_,
            "title": self.text(schema["title"]),
            "help": self.text(schema["x-help"] if "x-help" in schema else schema["description"]),
            "required": required,
            "note": None,
            "advanced": bool(schema.get("x-advanced")),
            **{ours: schema.get(theirs) for theirs, ours in _KEPT.items()},
        }
        field |= self.widget(schema, id_, required, depth)
        if field["widget"] in HINTS and not (depth and field["widget"] == "markdown"):
            field["help"] = self.hinted(field["help"], field["widget"])
        return field

    def hinted(self, help_: str, widget: str) -> str:
        """A help with how to fill in such a widget."""
        hint = HINTS[widget]
        return f"{help_} {self.views.catalogue.gettext(hint)}".strip()

    def widget(self, schema: Schema, id_: str, required: bool, depth: int) -> View:
        """The widget of a schema, with what belongs to it."""
        kind = schema["type"]
        chosen = schema.get("items", {}) if kind == "array" else schema
        if "x-ref" in chosen:
            found = {"options": [], "from": chosen["x-ref"], "count": self.refer(chosen["x-ref"])}
            return {"widget": "choices" if kind == "array" else "select", **found}
        options = self.options(chosen)
        if options is not None:
            found = {"options": options, "from": None, "count": len(options)}
            few = "enum" in schema and len(options) <= RADIOS
            return {"widget": "choices" if kind == "array" else "radios" if few else "select", **found}
        add = self.text(schema.get("x-add", ""))
        if kind == "array":
            inside = f"{id_}-__{depth}__"
            item = self.field("", schema["items"], inside, True, depth + 1)
            add = add or self.views.catalogue.gettext("Add: {title}", title=item["title"])
            more = {"token": f"__{depth}__", "ordered": bool(schema.get("x-ordered")), "add": add}
            return {"widget": "list", "item": item, **more}
        if kind == "object":
            all_or_nothing = not required and "required" in schema
            any_of = [names for option in schema.get("anyOf", ()) for names in option["required"]]
            group = {"fields": self.of(schema, id_ + "-", depth), "any": any_of, "needs": schema.get("required", ())}
            if not all_or_nothing:
                return {**group, "widget": "group"}
            add = add or self.views.catalogue.gettext("Add: {title}", title=self.text(schema["title"]))
            return {**group, "widget": "part", "add": add}
        if kind == "boolean":
            return {"widget": "checkbox" if schema.get("x-advanced") else "yesno"}
        if kind == "integer":
            return {"widget": "integer"}
        if schema.get("x-markdown"):
            return {"widget": "markdown"}
        long = "format" not in schema and "pattern" not in schema and schema["maxLength"] > LINE
        return {"widget": _FORMATS.get(schema.get("format", ""), "text" if long else "line")}

    def options(self, schema: Schema) -> list[View] | None:
        """``[{"value", "label"}]`` of a schema that has a closed list of values."""
        if "enum" in schema:
            labels = schema["x-enum-labels"]
            return [{"value": value, "label": self.text(labels[value])} for value in schema["enum"]]
        if "x-vocabulary" in schema:
            entries: list[dict[str, Any]] = self.views.registry.network.get(schema["x-vocabulary"], [])
            return [{"value": entry["id"], "label": _upper_first(str(entry["name"]))} for entry in entries]
        return None

    def refer(self, kind: str) -> int:
        """Note the records of a kind among the references, the latest meeting first; how many there are."""
        if kind not in self.references:
            records = self.views.registry.of_kind(kind)
            labels = [(record.id, typography(self.mention(record), self.views.language)) for record in records]
            self.references[kind] = labels[::-1] if kind == "meeting" else labels
        return len(self.references[kind])

    def mention(self, record: Record) -> str:
        label = self.views.label(record)
        return self.views.catalogue.gettext("{name} (example)", name=label) if record.example else label


def _can_be_filled(field: View) -> bool:
    """Whether there is something to choose from: a network without a charter has no signatures."""
    if "item" in field:
        return _can_be_filled(field["item"])
    missing = set(field["needs"]) - {child["name"] for child in field["fields"]} if "fields" in field else ()
    return field.get("count") != 0 and not missing


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
