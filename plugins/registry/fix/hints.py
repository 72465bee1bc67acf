"""Say beside a problem that its correction is certain."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from registry.fix.site import attempts_for
from registry.load.files import scan
from registry.load.loader import Unreadable, read_text
from registry.markers import N_
from registry.problem import Finding, Problem
from registry.validate.check import Checked

HINT = N_("The command “make fix” can do this.")

MAX_TRIED = 200_000
"""Characters of a record that are tried, summed: the whole of it counts for each of its problems, which are read anew
when one is mended. A long record in which nearly all is wrong gets no more hints."""


def with_hints(checked: Checked) -> list[Problem]:
    """The problems, with a sentence added to the hint of those that ``fix`` corrects."""
    certain = {(found.path, found.line, found.column, found.code) for found in _certain(checked)}
    told = checked.catalogue.gettext(HINT)
    return [
        replace(problem, hint=f"{problem.hint} {told}".strip())
        if (problem.path, problem.line, problem.column, problem.code) in certain
        else problem
        for problem in checked.problems
    ]


def _certain(checked: Checked) -> list[Finding]:
    root, attempts = checked.corpus.root, attempts_for(checked)
    found = [finding for finding in checked.findings if finding.code == "F001" and finding.near]
    files = {file.path: file for file in scan(root, checked.corpus.kinds).records} if checked.findings else {}
    tried: Counter[str] = Counter()
    for finding in checked.findings:
        if finding.path in files and tried[finding.path] < MAX_TRIED:
            try:
                text = read_text(root / finding.path)
            except Unreadable:
                continue
            tried[finding.path] += len(text)
            if attempts.text(files[finding.path], text, finding) is not None:
                found.append(finding)
    return found
