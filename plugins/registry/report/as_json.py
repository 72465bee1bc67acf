"""Contract C2: problems as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from registry.problem import Problem


def as_json(problems: Iterable[Problem]) -> str:
    """``{"problems": [{"path", "line", "column", "code", "message", "hint", "severity"}]}``."""
    return json.dumps({"problems": [asdict(problem) for problem in problems]}, ensure_ascii=False, indent=2)
