"""Problems as SARIF 2.1.0 (OASIS), which code scanners' dashboards and editors read."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

from registry.codes import CODES
from registry.codes.code import Code, in_general
from registry.codes.records import DESCRIBED
from registry.i18n import Catalogue
from registry.identity import fingerprints
from registry.problem import Problem, Severity
from registry.report.as_markdown import HelpUrl

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "codePathMessage/v1"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}


def as_sarif(
    problems: list[Problem], catalogue: Catalogue, prefix: str = "", *, help_url: HelpUrl, compared: bool = False
) -> str:
    """One run, with a rule for each code that occurs. ``prefix`` leads from the root of the repository to the
    site; ``compared`` says that notices are problems that stood before the change."""
    codes = sorted({problem.code for problem in problems})
    driver: dict[str, Any] = {"name": "registry check"}
    if re.fullmatch(r"[a-z]{2}(?:-[A-Z]{2})?", catalogue.language):
        driver["language"] = catalogue.language
    driver["rules"] = [_rule(CODES[code], catalogue, help_url(code)) for code in codes]
    results = [
        _result(problem, codes.index(problem.code), fingerprint, prefix, compared)
        for problem, fingerprint in zip(problems, fingerprints(problems), strict=True)
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(code: Code, catalogue: Catalogue, url: str | None) -> dict[str, Any]:
    hint = "" if code.hint == DESCRIBED else in_general(catalogue.gettext(code.hint), catalogue)
    rule: dict[str, Any] = {
        "id": code.code,
        "shortDescription": {"text": catalogue.gettext(code.title)},
        "fullDescription": {"text": catalogue.gettext(code.explanation)},
        "help": {"text": hint or catalogue.gettext(code.explanation)},
        "defaultConfiguration": {"level": _LEVELS[code.severity]},
    }
    if code.example and code.mended:
        refused, right = (catalogue.gettext(text) for text in (code.example, code.mended))
        examples = f"```yaml\n{refused}\n```\n\n→\n\n```yaml\n{right}\n```"
        rule["help"]["markdown"] = f"{rule['help']['text']}\n\n{examples}"
    if url:
        rule["helpUri"] = url
    return rule


def _text(text: str) -> str:
    """``text`` as SARIF wants it where it could be taken for one with placeholders."""
    return text.replace("{", "{{").replace("}", "}}") if re.search(r"\{[0-9]+\}", text) else text


def _result(problem: Problem, rule: int, fingerprint: str, prefix: str, compared: bool) -> dict[str, Any]:
    result = {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": _LEVELS[problem.severity],
        "message": {"text": _text("\n".join(part for part in (problem.message, problem.hint) if part))},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": quote(prefix + problem.path, errors="surrogateescape"),
                        "uriBaseId": "%SRCROOT%",
                    },
                    "region": {"startLine": problem.line, "startColumn": problem.column},
                }
            }
        ],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }
    if compared:
        result["baselineState"] = "unchanged" if problem.severity is Severity.NOTICE else "new"
    return result
