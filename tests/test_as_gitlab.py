"""The code quality report of GitLab: valid, with fingerprints that stay."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from jsonschema import Draft202012Validator
from registry.report.as_gitlab import as_gitlab
from support.problems import problems

SCHEMA = json.loads((Path(__file__).parent / "schemas/gitlab-code-quality.schema.json").read_text("utf-8"))


def test_the_report_has_the_documented_form() -> None:
    for found in (problems(), []):
        Draft202012Validator(SCHEMA).validate(json.loads(as_gitlab(found, "networks/one/")))


def test_each_problem_is_an_issue_with_its_severity_and_place() -> None:
    issues = json.loads(as_gitlab(problems(), "site/"))
    assert [issue["severity"] for issue in issues] == ["major", "minor", "info", "major", "major", "major"]
    assert issues[0]["location"] == {"path": "site/content/pages/à côté.md", "lines": {"begin": 1}}
    assert issues[3]["check_name"] == "S010"
    assert issues[3]["description"] == f"{problems()[3].message} {problems()[3].hint}"


def test_fingerprints_are_unique_and_stay_when_lines_move() -> None:
    prints = [issue["fingerprint"] for issue in json.loads(as_gitlab(problems()))]
    moved = [replace(problem, line=problem.line + 7) for problem in problems()]
    assert len(set(prints)) == len(prints)
    assert [issue["fingerprint"] for issue in json.loads(as_gitlab(moved))] == prints
