"""Write a text as a YAML scalar of one line."""

from __future__ import annotations

from registry.load.yaml_events import parse


def plain_or_quoted(text: str, *, flow: bool = False, style: str = "") -> str:
    """``text`` with the quotes it needs; with those of ``style`` where it has some. ``text`` has no line break."""
    if style not in ("'", '"') and _is_plain(text, flow=flow):
        return text
    if style == "'" and "\\" not in text:
        return single(text)
    return quoted(text)


def quoted(text: str) -> str:
    """``text`` in double quotes, in single ones where that needs no backslash."""
    return single(text) if '"' in text or "\\" in text else f'"{text}"'


def single(text: str) -> str:
    """``text`` in single quotes, its apostrophes doubled."""
    return "'" + text.replace("'", "''") + "'"


def _is_plain(text: str, *, flow: bool) -> bool:
    sample, expected = (f"- [{text}, x]", [[text, "x"]]) if flow else (f"- k: {text}", [{"k": text}])
    found = parse(sample)
    return not found.findings and found.value == expected
