"""What a legal notice must hold."""

from __future__ import annotations

LEGAL_FIELDS: tuple[tuple[str, ...], ...] = (
    ("publisher",),
    ("seat",),
    ("phone",),
    ("director",),
    ("host", "name"),
    ("host", "address"),
    ("host", "phone"),
)
"""What the French law on trust in the digital economy (LCEN, 2004-575, art. 1-1) asks for."""


def missing_legal_fields(network: dict[str, object]) -> list[str]:
    """Dotted names of what the legal notice lacks, in the order of the law."""
    missing = []
    for path in LEGAL_FIELDS:
        value: object = network.get("legal_notice")
        for step in path:
            value = value.get(step) if isinstance(value, dict) else None
        if not value:
            missing.append(".".join(path))
    return missing
