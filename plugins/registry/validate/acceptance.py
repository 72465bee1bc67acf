"""Whether there is anything to say of a document's structure: a compiled validator, which says yes or no in a hundredth
of the time.

A no is not its last word: :mod:`registry.validate.structure` finds and words what is wrong, and may find nothing. A yes
is never more than it would say, which the tests drive home.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jsonschema_rs import Draft202012Validator

from registry.schema.formats import LONGEST, formats
from registry.schema.kinds import Kind


class Acceptance:
    """Accepts documents of all kinds for a network in ``country`` (ISO 3166-1 alpha-2, or ``None``)."""

    def __init__(self, country: str | None) -> None:
        self._formats = {name: _lenient(has_form) for name, has_form in formats(country).items()}
        self._validators: dict[str, Draft202012Validator] = {}

    def accepts(self, data: dict[str, Any], kind: Kind) -> bool:
        """Whether data are for sure what their schema asks for."""
        validator = self._validators.get(kind.name)
        if validator is None:
            schema = _closed(kind.schema)
            validator = Draft202012Validator(schema, formats=self._formats, validate_formats=True)
            self._validators[kind.name] = validator
        try:
            return validator.is_valid(data)
        except (ValueError, TypeError, OverflowError):  # what JSON cannot say
            return False


def _lenient(has_form: Callable[[str], bool]) -> Callable[[str], bool]:
    """A format that says nothing of empty texts, and of those that are too long anyway."""
    return lambda text: not 0 < len(text) <= LONGEST or has_form(text)


def _closed(schema: Any) -> Any:
    """A schema in which ``unevaluatedProperties`` means what :mod:`registry.validate.structure` takes it for."""
    if isinstance(schema, list):
        return [_closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    return {_STRICT.get(name, name): _closed(value) for name, value in schema.items()}


_STRICT = {"unevaluatedProperties": "additionalProperties"}
