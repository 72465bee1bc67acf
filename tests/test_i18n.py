import gettext as stdlib_gettext
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from registry.i18n import Catalogue, PoError, interpolate, language_chain, load_catalogue

PROJECT = Path(__file__).resolve().parents[1]

FRENCH = r"""
msgid ""
msgstr ""
"Language: fr\n"
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"

#: theme/templates/base.html
msgid "Skip to content"
msgstr "Aller au contenu"

msgctxt "url"
msgid "meetings"
msgstr "reunions"

msgid "meetings"
msgstr "réunions"

# A note by a translator
msgid "{n} partner"
msgid_plural "{n} partners"
msgstr[0] "{n} partenaire"
msgstr[1] "{n} partenaires"

msgid ""
"A text\n"
"on two \"lines\""
msgstr ""
"Un texte\n"
"sur deux « lignes » \\ "

msgid "Signed by {name}"
msgstr "Signé par {name}"

msgid "Not yet"
msgstr ""

#, fuzzy
msgid "Guessed"
msgstr "Deviné"

#~ msgid "Old"
#~ msgstr "Vieux"
"""
POLISH = r"""
msgid ""
msgstr ""
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\n"

msgid "{n} partner"
msgid_plural "{n} partners"
msgstr[0] "{n} partner"
msgstr[1] "{n} partnerzy"
msgstr[2] "{n} partnerów"
"""


def write_locale(folder: Path, language: str, text: str) -> Path:
    path = folder / language / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def french(tmp_path: Path) -> Catalogue:
    write_locale(tmp_path, "fr", FRENCH)
    return load_catalogue(tmp_path, "fr")


def test_a_message_is_translated_and_an_unknown_one_is_itself(french: Catalogue) -> None:
    assert french.gettext("Skip to content") == "Aller au contenu"
    assert french.gettext("Nobody translated this") == "Nobody translated this"
    assert french.language == "fr"


def test_the_empty_message_is_not_the_header(french: Catalogue) -> None:
    assert french.gettext("") == ""
    assert french.pgettext("url", "") == ""


def test_the_context_tells_two_equal_messages_apart(french: Catalogue) -> None:
    assert french.pgettext("url", "meetings") == "reunions"
    assert french.gettext("meetings") == "réunions"
    assert french.pgettext("elsewhere", "meetings") == "meetings"


def test_a_text_of_the_schemas_without_translation_is_itself(french: Catalogue) -> None:
    assert french.pgettext("schema", "Réunion") == "Réunion"


@pytest.mark.parametrize(
    ("n", "text"), [(0, "0 partenaire"), (1, "1 partenaire"), (2, "2 partenaires"), (-1, "-1 partenaire")]
)
def test_zero_is_singular_in_french(french: Catalogue, n: int, text: str) -> None:
    assert french.ngettext("{n} partner", "{n} partners", n) == text


@pytest.mark.parametrize(("n", "text"), [(0, "0 partners"), (1, "1 partner"), (2, "2 partners")])
def test_zero_is_plural_where_there_is_no_translation(tmp_path: Path, n: int, text: str) -> None:
    catalogue = load_catalogue(tmp_path, "en")
    assert catalogue.ngettext("{n} partner", "{n} partners", n) == text
    assert catalogue.npgettext("list", "{n} partner", "{n} partners", n) == text


@pytest.mark.parametrize(("n", "word"), [(1, "partner"), (2, "partnerzy"), (5, "partnerów"), (22, "partnerzy")])
def test_a_language_with_three_forms(tmp_path: Path, n: int, word: str) -> None:
    write_locale(tmp_path, "pl", POLISH)
    assert load_catalogue(tmp_path, "pl").ngettext("{n} partner", "{n} partners", n) == f"{n} {word}"


def test_escapes_and_texts_on_several_lines(french: Catalogue) -> None:
    assert french.gettext('A text\non two "lines"') == "Un texte\nsur deux « lignes » \\ "


@pytest.mark.parametrize("msgid", ["Not yet", "Guessed", "Old"])
def test_an_untranslated_guessed_or_obsolete_entry_does_not_count(french: Catalogue, msgid: str) -> None:
    assert french.gettext(msgid) == msgid
    assert not french.translates(None, msgid)


def test_parameters_fill_the_placeholders(french: Catalogue) -> None:
    assert french.format("Signed by {name}", name="l'école {n}") == "Signé par l'école {n}"
    assert french.gettext("Signed by {name}", name=3) == "Signé par 3"
    assert french.gettext("Signed by {name}") == "Signé par {name}"
    with pytest.raises(KeyError, match="name"):
        french.format("Signed by {name}")


def test_interpolation_reads_no_attribute_and_leaves_other_braces() -> None:
    assert interpolate("{name.__class__} {0} {} {{name}} {name!r} {name}", {"name": "x"}) == (
        "{name.__class__} {0} {} {x} {name!r} x"
    )


def test_a_region_falls_back_to_its_language_and_overrides_it(tmp_path: Path) -> None:
    write_locale(tmp_path, "fr", FRENCH)
    assert load_catalogue(tmp_path, "fr-CH").gettext("Skip to content") == "Aller au contenu"
    write_locale(tmp_path, "fr_CH", 'msgid "meetings"\nmsgstr "séances"\n')
    swiss = load_catalogue(tmp_path, "fr-CH")
    assert swiss.gettext("meetings") == "séances"
    assert swiss.gettext("Skip to content") == "Aller au contenu"
    assert swiss.ngettext("{n} partner", "{n} partners", 0) == "0 partenaire"
    assert swiss.language == "fr-CH"


@pytest.mark.parametrize("language", ["", "..", "../../etc", "fr/../fr", "f", "fr\n", "fr-", "français"])
def test_a_text_that_is_no_language_steers_no_path(tmp_path: Path, language: str) -> None:
    assert language_chain(language) == ()
    assert load_catalogue(tmp_path, language).gettext("Skip to content") == "Skip to content"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('msgid "a"\nmsgstr "b\n', "messages.po:2"),
        ('"orphan"\n', "messages.po:1"),
        ("msgid a\n", "messages.po:1"),
    ],
)
def test_a_broken_file_is_an_error_with_its_line(tmp_path: Path, text: str, place: str) -> None:
    write_locale(tmp_path, "fr", text)
    with pytest.raises(PoError, match=place):
        load_catalogue(tmp_path, "fr").gettext("a")


def test_a_file_that_is_not_utf8_is_an_error(tmp_path: Path) -> None:
    write_locale(tmp_path, "fr", "").write_bytes(b'msgid "a"\nmsgstr "\xe9"\n')
    with pytest.raises(PoError, match="UTF-8"):
        load_catalogue(tmp_path, "fr").gettext("a")


def test_windows_line_ends_and_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    write_locale(tmp_path, "fr", "").write_bytes("\ufeff".encode() + FRENCH.replace("\n", "\r\n").encode())
    assert load_catalogue(tmp_path, "fr").gettext("Skip to content") == "Aller au contenu"


@pytest.mark.parametrize("path", sorted(PROJECT.glob("theme/locale/*/LC_MESSAGES/messages.po")), ids=str)
def test_every_catalogue_reads_as_babel_reads_it(path: Path) -> None:
    catalogue = Catalogue("und", (path,))
    with path.open("rb") as file:
        reference = read_po(file, abort_invalid=True)
    plural = stdlib_gettext.c2py(reference.plural_expr)
    for message in reference:
        if not message.id or message.fuzzy:
            continue
        if isinstance(message.id, str):
            expected = message.string or message.id
            assert catalogue.pgettext(message.context, message.id) == expected
        elif all(message.string):
            for n in range(30):
                expected = message.string[plural(n)].replace("{n}", str(n))
                assert catalogue.npgettext(message.context, *message.id, n) == expected


def test_loading_and_reading_a_catalogue_imports_neither_babel_nor_gettext(tmp_path: Path) -> None:
    write_locale(tmp_path, "fr", FRENCH)
    code = (
        "import sys; from pathlib import Path; from registry.i18n import load_catalogue\n"
        f"assert load_catalogue(Path({str(tmp_path)!r}), 'fr').gettext('meetings') == 'réunions'\n"
        "assert 'babel' not in sys.modules and 'gettext' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": str(PROJECT / "plugins")})
