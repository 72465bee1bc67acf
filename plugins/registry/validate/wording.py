"""Findings become problems: worded in the network's language, sorted, each once."""

from __future__ import annotations

from collections.abc import Iterable

from registry.codes import CODES
from registry.i18n import Catalogue
from registry.identity import identity
from registry.markers import N_
from registry.problem import Finding, Problem
from registry.text.typography import typography

DID_YOU_MEAN = N_("Did you mean “{near}”?")
_FROM_SCHEMAS = ("title", "description")
_FROM_CODE = ("reason",)


def word(findings: Iterable[Finding], catalogue: Catalogue) -> list[Problem]:
    """Problems sorted by path, line, column and code, without repetition.

    The parameters ``title`` and ``description`` are texts of the schemas and are translated too;
    ``reason`` is a text of the code.
    """
    return sorted({_word(finding, catalogue) for finding in findings})


def _word(finding: Finding, catalogue: Catalogue) -> Problem:
    code = CODES[finding.code]
    params = dict(finding.params)
    for name in _FROM_SCHEMAS:
        if params.get(name):
            params[name] = typography(catalogue.pgettext("schema", str(params[name])), catalogue.language)
    for name in _FROM_CODE:
        if params.get(name):
            params[name] = catalogue.gettext(str(params[name]))
    hint = catalogue.format(code.hint, **params).strip(" :\u00a0")
    if finding.near:
        hint = catalogue.format(DID_YOU_MEAN, near=finding.near) + (" " + hint if hint else "")
    return Problem(
        path=finding.path,
        line=finding.line,
        column=finding.column,
        code=finding.code,
        message=catalogue.format(code.message, **params),
        hint=hint,
        severity=finding.severity or code.severity,
        identity=identity(finding),
    )
