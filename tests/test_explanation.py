import re

import pytest
from registry.codes import CODES
from registry.codes.code import Code, in_general
from registry.codes.records import DESCRIBED
from registry.report.explanation import explanation
from support.problems import catalogue


def test_a_code_is_explained_with_an_example() -> None:
    assert explanation(CODES["S001"], catalogue()) == (
        "S001  An unknown field\n\n"
        "A field with a misspelt name would be overlooked without a word.\n\n"
        "The fields are: [list].\n\n"
        "Refused:\n    nmae: Harbour Club\n\n"
        "Right:\n    name: Harbour Club\n"
    )


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.code)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_code_can_be_explained(code: Code, language: str) -> None:
    words = catalogue(language)
    text = explanation(code, words)
    prose = text.replace(words.gettext(code.example) or "§", "").replace(words.gettext(code.mended) or "§", "")
    assert "{field}" not in prose
    assert "{title}" not in prose
    assert max(map(len, prose.splitlines())) <= 100


def test_what_a_finding_would_fill_in_is_named() -> None:
    assert in_general("{path} and {known}, but { } and [{", catalogue()) == "[file] and [list], but { } and [{"
    assert in_general("« {value} »", catalogue("fr")) == "« [valeur] »"


def test_everything_that_messages_and_hints_fill_in_has_a_name() -> None:
    for code in CODES.values():
        for text in (code.message, *([code.hint] if code.hint != DESCRIBED else [])):
            assert "{" not in re.sub(r"\[ \] or a group in \{ \}|\[ or \{", "", in_general(text, catalogue()))


def test_examples_are_in_the_language_of_the_network() -> None:
    french = "\n".join(explanation(code, catalogue("fr")) for code in CODES.values())
    assert not re.search(r"\b(?:Harbour|club in|our|welcome|work|housing)\b", french, re.IGNORECASE)


def test_codes_are_permanent_and_complete() -> None:
    for name, code in CODES.items():
        assert name == code.code
        assert code.title
        assert code.message.endswith(".")
        assert code.hint
        assert code.explanation.endswith(".")
        assert bool(code.example) == bool(code.mended) or not code.mended
