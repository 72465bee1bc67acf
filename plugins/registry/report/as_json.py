"""Contract C2: problems as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable

from registry.problem import Problem

FIELDS = ("path", "line", "column", "code", "message", "hint", "severity")


def as_json(problems: Iterable[Problem]) -> str:
    """``{"problems": [{"path", "line", "column", "code", "message", "hint", "severity"}]}``."""
    found = [{name: getattr(problem, name) for name in FIELDS} for problem in problems]
    return json.dumps({"problems": found}, ensure_ascii=False, indent=2)
