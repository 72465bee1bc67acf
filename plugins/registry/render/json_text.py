"""JSON as it is published."""

from __future__ import annotations

import json
from typing import Any


def as_json(value: Any) -> bytes:
    """UTF-8, on one line, with its end."""
    return (json.dumps(value, ensure_ascii=False) + "\n").encode()
