"""The pages about the site's own machinery: how to contribute, check messages."""

from __future__ import annotations

from registry.codes import CODES
from registry.codes.code import Code, in_general
from registry.codes.records import DESCRIBED
from registry.markers import N_
from registry.schema.kinds import Kind, Schema
from registry.view.base import View, Views
from registry.view.edit import add_link

FAMILIES = {
    "F": N_("Files"),
    "Y": N_("Writing YAML"),
    "S": N_("Fields of a record"),
    "R": N_("Records that refer to each other"),
    "P": N_("Publication"),
    "D": N_("Data of persons"),
    "L": N_("Links and images in texts"),
}


def contribute(views: Views) -> View:
    """The forms, and the kinds of record with their fields, from the schemas."""
    forms = [
        {
            "kind": kind.name,
            "description": views.catalogue.pgettext("schema", str(kind.schema["description"])),
            **(add_link(views, kind) or {}),
        }
        for kind in views.registry.kinds.with_form
    ]
    kinds = [
        {
            "kind": kind.name,
            "title": views.catalogue.pgettext("schema", str(kind.schema["title"])),
            "description": views.catalogue.pgettext("schema", str(kind.schema["description"])),
            "folder": f"{kind.folder}/" if kind.folder else kind.file,
            "fields": [_field(views, kind, name, schema) for name, schema in kind.schema["properties"].items()],
        }
        for kind in views.registry.kinds
    ]
    to_check = None if views.publish else views.urls.to_check
    return {"forms": forms, "kinds": kinds, "messages_url": views.urls.sections["messages"], "to_check_url": to_check}


def _field(views: Views, kind: Kind, name: str, schema: Schema) -> View:
    return {
        "name": name,
        "title": views.catalogue.pgettext("schema", str(schema["title"])),
        "description": views.catalogue.pgettext("schema", str(schema["description"])),
        "required": name in kind.schema.get("required", ()),
        "type": schema.get("type", "string"),
    }


def messages(views: Views) -> View:
    """Every code, by family."""
    groups = []
    for letter, title in FAMILIES.items():
        codes = [
            {
                "code": code.code,
                "url": views.urls.message(code.code),
                "severity": code.severity.value,
                "title": views.catalogue.gettext(code.title),
            }
            for code in CODES.values()
            if code.code[0] == letter
        ]
        groups.append({"title": views.catalogue.gettext(title), "codes": codes})
    return {"groups": groups}


def message(views: Views, code: Code) -> View:
    """One code. What a message takes from the file at hand shows as « [valeur] »."""

    def text(msgid: str) -> str:
        return in_general(views.catalogue.gettext(msgid), views.catalogue)

    return {
        "code": code.code,
        "severity": code.severity.value,
        "message": text(code.message),
        "explanation": text(code.explanation),
        "mend": None if code.hint == DESCRIBED else text(code.hint),
        "refused": views.catalogue.gettext(code.example),
        "right": views.catalogue.gettext(code.mended),
    }
