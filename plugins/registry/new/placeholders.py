"""Values that stand in for what nobody has said yet: valid, and plain to see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from registry.markers import N_
from registry.new.answers import CHOSEN, Answers
from registry.schema.kinds import Schema
from registry.slugs import slug

TEXT = N_("To be completed")
_SAMPLES = {
    "web-url": "https://www.example.org",
    "email": "contact@example.org",
    "site-path": "/",
    "timezone": "UTC",
}


def placeholder(name: str, answers: Answers, date: str) -> Any:
    """A value that the field takes for now; ``None`` if there is none. ``date`` stands in for dates."""
    for value in _candidates(answers.field(name), answers, date):
        if answers.wrong(name, value) is None:
            return value
    return None


def _candidates(schema: Schema, answers: Answers, date: str) -> Iterator[Any]:
    if any(keyword in schema for keyword in CHOSEN):
        yield from (value for value, _ in answers.values.choices.of(schema))
        return
    kind = schema.get("type")
    if kind == "array":
        yield from ([value] for value in _candidates(schema.get("items", {}), answers, date))
    elif kind == "object":
        inner = schema.get("properties", {})
        needed = schema.get("required") or list(inner)[:1]
        values = {name: next(_candidates(inner[name], answers, date), None) for name in needed}
        if None not in values.values():
            yield values
    elif kind == "integer":
        yield schema.get("minimum", 1)
    elif kind == "boolean":
        yield False
    elif schema.get("format") in ("partial-date", "partial-datetime"):
        yield date
    elif schema.get("format") in _SAMPLES:
        yield _SAMPLES[schema["format"]]
    else:
        yield answers.catalogue.gettext(TEXT)
        yield slug(answers.catalogue.gettext(TEXT))
