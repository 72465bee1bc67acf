from pathlib import Path

import pytest
from registry.catalogues import catalogue_paths, check_catalogue, main, update_catalogue
from registry.i18n import load_catalogue
from registry.messages import Location, Message, extract

PROJECT = Path(__file__).resolve().parents[1]


def message(msgid: str, plural: str | None = None, context: str | None = None, line: int = 1) -> Message:
    return Message(context, msgid, plural, (Location("plugins/a.py", line),))


MESSAGES = [
    message("Signed by {name}"),
    message("{n} partner", "{n} partners"),
    message("meetings", context="url"),
    message("Réunion", context="schema"),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "theme/locale/fr/LC_MESSAGES/messages.po"


def translate(path: Path, **texts: str) -> None:
    text = path.read_text(encoding="utf-8")
    for msgid, translation in texts.items():
        start = text.index('"', text.index("msgstr", text.index(f'msgid "{msgid}"')))
        text = text[:start] + f'"{translation}"' + text[start + 2 :]
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_message_of_the_project_is_translated_and_none_is_unused(language: str) -> None:
    path = PROJECT / "theme/locale" / language / "LC_MESSAGES/messages.po"
    assert path.is_file()
    assert check_catalogue(path, extract(PROJECT)) == []


def test_the_projects_catalogues_are_as_update_writes_them(tmp_path: Path) -> None:
    extracted = extract(PROJECT)
    for path in catalogue_paths(PROJECT):
        copy = tmp_path / path.relative_to(PROJECT)
        copy.parent.mkdir(parents=True)
        copy.write_bytes(path.read_bytes())
        assert not update_catalogue(copy, extracted), f"{path}: run python -m registry.catalogues --update"


def test_a_new_file_holds_every_message_untranslated(path: Path) -> None:
    assert update_catalogue(path, MESSAGES)
    assert check_catalogue(path, MESSAGES) == [
        "untranslated: 'Signed by {name}' (plugins/a.py:1)",
        "untranslated: '{n} partner' (plugins/a.py:1)",
        "untranslated: [url] 'meetings' (plugins/a.py:1)",
    ]


def test_in_english_only_the_schemas_need_a_translation(tmp_path: Path) -> None:
    path = tmp_path / "en/LC_MESSAGES/messages.po"
    update_catalogue(path, MESSAGES)
    assert check_catalogue(path, MESSAGES) == ["untranslated: [schema] 'Réunion' (plugins/a.py:1)"]


def test_an_update_keeps_translations_comments_and_plural_forms(path: Path) -> None:
    update_catalogue(path, MESSAGES)
    text = path.read_text(encoding="utf-8")
    text = text.replace('msgstr[0] ""\nmsgstr[1] ""', 'msgstr[0] "un partenaire"\nmsgstr[1] "{n} partenaires"')
    path.write_text(text.replace("#: plugins/a.py", "# Mind the accent\n#: plugins/a.py", 1), encoding="utf-8")
    translate(path, **{"meetings": "reunions", "Signed by {name}": "Signé par {name}"})
    before = path.read_bytes()
    assert not update_catalogue(path, reversed(MESSAGES))
    assert path.read_bytes() == before
    assert check_catalogue(path, MESSAGES) == []
    catalogue = load_catalogue(path.parents[2], "fr")
    assert catalogue.ngettext("{n} partner", "{n} partners", 0) == "un partenaire"
    assert catalogue.pgettext("url", "meetings") == "reunions"
    assert b"# Mind the accent" in before


def test_a_message_that_moves_changes_no_byte(path: Path) -> None:
    update_catalogue(path, MESSAGES)
    moved = [item._replace(locations=(Location("plugins/a.py", 99),)) for item in MESSAGES]
    assert not update_catalogue(path, moved)


def test_nothing_in_the_file_depends_on_the_day_or_the_tool(path: Path) -> None:
    update_catalogue(path, MESSAGES)
    text = path.read_text(encoding="utf-8")
    assert '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"' in text
    for word in ("Date", "Generated", "Babel", "fuzzy", "Translator"):
        assert word not in text


def test_a_near_message_inherits_no_guess(path: Path) -> None:
    update_catalogue(path, [message("Next meeting")])
    translate(path, **{"Next meeting": "Prochaine réunion"})
    changed = [message("Next meetings")]
    assert check_catalogue(path, changed) == [
        "untranslated: 'Next meetings' (plugins/a.py:1)",
        "unused: 'Next meeting'",
    ]
    update_catalogue(path, changed)
    assert "Prochaine" not in path.read_text(encoding="utf-8")


def test_a_message_that_gains_a_plural_keeps_its_translation(path: Path) -> None:
    update_catalogue(path, [message("partner")])
    translate(path, partner="partenaire")
    update_catalogue(path, [message("partner", "partners")])
    assert 'msgstr[0] "partenaire"\nmsgstr[1] ""' in path.read_text(encoding="utf-8")
    update_catalogue(path, [message("partner")])
    assert 'msgstr "partenaire"' in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("translation", ["Signé", "Signé par {nom}", "Signé par {name} le {date}"])
def test_placeholders_must_be_the_same(path: Path, translation: str) -> None:
    update_catalogue(path, [message("Signed by {name}")])
    translate(path, **{"Signed by {name}": translation})
    assert check_catalogue(path, [message("Signed by {name}")]) == [
        f"placeholders differ: 'Signed by {{name}}': {translation!r}"
    ]


def test_the_command_checks_and_updates_every_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "plugins").mkdir()
    (tmp_path / "plugins/a.py").write_text('_("Next meeting")\n', encoding="utf-8")
    for language in ("en", "fr"):
        path = tmp_path / "theme/locale" / language / "LC_MESSAGES/messages.po"
        path.parent.mkdir(parents=True)
        path.touch()
    assert main(["--update"], tmp_path) == 0
    assert capsys.readouterr().out.splitlines() == [
        "theme/locale/en/LC_MESSAGES/messages.po: updated",
        "theme/locale/fr/LC_MESSAGES/messages.po: updated",
    ]
    assert main(["--check"], tmp_path) == 1
    assert capsys.readouterr().out == (
        "theme/locale/fr/LC_MESSAGES/messages.po: untranslated: 'Next meeting' (plugins/a.py:1)\n"
    )
    translate(path, **{"Next meeting": "Prochaine réunion"})
    assert main(["--check"], tmp_path) == 0
    assert main(["--update"], tmp_path) == 0
    assert capsys.readouterr().out == ""
