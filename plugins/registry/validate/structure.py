"""One document against its JSON Schema: errors of the validator become findings with a position."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from registry.load.document import Document, Pointer
from registry.problem import Finding
from registry.schema.formats import FORMAT_CODES, LONGEST, formats
from registry.schema.kinds import Kind, Schema
from registry.suggest import nearest

GUESSES = 100
"""Mistakes of a file for which it is guessed what was meant: thousands of guesses take seconds."""
_TYPE_WORDS = {"string": "S003", "integer": "S021", "boolean": "S022", "array": "S023", "object": "S024"}


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """``^…$`` as JSON Schema (ECMA-262) means it: Python's ``$`` also accepts a final line break."""
    return re.compile(re.sub(r"\$\Z", r"\\Z", pattern))


def _pattern(_validator: Any, pattern: str, value: Any, schema: Schema) -> Iterator[ValidationError]:
    if (
        isinstance(value, str)
        and len(value) <= schema.get("maxLength", LONGEST)
        and not _compiled(pattern).search(value)
    ):
        yield ValidationError("pattern")


def _format(_validator: Any, name: str, value: Any, schema: Schema) -> Iterator[ValidationError]:
    checker: Callable[[str], bool] = _validator.format_checker.checkers[name][0]
    if isinstance(value, str) and 0 < len(value) <= schema.get("maxLength", LONGEST) and not checker(value):
        yield ValidationError("format")


def _closed(_validator: Any, allowed: Any, value: Any, schema: Schema) -> Iterator[ValidationError]:
    """``unevaluatedProperties: false``, one error a property; our schemas put all properties in one place."""
    if isinstance(value, dict) and allowed is False:
        for key in value:
            if key not in schema.get("properties", {}):
                yield ValidationError("unknown", path=[key])


def _unique(_validator: Any, wanted: bool, value: Any, schema: Schema) -> Iterator[ValidationError]:
    """``uniqueItems``, for a list of allowed length only: the time it takes grows with its square."""
    short = isinstance(value, list) and len(value) <= schema.get("maxItems", 1_000)
    if wanted and short and any(item in value[:place] for place, item in enumerate(value)):
        yield ValidationError("twice")


def _items(validator: Any, items: Any, value: Any, schema: Schema) -> Iterator[ValidationError]:
    """``items``, for a list of allowed length only: each of thousands may be wrong in several ways."""
    if isinstance(value, list) and len(value) <= schema.get("maxItems", 1_000):
        for place, item in enumerate(value):
            yield from validator.descend(item, items, path=place)


_KEYWORDS = {
    "pattern": _pattern,
    "format": _format,
    "unevaluatedProperties": _closed,
    "uniqueItems": _unique,
    "items": _items,
}
_Validator: Any = extend(Draft202012Validator, _KEYWORDS)  # type: ignore[no-untyped-call]


class Structure:
    """Checks documents of all kinds for a network in ``country`` (ISO 3166-1 alpha-2, or ``None``)."""

    def __init__(self, country: str | None) -> None:
        self._formats = FormatChecker(formats=())
        for name, function in formats(country).items():
            self._formats.checkers[name] = (function, ())  # type: ignore[assignment]
        self._validators: dict[str, Any] = {}

    def check(self, document: Document, kind: Kind) -> Iterator[Finding]:
        """Every finding of one document; afterwards ``document.data`` holds only its sound part,
        so that no later rule stumbles over a value of the wrong form, or repeats a problem."""
        validator = self._validators.get(kind.name)
        if validator is None:
            validator = self._validators[kind.name] = _Validator(kind.schema, format_checker=self._formats)
        errors = list(validator.iter_errors(document.data))
        if not errors:
            return
        findings: list[Finding] = []
        reported: set[Pointer] = set()
        ordered = sorted(errors, key=lambda error: (len(error.absolute_path), str(error.absolute_path)))
        for place, error in enumerate(ordered):
            pointer: Pointer = tuple(error.absolute_path)
            if (
                any(pointer[:length] in reported for length in range(1, len(pointer) + 1))
                and error.validator != "required"
            ):
                continue
            if error.validator not in ("required", "anyOf", "minProperties"):
                reported.add(pointer)
            findings.extend(_findings(document, kind, error, pointer, guess=place < GUESSES))
        document.flawed = frozenset(str((*error.absolute_path, _missing(error))[0]) for error in errors)
        document.data = _sound(document.data, reported)
        yield from findings


def _missing(error: Any) -> str:
    """The field that a « required » asks for: jsonschema says it in its message only."""
    names = error.validator_value if error.validator == "required" else ()
    return next((str(name) for name in names if error.message.startswith(repr(name))), "")


def _name(pointer: Pointer) -> str:
    """``members[2].role``, counted from 1 as people count."""
    text = ""
    for step in pointer:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def _findings(document: Document, kind: Kind, error: Any, pointer: Pointer, *, guess: bool) -> Iterator[Finding]:
    value = error.instance
    schema = kind.property_schema(pointer)
    common: dict[str, Any] = {
        "field": _name(pointer),
        "value": _shown(value),
        "title": schema.get("title", ""),
        "description": schema.get("description", ""),
    }
    rule, limit = error.validator, error.validator_value
    if rule == "unevaluatedProperties":
        siblings = kind.property_schema(pointer[:-1]).get("properties", {})
        key = str(pointer[-1])
        free = {name: child for name, child in siblings.items() if name not in value}
        near = (nearest(key, free) or _by_title(key, free) or _inside(key, free)) if guess else None
        yield document.finding("S001", pointer, of_key=True, near=near, **{**common, "known": ", ".join(siblings)})
    elif rule == "required":
        missing = _missing(error)
        described = kind.property_schema((*pointer, missing))
        yield document.finding(
            "S002",
            pointer,
            of_key=True,
            **{
                **common,
                "field": missing,
                "title": described.get("title", ""),
                "description": described.get("description", ""),
            },
        )
    elif rule == "type":
        code, known = _TYPE_WORDS.get(str(limit), "S003"), schema.get("properties", ())
        if limit == "array" and (inner := kind.property_schema((*pointer, 0)).get("properties")):
            code, known = "S029", inner
        yield document.finding(code, pointer, **common, known=", ".join(known))
    elif rule == "enum":
        near = (nearest(str(value), limit) or _by_label(str(value), schema)) if guess else None
        choices = ", ".join(str(item) for item in limit)
        yield document.finding("S004", pointer, near=near, **common, choices=choices)
    elif rule in ("maxLength", "minLength", "maxItems", "minItems", "maximum", "minimum"):
        code = {"maxLength": "S005", "minLength": "S006", "maxItems": "S025", "minItems": "S006"}.get(rule, "S026")
        if value and schema.get("format") in FORMAT_CODES and schema["format"] != "single-line":
            code = FORMAT_CODES[schema["format"]]  # « not a date » helps more than « too long »
        size = len(value) if isinstance(value, str | list) else value
        yield document.finding(code, pointer, **common, limit=limit, size=size)
    elif rule == "minProperties":
        yield document.finding("S006", pointer, of_key=True, **common)
    elif rule == "uniqueItems":
        seen: list[Any] = []
        for index, item in enumerate(value):
            if item in seen:
                yield document.finding("S007", (*pointer, index), **{**common, "value": _shown(item)})
            seen.append(item)
    elif rule == "format":
        yield document.finding(FORMAT_CODES[limit], pointer, near=_repaired(limit, str(value)), **common)
    elif rule == "anyOf":
        names = ", ".join(name for option in limit for name in option.get("required", ()))
        yield document.finding("S020", pointer, of_key=True, **common, choices=names)
    else:
        yield document.finding("S027", pointer, **common)


def _shown(value: Any) -> str:
    """A value as a message quotes it: short, on one line."""
    text = str(value).replace("\n", " ") if isinstance(value, str | int | float) else "…"
    return text if len(text) <= 60 else text[:57] + "…"


def _by_title(key: str, properties: dict[str, Schema]) -> str | None:
    """An editor may write a field's title, in the schema's language, for its name."""
    titles = {str(schema.get("title", "")): name for name, schema in properties.items()}
    near = nearest(key, titles, cutoff=0.8)
    return titles[near] if near else None


def _inside(key: str, properties: dict[str, Schema]) -> str | None:
    """« phone » at the top of a record belongs to ``contact_details``."""
    places = [f"{name}.{key}" for name, schema in properties.items() if key in schema.get("properties", {})]
    return places[0] if len(places) == 1 else None


def _by_label(value: str, schema: Schema) -> str | None:
    labels = {label: name for name, label in schema.get("x-enum-labels", {}).items()}
    near = nearest(value, labels, cutoff=0.8)
    return labels[near] if near else None


def _repaired(name: str, value: str) -> str | None:
    """The form that was certainly meant: ``26/05/2009`` → ``2009-05-26``, ``www.x.org`` → ``https://…``."""
    tests = formats(None)
    candidate: str | None = None
    if name in ("partial-date", "partial-datetime"):
        found = re.match(r"\A([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})\Z", value)
        if found:
            candidate = f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
        elif found := re.match(r"\A([0-9]{4})[/.-]([0-9]{1,2})(?:[/.-]([0-9]{1,2}))?\Z", value):
            candidate = "-".join([found[1], *(f"{int(part):02}" for part in found.groups()[1:] if part)])
    elif name == "web-url" and "://" not in value:
        candidate = "https://" + value.lstrip("/")
    elif name in ("siren", "siret", "rna"):
        candidate = re.sub(r"[\s.-]", "", value).upper()
    elif name == "site-path":
        candidate = "/" + value.strip().strip("/") + "/"
    elif name == "single-line":
        candidate = " ".join(value.split())
    return candidate if candidate and candidate != value and tests[name](candidate) else None


def _sound(data: dict[str, Any], bad: set[Pointer]) -> dict[str, Any]:
    """``data`` without the values at the pointers of ``bad``."""
    sound = copy.deepcopy(data)
    for pointer in sorted(bad, key=lambda pointer: [str(step).rjust(9) for step in pointer], reverse=True):
        parent: Any = sound
        for step in pointer[:-1]:
            parent = parent[step] if parent is not None else None
        if pointer and isinstance(parent, dict):
            parent.pop(pointer[-1], None)
        elif pointer and isinstance(parent, list) and isinstance(pointer[-1], int):
            # The place stays taken: later items keep the position that the file gives them.
            parent[pointer[-1]] = None
    return sound
