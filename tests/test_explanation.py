import pytest
from registry.codes import CODES
from registry.codes.code import Code, in_general
from registry.report.explanation import explanation
from support.problems import catalogue


def test_a_code_is_explained_with_an_example() -> None:
    assert explanation(CODES["S001"], catalogue()) == (
        "S001  An unknown field\n\n"
        "A field with a misspelt name would be overlooked without a word.\n\n"
        "The fields are: ….\n\n"
        "Refused:\n    nmae: Harbour Club\n\n"
        "Right:\n    name: Harbour Club\n"
    )


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.code)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_code_can_be_explained(code: Code, language: str) -> None:
    text = explanation(code, catalogue(language))
    prose = text.replace(code.example or "§", "").replace(code.mended or "§", "")
    assert "{field}" not in prose
    assert "{title}" not in prose
    assert max(map(len, prose.splitlines())) <= 100


def test_what_a_finding_would_fill_in_is_left_open() -> None:
    assert in_general("{a} and {b_c}, but { } and [{") == "… and …, but { } and [{"


def test_codes_are_permanent_and_complete() -> None:
    for name, code in CODES.items():
        assert name == code.code
        assert code.title
        assert code.message.endswith(".")
        assert code.hint
        assert code.explanation.endswith(".")
        assert bool(code.example) == bool(code.mended) or not code.mended
