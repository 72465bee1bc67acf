"""``build``: build the site, unless nothing changed since it was built."""

from __future__ import annotations

import argparse
import os
import runpy
import signal
import sys
import time
from pathlib import Path

from registry.cache.place import cache_folder, leave_open, section_of, store_of, variant_of
from registry.load.origin import origin_of
from registry.project import Project
from registry.search import available
from registry.uptodate import Done, done

NAME = "build"
HELP = "build the site into a folder, by Pelican"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's own arguments."""
    parser.add_argument("--output", default="output", metavar="DIR", help="where to build (default: output)")
    parser.add_argument("--settings", default="pelicanconf.py", metavar="FILE", help="settings of Pelican")
    parser.add_argument("--pdf", action="store_true", help="make the charter and approved minutes as PDF, too")


def run(chosen: argparse.Namespace) -> int:
    """Say that there is nothing to do, or let Pelican build; the exit code."""
    started = time.monotonic()
    if chosen.pdf and (lacking := _lacking(Path(chosen.site))):
        print(lacking, file=sys.stderr)
        return 1
    publish = Path(chosen.settings).name == "publishconf.py"
    said = _done(Path(chosen.site), Path(chosen.output), publish=publish, documents=chosen.pdf)
    if said:
        if said.warnings:
            print(said.warnings, file=sys.stderr)
        print(said.line.replace("{seconds}", f"{time.monotonic() - started:.1f}".replace(".", said.point)))
        return 0
    content = Path(chosen.site) / "content"
    command = ["pelican", str(content if content.is_dir() else chosen.site)]
    sys.argv = [*command, "-s", chosen.settings, "-o", chosen.output, "--fatal", "errors"]
    os.environ.update(SITE=chosen.site, OUTPUT=chosen.output, PDF="1" if chosen.pdf else "")
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupted)
    runpy.run_module("pelican", run_name="__main__", alter_sys=True)  # `python -m pelican`, in this process
    return 0


def _interrupted(signum: int, frame: object) -> None:
    """Ctrl-C: Pelican takes a ``KeyboardInterrupt`` for a good end, after which others would go on."""
    raise SystemExit(128 + signum)


def _lacking(site: Path) -> str | None:
    """What is missing to make PDF files, in the network's language."""
    from registry.i18n import load_catalogue
    from registry.render.paper import missing
    from registry.validate.check import language_in

    file = site / "data/network.yaml"
    language = language_in(file.read_text("utf-8", "replace") if file.is_file() else "")
    return missing(load_catalogue(Project().locale, language))


def _done(site: Path, output: Path, *, publish: bool, documents: bool) -> Done | None:
    """What the last build said, if there is nothing to do since."""
    project = Project()
    store = store_of(site, project, cache_folder(project))
    root = site.resolve()
    search = os.environ.get("SEARCH") != "0" and available()
    section = section_of(output, variant_of(publish=publish, search=search, documents=documents))
    said = done(store, section, root, output, lambda: origin_of(root, project) if publish else None)
    if said:
        store.close()
    else:
        leave_open(store)
    return said
