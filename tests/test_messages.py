import json
from pathlib import Path

import pytest
from jinja2 import TemplateSyntaxError
from registry.messages import Location, Message, extract

CODE = """
from registry.i18n import Catalogue

def words(catalogue: Catalogue, n: int) -> list[str]:
    _ = catalogue.gettext
    return [
        _("Next meeting"),
        catalogue.pgettext("url", "meetings"),
        catalogue.ngettext("{n} partner", "{n} partners", n),
        catalogue.npgettext("short", "{n} day", "{n} days", n),
        _("A text that goes on "
          "and on"),
        _(variable),
        "not marked",
    ]

LATER = (N_("Held"), pN_("status", "Held"), nN_("one", "many"))
"""
TEMPLATE = """
<h1>{{ _("Next meeting") }}</h1>
<p title="{{ pgettext("card", "Open") }}">{{ ngettext("{n} project", "{n} projects", projects|length) }}</p>
{% trans %}
  Signed by
  everybody
{% endtrans %}
{% trans count=n %}{{ count }} news item{% pluralize %}{{ count }} news items{% endtrans %}
{{ _("Signed by {name}", name=partner.name) }}
"""
SCHEMA = {
    "title": "Réunion",
    "description": "Une réunion.",
    "x-kind": {"name": "meeting", "url": "meetings", "label": "title"},
    "properties": {
        "title": {"title": "Titre", "description": "Le titre.", "default": {"title": "not a text"}},
        "status": {"enum": ["held"], "x-enum-labels": {"held": "Tenue"}, "examples": [{"title": "nor this"}]},
        "description": {
            "type": "array",
            "items": {"title": "Titre", "anyOf": [{"description": "« Profond »"}]},
        },
    },
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    files = {
        "plugins/thing/code.py": CODE,
        "theme/templates/page.html": TEMPLATE,
        "schemas/meeting.schema.json": json.dumps(SCHEMA, ensure_ascii=False, indent=2),
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def found(project: Path) -> dict[tuple[str | None, str], Message]:
    return {(message.context, message.msgid): message for message in extract(project)}


def test_code_templates_and_schemas_are_read(project: Path) -> None:
    assert set(found(project)) == {
        (None, "Next meeting"),
        ("url", "meetings"),
        (None, "{n} partner"),
        ("short", "{n} day"),
        (None, "A text that goes on and on"),
        (None, "Held"),
        ("status", "Held"),
        (None, "one"),
        ("card", "Open"),
        (None, "{n} project"),
        (None, "Signed by everybody"),
        (None, "%(count)s news item"),
        (None, "Signed by {name}"),
        ("schema", "Réunion"),
        ("schema", "Une réunion."),
        ("schema", "Titre"),
        ("schema", "Le titre."),
        ("schema", "Tenue"),
        ("schema", "« Profond »"),
    }


def test_plurals_and_every_place_of_use_are_told(project: Path) -> None:
    messages = found(project)
    assert messages[None, "{n} partner"].plural == "{n} partners"
    assert messages[None, "Next meeting"].plural is None
    assert messages[None, "Next meeting"].locations == (
        Location("plugins/thing/code.py", 7),
        Location("theme/templates/page.html", 2),
    )
    schema_lines = json.dumps(SCHEMA, ensure_ascii=False, indent=2).split("\n")
    (place,) = messages["schema", "« Profond »"].locations
    assert "« Profond »" in schema_lines[place.line - 1]


def test_the_schemas_are_written_in_another_language_than_the_code(project: Path) -> None:
    messages = found(project)
    assert messages["schema", "Titre"].source_language == "fr"
    assert messages["url", "meetings"].source_language == "en"
    assert messages[None, "Held"].source_language == "en"


def test_a_template_that_does_not_parse_is_an_error_and_not_an_empty_one(project: Path) -> None:
    (project / "theme/templates/broken.html").write_text("{{ _('lost') ", encoding="utf-8")
    with pytest.raises(TemplateSyntaxError):
        extract(project)


def test_one_message_with_two_plurals_is_an_error(project: Path) -> None:
    (project / "plugins/other.py").write_text('ngettext("{n} partner", "{n} others", 2)', encoding="utf-8")
    with pytest.raises(ValueError, match="another plural"):
        extract(project)


def test_a_project_without_templates_or_schemas_has_no_message(tmp_path: Path) -> None:
    assert extract(tmp_path) == set()
