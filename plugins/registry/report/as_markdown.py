"""Problems as Markdown, for the summary page of a run of continuous integration and for a comment."""

from __future__ import annotations

import re
from collections.abc import Callable
from textwrap import indent

from registry.i18n import Catalogue
from registry.markers import N_
from registry.problem import Problem, Severity
from registry.report.as_text import clean, summary

MOST = 300
"""Problems that are listed."""
SUMMARY_LIMIT, COMMENT_LIMIT = 900_000, 20_000
"""Bytes: a summary page holds 1 MiB, a comment 65,536 characters with the meaning of the change in them."""
_SIGNS = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.NOTICE: "ℹ️"}
TITLE = N_("Check of the records")
_ZERO_WIDTH = "\u200b"

HelpUrl = Callable[[str], str | None]
"""The page that explains a code, if the site's address is known."""


def as_markdown(
    problems: list[Problem],
    catalogue: Catalogue,
    prefix: str = "",
    *,
    help_url: HelpUrl = lambda code: None,
    limit: int = SUMMARY_LIMIT,
) -> str:
    """A heading, a count, and each problem with its place and how to mend it; ends with a line break."""
    return _told(problems, problems, catalogue, prefix, help_url, limit)


def for_comment(problems: list[Problem], catalogue: Catalogue, prefix: str = "", *, help_url: HelpUrl) -> str:
    """The same for a comment: notices, which a change is not to blame for, are only counted."""
    listed = [problem for problem in problems if problem.severity is not Severity.NOTICE]
    text = _told(listed, problems, catalogue, prefix, help_url, COMMENT_LIMIT)
    if any(problem.severity is Severity.ERROR for problem in listed):
        text += "\n" + catalogue.gettext("Is a message unclear? Leave the proposal as it is, and say so here.") + "\n"
    return text


def _told(
    listed: list[Problem], counted: list[Problem], catalogue: Catalogue, prefix: str, help_url: HelpUrl, limit: int
) -> str:
    parts = [f"## {catalogue.gettext(TITLE)}", summary(counted, catalogue)]
    items: list[str] = []
    size = 0
    for problem in listed[:MOST]:
        item = _item(problem, prefix, help_url)
        size += len(item.encode())
        if size > limit:
            break
        items.append(item)
    if items:
        parts.append("\n".join(items))
    if left := len(listed) - len(items):
        parts.append(catalogue.ngettext("… and {n} more.", "… and {n} more.", left))
    return "\n\n".join(parts) + "\n"


_COPIED = re.compile(r"[a-z0-9:/._ \n-]*")
"""Lines of a hint that are to be copied into a file as they are, and hold nothing that could end their block."""


def _item(problem: Problem, prefix: str, help_url: HelpUrl) -> str:
    place = clean(f"{prefix}{problem.path}:{problem.line}:{problem.column}").replace("`", "'").replace("\n", " ")
    url = help_url(problem.code)
    code = f"[{problem.code}]({url})" if url else problem.code
    lines = [f"- {_SIGNS[problem.severity]} `{place}` **{code}** {_plain(problem.message)}"]
    hint, _, copied = problem.hint.partition("\n")
    if not _COPIED.fullmatch(copied):
        hint, copied = problem.hint, ""
    if hint:
        lines.append(f"  {_plain(hint)}")
    text = "  \n".join(lines)
    return f"{text}\n\n  ```yaml\n{indent(copied, '  ')}\n  ```\n" if copied else text


def _plain(text: str) -> str:
    """``text`` on one line, with nothing in it that Markdown or HTML would take for more than letters, and nobody
    who would be notified."""
    text = re.sub(r"([\\`*_\[\]<>|~&#])", r"\\\1", " ".join(clean(text).split()))
    return re.sub(r"(?<!\w)@(?=\w)", f"@{_ZERO_WIDTH}", text)
