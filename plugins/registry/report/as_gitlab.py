"""Problems as a code quality report of GitLab, which shows them in a merge request."""

from __future__ import annotations

import json

from registry.identity import fingerprints
from registry.problem import Problem, Severity

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTICE: "info"}


def as_gitlab(problems: list[Problem], prefix: str = "") -> str:
    """A JSON list of issues. ``prefix`` leads from the root of the repository to the site.

    GitLab takes issues with one fingerprint for one issue, and compares them with those of the target branch:
    fingerprints are unique, and stay when lines move.
    """
    issues = [
        {
            "description": " ".join(part for part in (problem.message, problem.hint) if part),
            "check_name": problem.code,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[problem.severity],
            "location": {"path": prefix + problem.path, "lines": {"begin": problem.line}},
        }
        for problem, fingerprint in zip(problems, fingerprints(problems), strict=True)
    ]
    return json.dumps(issues, ensure_ascii=False, indent=2)
