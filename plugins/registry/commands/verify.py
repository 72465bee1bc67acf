"""``verify``: is a published site what the commit that it names builds?"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from registry.project import Project

if TYPE_CHECKING:
    from registry.i18n import Catalogue
    from registry.verify.compare import Difference
    from registry.verify.places import Place

NAME = "verify"
HELP = "compare a published site, or a folder, with what the commit that it names builds"
SHOWN = 30
"""Paths of each sort that are told one by one."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's own arguments."""
    parser.add_argument("place", metavar="URL|DIR", help="address of the published site, or a folder that holds it")


def run(chosen: argparse.Namespace) -> int:
    """Say what differs; 1 if something does, 2 if that cannot be found out."""
    from registry.i18n import load_catalogue
    from registry.load.head import head
    from registry.validate.check import language_in
    from registry.verify.compare import compare
    from registry.verify.places import Unreachable
    from registry.verify.rebuilt import Failed, RevisionError, rebuilt

    root, project = Path(chosen.site), Project()
    file = root / "data/network.yaml"
    catalogue = load_catalogue(
        project.locale, language_in(file.read_text("utf-8", "replace") if file.is_file() else "")
    )
    gettext = catalogue.gettext
    place = _place(chosen.place)
    if place is None:
        return _cannot(gettext("Say what to check: URL=https://… or the folder of a built site."))
    try:
        version = _version(place)
    except Unreachable as reason:
        return _cannot(gettext("{address} cannot be read: {reason}.", address=chosen.place, reason=str(reason)))
    if version is None:
        return _cannot(gettext("{address} does not say which version it is (version.json).", address=chosen.place))
    print(
        gettext(
            "The site says that it is version {commit} of {date}.",
            commit=version["commit"][:12],
            date=version["commit_date"],
        )
    )
    if version["dirty"]:
        print(gettext("It was made from files with changes that are in no version."))
    try:
        with rebuilt(root, project, version["commit"], documents=version["documents"]) as made:
            here = None if made.own else head(project.root)
            if here and version["program"] and here.commit != version["program"]:
                told = gettext(
                    "The program that made it is version {commit}, and another one here.",
                    commit=version["program"][:12],
                )
                print(told)
            if not made.same_libraries:
                print(gettext("That version asks for other libraries than those that are installed here."))
            found = compare(made.output, place, _progress)
    except RevisionError:
        return _cannot(
            gettext(
                "This repository does not know version {commit}: fetch it first (git fetch).", commit=version["commit"]
            )
        )
    except Failed as reason:
        return _cannot(gettext("That version cannot be built here:") + f"\n{reason}")
    print("\n".join(_told(found, catalogue)))
    return 0 if found.is_none else 1


def _cannot(text: str) -> int:
    print(text, file=sys.stderr)
    return 2


def _place(text: str) -> Place | None:
    from registry.verify.places import Folder, Web

    if re.match(r"https?://[^/]", text):
        return Web(text.partition("#")[0].partition("?")[0].rstrip("/") + "/")
    return Folder(Path(text)) if text and "://" not in text and Path(text).is_dir() else None


def _version(place: Place) -> dict[str, Any] | None:
    """What the site says of itself; ``None`` where it names no commit."""
    content = place.read("version.json", 64 * 1024).content
    try:
        version = json.loads(content or b"")
        named = re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", version["commit"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    date = str(version.get("commit_date"))[:30]
    if not named:
        return None
    program = version.get("program")
    by = program.get("commit") if isinstance(program, dict) else None
    return {
        "commit": named[0],
        "commit_date": date,
        "dirty": version.get("dirty") is True,
        "documents": version.get("documents") is True,
        "program": by if isinstance(by, str) else None,
    }


def _progress(done: int, of: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done} / {of}", end="\n" if done == of else "", file=sys.stderr, flush=True)


def _told(found: Difference, catalogue: Catalogue) -> list[str]:
    gettext, ngettext = catalogue.gettext, catalogue.ngettext
    lines = []
    for names, text in (
        (found.other, gettext("These files are others:")),
        (found.missing, gettext("These files are missing:")),
        (found.extra, gettext("These files are there, and the version does not make them:")),
        ([f"{path} ({why})" for path, why in found.unreachable], gettext("These files could not be read:")),
    ):
        if names:
            lines += [text, *(f"  {name}" for name in names[:SHOWN])]
            if len(names) > SHOWN:
                lines.append(ngettext("  and {n} more", "  and {n} more", len(names) - SHOWN))
    if found.redirected:
        lines.append(
            ngettext(
                "{n} old address is redirected by the host.",
                "{n} old addresses are redirected by the host.",
                found.redirected,
            )
        )
    lines.append(ngettext("{n} file is the same.", "{n} files are the same.", found.same))
    if found.is_none:
        lines.append(gettext("The site is what its version builds."))
    else:
        lines.append(gettext("The site is not what its version builds."))
    return lines
