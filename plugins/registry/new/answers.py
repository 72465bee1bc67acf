"""What people answer for a field, as the value that a record holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from registry.codes import CODES
from registry.fix.values import Values
from registry.load.coerce import coerce
from registry.load.document import Document
from registry.problem import Finding
from registry.schema.kinds import Kind, Schema
from registry.suggest import nearest
from registry.text.typography import typography
from registry.validate.structure import Structure
from registry.validate.wording import DID_YOU_MEAN, word

CHOSEN = ("enum", "x-vocabulary", "x-ref")
"""Keywords of fields whose values are chosen from a list."""


class Answers:
    """Checks values for the fields of ``kind`` as ``check`` does, and takes what is certainly meant for it."""

    def __init__(self, kind: Kind, structure: Structure, values: Values) -> None:
        self.kind, self.structure, self.values = kind, structure, values
        self.catalogue = values.catalogue

    def schema_text(self, schema: Schema, keyword: str) -> str:
        """The title or the description of a schema, as people read it in the network's language."""
        text = str(schema.get(keyword, ""))
        return typography(self.catalogue.pgettext("schema", text), self.catalogue.language) if text else ""

    def field(self, name: str) -> Schema:
        """The schema of a field of the first level; ``{}`` if there is none."""
        return dict(self.kind.schema["properties"].get(name, {}))

    def choices(self, name: str) -> list[tuple[str, str]] | None:
        """(value, what people call it) of all that a field, or an entry of its list, may hold; ``None``: anything."""
        schema = self.field(name)
        schema = schema.get("items", schema)
        if not any(keyword in schema for keyword in CHOSEN):
            return None
        return [(value, names[-1] if names else value) for value, names in self.values.choices.of(schema)]

    def value(self, name: str, answer: str) -> Any:
        """The value that ``answer`` stands for; a list for a list (of texts, separated by commas)."""
        schema = self.field(name)
        if schema.get("type") != "array":
            return self._single(name, answer.strip(), schema)
        parts = (part.strip() for part in re.split(r"[,;]", answer))
        return [self._single(f"{name}[]", part, schema.get("items", {})) for part in parts if part]

    def _single(self, name: str, answer: str, schema: Schema) -> Any:
        if any(keyword in schema for keyword in CHOSEN):
            known = {value for value, _ in self.values.choices.of(schema)}
            return answer if answer in known else self.values.choices.meant(answer, schema) or answer
        value = coerce(answer, schema)
        for finding in self._findings(name, value, schema):
            meant = self.values.repaired(finding.code, answer, schema)
            if isinstance(meant, str):
                return coerce(meant, schema)
        return value

    def wrong(self, name: str, value: Any) -> str | None:
        """Why a field cannot hold ``value``, in words; ``None`` if it can."""
        choices = self.choices(name)
        if choices is not None:
            known = [choice for choice, _ in choices]
            for given in value if isinstance(value, list) else [value]:
                if given not in known:
                    told = self.catalogue.format(CODES["S004"].message, field=name, value=given)
                    near = nearest(str(given), known)
                    return f"{told} {self.catalogue.format(DID_YOU_MEAN, near=near)}" if near else told
        for finding in self._findings(name, value, self.field(name)):
            problem = word([finding], self.catalogue)[0]
            return f"{problem.message} {problem.hint}".strip()
        return None

    def missing(self, data: Mapping[str, Any]) -> list[str]:
        """The fields that a record with these values still needs, in the order of the schema."""
        document = Document("", self.kind.name, "", data=dict(data))
        found = {
            str(finding.params["field"])
            for finding in self.structure.check(document, self.kind)
            if finding.code == "S002"
        }
        return [name for name in self.kind.schema["properties"] if name in found and name not in data]

    def _findings(self, name: str, value: Any, schema: Schema) -> list[Finding]:
        only = {"type": "object", "properties": {name: schema}}
        document = Document("", self.kind.name, "", data={name: value})
        return list(self.structure.check(document, Kind(f"{self.kind.name}.{name}", "", "", only)))
