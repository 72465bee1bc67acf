"""SARIF: valid by the schema of the standard, with rules, code points as columns, encoded paths and fingerprints."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError
from registry.__main__ import main
from registry.report.as_sarif import FINGERPRINT, as_sarif
from support.problems import catalogue, problems
from support.small import commit, small_site

SCHEMA = json.loads((Path(__file__).parent / "schemas/sarif-2.1.0.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def run_of(text: str) -> dict[str, Any]:
    """The one run of a report, which is valid."""
    log = json.loads(text)
    VALIDATOR.validate(log)
    return dict(log["runs"][0])


def sarif(language: str = "en", **more: Any) -> dict[str, Any]:
    return run_of(
        as_sarif(problems(language), catalogue(language), "networks/one/", help_url=lambda code: None, **more)
    )


def test_the_schema_refuses_what_is_no_sarif() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    with pytest.raises(ValidationError):
        run_of('{"version": "2.1.0", "runs": [{"results": []}]}')


def test_rules_explain_the_codes_that_occur() -> None:
    rules = sarif("fr")["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["F005", "P001", "P002", "S001", "S010"]
    (rule,) = [rule for rule in rules if rule["id"] == "S010"]
    assert rule["shortDescription"]["text"].endswith("une adresse web")
    assert "https://" in rule["help"]["text"]
    assert "website: www.example.org" in rule["help"]["markdown"]
    (rule,) = [rule for rule in rules if rule["id"] == "S001"]
    assert rule["help"]["text"] == "Les champs possibles sont\u00a0: [liste]."
    assert "nmae: Club du Port" in rule["help"]["markdown"]


def test_results_point_to_their_rules_and_places() -> None:
    run = sarif()
    assert " ".join(f"{result['ruleId']}:{result['level']}" for result in run["results"]) == (
        "F005:error P002:warning P001:note S010:error S001:error S001:error"
    )
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "networks/one/content/pages/%C3%A0%20c%C3%B4t%C3%A9.md"


def test_braces_of_a_record_are_no_placeholders() -> None:
    assert "{{0}}" in sarif()["results"][0]["message"]["text"]


def test_fingerprints_are_unique() -> None:
    prints = [result["partialFingerprints"][FINGERPRINT] for result in sarif()["results"]]
    assert len(set(prints)) == len(prints)


def test_what_stood_before_is_unchanged() -> None:
    assert {result["level"]: result["baselineState"] for result in sarif(compared=True)["results"]} == {
        "error": "new", "warning": "new", "note": "unchanged",
    }  # fmt: skip
    assert "baselineState" not in sarif()["results"][0]


def test_no_problem_is_a_run_without_results() -> None:
    assert run_of(as_sarif([], catalogue("gsw"), help_url=lambda code: None))["results"] == []


@pytest.mark.parametrize(("more", "url"), [("", None), ("site_url: https://example.org/\n", "https://example.org")])
def test_rules_lead_to_their_page_if_the_site_has_an_address(
    tmp_path: Path, more: str, url: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    partner = "# \U0001f33f\nname: A\nclassification: association\nthemes: [\U0001f33fé, santé]\n"
    site = small_site(tmp_path / "site", {"data/partners/a.yaml": partner}, more=more)
    commit(tmp_path)
    assert main(["check", "--site", str(site), "--format", "sarif"]) == 1
    run = run_of(capsys.readouterr().out)
    (rule,) = [rule for rule in run["tool"]["driver"]["rules"] if rule["id"] == "S028"]
    assert rule.get("helpUri") == (f"{url}/contribuer/messages/s028/" if url else None)
    places = [result["locations"][0]["physicalLocation"] for result in run["results"] if result["ruleId"] == "S028"]
    assert [place["region"]["startColumn"] for place in places] == [10, 14]
    assert places[0]["artifactLocation"]["uri"] == "site/data/partners/a.yaml"
