"""SVG drawings that hold nothing but shapes: no script, no style sheet, no address, no entity.

Elements and attributes: Scalable Vector Graphics (SVG) 2, W3C, chapters 5 and 9 to 14.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from xml.parsers import expat

_ELEMENT = re.compile(
    "svg|g|title|desc|path|circle|ellipse|rect|line|polyline|polygon|defs|linearGradient|radialGradient|stop"
)
_ATTRIBUTE = re.compile(
    "xmlns|version|width|height|viewBox|preserveAspectRatio|id|d|c[xy]|f[xy]|r[xy]?|[xy][12]?|points|transform|color|"
    "fill(-(opacity|rule))?|stroke(-(width|opacity|linecap|linejoin|miterlimit|dasharray|dashoffset))?|opacity|offset|"
    "stop-(color|opacity)|gradientUnits|gradientTransform|spreadMethod|pathLength|role|aria-(hidden|label)|xml:(lang|space)"
)
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_DIGITS = 30
"""Of a measure, at most: hundreds are infinite to Python."""


_NAME = string.ascii_letters + string.digits + "-_"
_CALLED = {"matrix", "translate", "scale", "rotate", "skewX", "skewY", "rgb", "rgba", "hsl", "hsla"}
_OWN = re.compile(r"url\(#[\w.-]+\)")
"""A part of the same drawing."""
_TEXTS = ("aria-label",)


class _Found(Exception):
    """What no drawing may hold, by its name."""


def _harmless(attribute: str, value: str) -> bool:
    """Whether a value calls for nothing outside: a presentation attribute is CSS, where ``u\\72l`` is ``url``."""
    if attribute in _TEXTS:
        return True
    if attribute == "xmlns":
        return value == "http://www.w3.org/2000/svg"
    rest = _OWN.sub("", value)
    return "\\" not in rest and all(map(_is_known, rest.split("(")[:-1]))


def _is_known(before: str) -> bool:
    """Whether a value that goes on with a parenthesis ``before`` it has the name of a known function."""
    before = before.rstrip()
    return before[len(before.rstrip(_NAME)) :] in _CALLED


def foreign(path: Path) -> tuple[int, str] | None:
    """(line, name) of the first thing in an SVG file that is no shape, or None. The name is "" if it is no XML."""
    parser = expat.ParserCreate()

    def element(name: str, attributes: dict[str, str]) -> None:
        if not _ELEMENT.fullmatch(name):
            raise _Found(f"<{name}>")
        for attribute, value in attributes.items():
            if not _ATTRIBUTE.fullmatch(attribute) or not _harmless(attribute, value):
                raise _Found(attribute)

    def refuse(what: str) -> Callable[..., None]:
        def refused(*_: object) -> None:
            raise _Found(what)

        return refused

    parser.StartElementHandler = element
    parser.StartDoctypeDeclHandler = refuse("<!DOCTYPE>")
    parser.ProcessingInstructionHandler = refuse("<?…?>")
    try:
        parser.Parse(path.read_bytes(), True)
    except _Found as found:
        return parser.CurrentLineNumber, str(found)
    except (OSError, expat.ExpatError):
        return 1, ""
    return None


def size(path: Path) -> tuple[int, int] | None:
    """(width, height) of an SVG file in its own units: those of its ``viewBox``, or else its width and height.

    None if it is no SVG, or has neither.
    """
    parser = expat.ParserCreate()
    root: list[dict[str, str]] = []

    def element(name: str, attributes: dict[str, str]) -> None:
        root.append(attributes if name == "svg" else {})
        raise _Found(name)

    parser.StartElementHandler = element
    with suppress(_Found, OSError, expat.ExpatError):
        parser.Parse(path.read_bytes(), True)
    given = root[0] if root else {}
    numbers = _NUMBER.findall(given.get("viewBox", ""))[2:] or [
        number for name in ("width", "height") for number in _NUMBER.findall(given.get(name, ""))[:1]
    ]
    if len(numbers) != 2 or max(map(len, numbers)) > _DIGITS:
        return None
    return round(float(numbers[0])), round(float(numbers[1]))
