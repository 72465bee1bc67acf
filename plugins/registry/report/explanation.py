"""The explanation of a code, for the terminal."""

from __future__ import annotations

import textwrap

from registry.codes.code import Code, in_general
from registry.codes.records import DESCRIBED
from registry.i18n import Catalogue


def explanation(code: Code, catalogue: Catalogue) -> str:
    """Title, why it matters, how to mend it, an example before and after; ends with a line break."""
    parts = [
        f"{code.code}  {catalogue.gettext(code.title)}",
        textwrap.fill(catalogue.gettext(code.explanation), 88),
    ]
    if code.hint != DESCRIBED:  # that one tells of the field at hand only
        parts.append(textwrap.fill(in_general(catalogue.gettext(code.hint), catalogue), 88))
    if code.example:
        parts.append(catalogue.gettext("Refused:") + "\n" + textwrap.indent(catalogue.gettext(code.example), "    "))
    if code.mended:
        parts.append(catalogue.gettext("Right:") + "\n" + textwrap.indent(catalogue.gettext(code.mended), "    "))
    return "\n\n".join(parts) + "\n"
