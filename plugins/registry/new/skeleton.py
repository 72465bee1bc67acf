"""The text of a new record: its fields with what they are for, those that are not needed as remarks."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from registry.fix.scalars import plain_or_quoted
from registry.markers import N_
from registry.new.answers import Answers
from registry.schema.kinds import Schema
from registry.slugs import slug

WIDTH = 100
MOST = 15
"""Choices that are told beside a field."""
GUIDE = N_(
    "A line that begins with # is a remark: the site does not show it. To use a field below, take away the # at the "
    "beginning of its lines and write its value behind the colon; leave the others, or delete them."
)
READY = N_("Take the next line away when the record is ready to be published.")
BODY = N_("The text begins here.")


def skeleton(answers: Answers, data: Mapping[str, Any], *, draft: bool, schema_path: str | None = None) -> str:
    """The file of a record with ``data`` (fields of the first level). ``schema_path`` leads from its folder to the
    schema, for editors that complete and explain fields."""
    kind = answers.kind
    header = [f"# yaml-language-server: $schema={schema_path}"] if schema_path else []
    header += _remark(_described(answers, kind.schema))
    header += _remark(answers.catalogue.gettext(GUIDE))
    properties = {
        name: schema for name, schema in kind.schema["properties"].items() if name not in ("example", "draft")
    }
    needed = [name for name in properties if name in data]
    for name in needed:
        header += ["", *_remark(_told(answers, name, properties[name])), *_field(name, data[name])]
    for name, schema in properties.items():
        if name not in data:
            header += ["", *_remark(_told(answers, name, schema))]
            header += [f"#{line}" for line in _empty(answers, name, schema)]
    if draft and "draft" in kind.schema["properties"]:
        header += ["", *_remark(answers.catalogue.gettext(READY)), "draft: true"]
    if kind.format != "markdown":
        return "\n".join(header) + "\n"
    return "\n".join(["---", *header, "---", "", *_body(answers)]) + "\n"


def _body(answers: Answers) -> Iterator[str]:
    described = (answers.kind.form or {}).get("body", {}).get("description", "")
    told = answers.schema_text({"description": described}, "description")
    yield from textwrap.wrap(f"{answers.catalogue.gettext(BODY)} {told}".strip(), WIDTH)
    for heading in answers.kind.outline:
        yield from ("", f"## {answers.catalogue.pgettext('schema', heading)}")


def _described(answers: Answers, schema: Schema) -> str:
    """« Title. Description. », in the network's language."""
    told = (answers.schema_text(schema, name) for name in ("title", "description") if schema.get(name))
    return " ".join(text if text.endswith((".", "…", "!", "?")) else f"{text}." for text in told)


def _told(answers: Answers, name: str, schema: Schema) -> str:
    """What a field is for, whether it is needed, and what may be chosen."""
    text = _described(answers, schema)
    if name in answers.kind.schema.get("required", ()):
        text += " " + answers.catalogue.gettext("Needed.")
    choices = _choices(answers, schema)
    return text if not choices or all(value in text for value, _ in choices) else f"{text} {_listed(answers, choices)}"


def _choices(answers: Answers, schema: Schema) -> list[tuple[str, str]]:
    """(value, what people call it) of a list that is short enough to be told."""
    schema = schema.get("items", schema)
    if "enum" not in schema and "x-vocabulary" not in schema:
        return []
    found = [(value, names[-1] if names else value) for value, names in answers.values.choices.of(schema)]
    return found if len(found) <= MOST else []


def _listed(answers: Answers, choices: list[tuple[str, str]]) -> str:
    """« One of: held (Held), planned (Planned). »"""
    told = ", ".join(f"{value} ({name})" if slug(name) != value else value for value, name in choices)
    return answers.catalogue.gettext("One of: {choices}.", choices=told)


def _remark(text: str) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent="# ", subsequent_indent="# ", break_long_words=False, break_on_hyphens=False
    )


def _field(name: str, value: Any, indent: str = "") -> Iterator[str]:
    """The lines of a field with a value."""
    if isinstance(value, dict):
        yield f"{indent}{name}:"
        for key, inner in value.items():
            yield from _field(key, inner, indent + "  ")
    elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
        yield f"{indent}{name}:"
        for item in value:
            lines = [line for key, inner in item.items() for line in _field(key, inner)]
            yield from (f"{indent}  {'- ' if number == 0 else '  '}{line}" for number, line in enumerate(lines))
    elif isinstance(value, list):
        yield f"{indent}{name}: [{', '.join(plain_or_quoted(str(item), flow=True) for item in value)}]"
    elif isinstance(value, bool):
        yield f"{indent}{name}: {'true' if value else 'false'}"
    else:
        yield f"{indent}{name}: {plain_or_quoted(str(value))}"


def _empty(answers: Answers, name: str, schema: Schema, depth: int = 0) -> Iterator[str]:
    """The lines of a field to be filled in."""
    indent = "  " * depth
    beside = f"  # {_beside(answers, schema)}" if depth else ""
    items = schema.get("items", {})
    if schema.get("type") == "object":
        yield f"{indent}{name}:{beside}"
        for key, inner in schema.get("properties", {}).items():
            yield from _empty(answers, key, inner, depth + 1)
    elif items.get("type") == "object":
        yield f"{indent}{name}:{beside}"
        lines = [line for key, inner in items.get("properties", {}).items() for line in _empty(answers, key, inner, 1)]
        yield from (f"{indent}  {'- ' if number == 0 else '  '}{line[2:]}" for number, line in enumerate(lines))
    elif schema.get("type") == "array":
        yield f"{indent}{name}: []{beside}"
    else:
        yield f"{indent}{name}:{beside}"


def _beside(answers: Answers, schema: Schema) -> str:
    title, choices = answers.schema_text(schema, "title"), _choices(answers, schema)
    return f"{title}. {_listed(answers, choices)}" if choices else title
