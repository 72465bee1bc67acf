"""``addresses``: remember every address that is published, so that none vanishes unnoticed."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from registry.cache.place import cache_folder, store_of
from registry.project import Project

NAME = "addresses"
HELP = "add what is published now to data/addresses.txt, which remembers every address that ever was"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's own arguments."""
    parser.add_argument("--check", action="store_true", help="write nothing; 1 if the file lacks an address")
    parser.add_argument("--quiet", action="store_true", help="say nothing where there is nothing new")


def run(chosen: argparse.Namespace) -> int:
    """Write the file; 1 while nothing could be published, or if it cannot be written."""
    from registry.fix.write import laid_beside
    from registry.load.files import ADDRESSES
    from registry.report.unwritable import unwritable
    from registry.validate.check import check, urls_of
    from registry.validate.context import Context
    from registry.validate.published import published

    root, project = Path(chosen.site), Project()
    store = store_of(root, project, cache_folder(project))
    checked = check(root, project, publish=True, store=store)
    store.close()
    catalogue = checked.catalogue
    if not checked.ok:
        print(catalogue.gettext("Nothing can be published yet: make publish tells why."), file=sys.stderr)
        return 1
    known = checked.corpus.addresses
    every = sorted(known.keys() | published(Context(checked.corpus, urls_of(checked.corpus, catalogue))))
    new = len(every) - len(known)
    note = catalogue.gettext("Every address that was ever published. Written by make addresses: take none out.")
    text = f"# {note}\n" + "".join(f"{address}\n" for address in every)
    file = root / ADDRESSES
    if file.is_file() and file.read_bytes() == text.encode():
        if not chosen.quiet:
            print(catalogue.gettext("{path} is up to date.", path=ADDRESSES))
        return 0
    if chosen.check:
        told = catalogue.gettext("{path} is not up to date: make addresses writes it.", path=ADDRESSES)
        print(told, file=sys.stderr)
        return 1
    try:
        laid_beside(file, text.encode(), 0o644).replace(file)
    except OSError as error:
        print(unwritable(error, catalogue), file=sys.stderr)
        return 1
    print(
        catalogue.ngettext(
            "{path}: {n} new address; commit it.", "{path}: {n} new addresses; commit it.", new, path=ADDRESSES
        )
    )
    return 0
