import re

import pytest
from registry.codes import CODES
from registry.codes.code import Code
from registry.i18n import load_catalogue
from registry.problem import Finding, Problem, Severity, has_errors
from registry.project import Project
from registry.validate.wording import word
from support.problems import catalogue


def test_problems_come_sorted_and_once() -> None:
    findings = [
        Finding("b", 1, 1, "F006"),
        Finding("a", 10, 1, "F006"),
        Finding("a", 9, 2, "F006"),
        Finding("b", 1, 1, "F006"),
    ]
    assert [(problem.path, problem.line) for problem in word(findings, catalogue())] == [("a", 9), ("a", 10), ("b", 1)]


def test_parameters_fill_the_message_and_braces_of_an_editor_stay() -> None:
    (problem,) = word([Finding("a", 1, 1, "R001", {"value": "{title}", "title": "x", "folder": "{0}"})], catalogue())
    assert "“{title}”" in problem.message
    assert "{0}" in problem.hint


def test_texts_of_the_schemas_are_translated() -> None:
    params = {"field": "name", "title": "Nom", "description": "Le nom complet de la structure, tel qu'elle l'écrit."}
    english, french = (word([Finding("a", 1, 1, "S002", params)], catalogue(name))[0] for name in ("en", "fr"))
    assert french.hint.startswith("Nom")
    assert english.hint.startswith("Name")


def test_a_near_name_comes_first_and_nothing_empty_is_left() -> None:
    empty = {"field": "x", "title": "", "description": "", "value": "", "limit": 3}
    (problem,) = word([Finding("a", 1, 1, "S026", empty, near="y")], catalogue())
    assert problem.hint == "Did you mean “y”?"
    assert word([Finding("a", 1, 1, "S026", empty)], catalogue())[0].hint == ""


def test_a_finding_may_be_of_another_severity() -> None:
    (problem,) = word([Finding("a", 1, 1, "F006", severity=Severity.WARNING)], catalogue())
    assert problem.severity is Severity.WARNING
    assert not has_errors([problem])
    assert has_errors([*word([Finding("a", 1, 1, "F006")], catalogue()), problem])


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.code)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_code_can_be_worded(code: Code, language: str) -> None:
    texts = (code.message, code.hint)
    names = {name for text in texts for name in re.findall(r"{([a-z_]+)}", text)}
    found = load_catalogue(Project().locale, language)
    (problem,) = word([Finding("a", 1, 1, code.code, dict.fromkeys(names, "§"))], found)
    assert isinstance(problem, Problem)
    assert "{" not in problem.message.replace("{ }", "").replace("{ or", "")
    assert problem.message
    assert problem.hint
    for text in (code.title, code.explanation):
        assert found.gettext(text)
