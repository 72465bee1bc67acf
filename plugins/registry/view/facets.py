"""What a list can be narrowed by: the facets of its lines, and what each line is found under."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from registry.schema.kinds import Kind
from registry.view.base import View, Views

Options = Iterable[tuple[str, str]]
"""(value, label) of what can be chosen, in order."""


def tags(**values: Iterable[str]) -> str:
    """What a line is found under, as a script compares it: ``"type:club theme:tea theme:fog"``."""
    return " ".join(f"{name}:{value}" for name, found in values.items() for value in found)


def facets(lines: Iterable[View], **options: Options) -> list[View]:
    """``[{"name", "options": [{"value", "label"}]}]``: of each facet the options that some lines, but not all, have."""
    found = [set(line["tags"].split()) for line in lines]
    result = []
    for name, choices in options.items():
        counts = ((value, label, sum(f"{name}:{value}" in tags for tags in found)) for value, label in choices)
        useful = [{"value": value, "label": label} for value, label, count in counts if 0 < count < len(found)]
        if useful:
            result.append({"name": name, "options": useful})
    return result


def vocabulary(views: Views, name: str) -> list[tuple[str, str]]:
    """The options of a list of ``network.yaml``."""
    return [(entry["id"], str(entry["name"])) for entry in views.registry.network.get(name, ())]


def commissions(views: Views) -> list[tuple[str, str]]:
    """The options of a commission."""
    return [(record.id, views.label(record)) for record in views.registry.of_kind("commission")]


def enumeration(views: Views, kind: Kind, field: str) -> list[tuple[str, str]]:
    """The options of a field that has one of a few values, in the schema's order."""
    labels: Mapping[str, str] = kind.schema["properties"][field]["x-enum-labels"]
    return [(value, views.catalogue.pgettext("schema", label)) for value, label in labels.items()]
