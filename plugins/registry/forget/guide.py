"""What to do, told in the network's language.

Sources: git-filter-repo's manual; GitHub's and GitLab's pages on removing sensitive data; regulation (EU) 2016/679,
articles 17, 33 and 34.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from registry.forget.traces import Traces
from registry.i18n import Catalogue
from registry.markers import N_

WIDTH = 88
MOST = 12
"""Commits and files that are named; the rest is counted."""
ADDRESS = "https://…"

INTRODUCTION = N_(
    "What was merged stays in the history of git: whoever has the repository can read it, even after it was deleted. "
    "This command changes nothing. It tells what there is to do, in this order."
)
STEPS = (
    (
        N_("Take it out of what is published"),
        N_(
            "Delete it from the records by an ordinary proposal, whose title and text do not repeat it, and "
            "publish: the site no longer shows it. Delete the previews and reports that the forge keeps of older "
            "proposals."
        ),
    ),
    (
        N_("Tell those whom it concerns"),
        N_(
            "The person it is about, and the contact of the network. In the European Union, whoever is "
            "responsible for the data notes the incident, and tells the authority within 72 hours if it can harm "
            "the person (GDPR, articles 33 and 34). What gives access (password, key, bank account) is changed or"
            " blocked at once."
        ),
    ),
    (
        N_("Agree on a moment"),
        N_(
            "Every commit since then gets another id. Merge or close the open proposals first; nobody sends "
            "anything until it is done."
        ),
    ),
    (
        N_("Rewrite the history, in a fresh copy"),
        N_(
            "git filter-repo does it (https://github.com/newren/git-filter-repo). The file replacements.txt lies "
            "outside of any repository and has one line: the text, then ==>, then what stands in its place. The "
            "second command takes it out of the messages of commits too; the third one takes whole files away, "
            "such as an image."
        ),
    ),
    (
        N_("Ask the forge to forget"),
        N_(
            "Proposals keep old commits, and so do pages in its cache. On GitHub, ask the support to remove "
            "cached views and references of proposals; on GitLab, run “Repository cleanup” and delete the "
            "artifacts of jobs; on Forgejo, ask whoever runs it to prune the repository."
        ),
    ),
    (
        N_("Have everybody copy the repository anew"),
        N_("Whoever sends from an old copy brings it back. Forks keep it until their owners delete them: ask them."),
    ),
    (
        N_("Clean up on your own machine, and publish again"),
        N_(
            "make clean removes what builds remember. The site is published again from the new history; "
            "data/addresses.txt remembers addresses: one that holds a name is taken out by hand."
        ),
    ),
    (
        N_("Ask search engines and archives"),
        N_("Search engines take a page out of their cache on request; web archives, too, when the person asks."),
    ),
)  # fmt: skip
REMAINS = N_(
    "What stays: copies and forks that nobody told you of, e-mails that the forge sent, pictures of the screen. Nobody "
    "can call these back. That is why the check finds such data before it is merged."
)


def guide(catalogue: Catalogue, repository: str | None, found: Traces | None, whole: list[str]) -> str:
    """The whole text, lines of at most 88 characters, with a line break at the end.

    ``repository`` is the address of the network's repository, ``found`` where the text is that was asked for;
    ``whole`` are files that the commands take away.
    """
    parts = [_wrapped(catalogue.gettext(INTRODUCTION))]
    if found is not None:
        parts.append("\n".join(_told(catalogue, found)))
    for number, (title, text) in enumerate(STEPS, start=1):
        step = f"{number}. {catalogue.gettext(title)}\n{_wrapped(catalogue.gettext(text), '   ')}"
        parts.append(step + (_commands(repository or ADDRESS, whole) if number == 4 else ""))
    parts.append(_wrapped(catalogue.gettext(REMAINS)))
    return "\n\n".join(parts) + "\n"


def _commands(repository: str, whole: list[str]) -> str:
    paths = " ".join(f"--path {path}" for path in whole or ["content/images/…"])
    lines = (
        f"git clone --mirror {repository} forget.git && cd forget.git",
        "git filter-repo --replace-text ../replacements.txt",
        "git filter-repo --replace-message ../replacements.txt",
        f"git filter-repo --invert-paths {paths}",
        f"git push --force --all {repository} && git push --force --tags {repository}",
    )
    return "\n\n" + "\n".join(f"       {line}" for line in lines)


def _told(catalogue: Catalogue, found: Traces) -> Iterator[str]:
    if not found.commits:
        yield _wrapped(catalogue.gettext("This copy's history does not hold it, in these very words."))
    else:
        yield _wrapped(
            catalogue.ngettext(
                "{n} commit brought it or took it away:", "{n} commits brought it or took it away:", len(found.commits),
                n=len(found.commits),
            )
        )  # fmt: skip
        yield from _some(catalogue, [f"{commit}  {day}" for commit, day in found.commits])
        yield catalogue.gettext("It was in:")
        yield from _some(catalogue, found.paths)
        yield catalogue.gettext("It is within reach of:")
        yield from _some(catalogue, found.refs)
        if found.present:
            yield _wrapped(catalogue.gettext("It is in the records even now."))
    if found.partial:
        yield _wrapped(
            catalogue.gettext("This copy lacks the older part of the history: git fetch --unshallow brings it.")
        )


def _some(catalogue: Catalogue, lines: list[str]) -> Iterator[str]:
    yield from (f"  {line}" for line in lines[:MOST])
    if len(lines) > MOST:
        more = len(lines) - MOST
        yield catalogue.ngettext("  and {n} more", "  and {n} more", more, n=more)


def _wrapped(text: str, indent: str = "") -> str:
    return textwrap.fill(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
