"""``python -m preview``: serve a site while it is edited."""

from __future__ import annotations

import argparse
import sys
import threading
import time
from pathlib import Path

from registry.i18n import Catalogue, load_catalogue
from registry.load.loader import load
from registry.markers import N_
from registry.project import Project
from registry.schema.kinds import load_kinds
from registry.validate.check import language_of

from preview.builder import Builder, Outcome
from preview.server import serve
from preview.state import State
from preview.watch import Snapshot, changes, snapshot

POLL_SECONDS = 0.25
SHOWN_CHANGES = 3


def _catalogue(project: Project, site: Path) -> Catalogue:
    return load_catalogue(project.locale, language_of(load(site, load_kinds(project.schemas))))


def _watched(project: Project, site: Path) -> list[Path]:
    code = [project.root / name for name in ("plugins", "schemas", "theme", "pelicanconf.py", "publishconf.py")]
    return [site / "data", site / "content", *code]


def _say(outcome: Outcome, changed: list[str], site: Path, state: State, catalogue: Catalogue) -> None:
    """Tell the terminal and the browsers how a build ended."""
    if changed:
        names = [str(Path(path).relative_to(site)) if Path(path).is_relative_to(site) else path for path in changed]
        more = f" (+{len(names) - SHOWN_CHANGES})" if len(names) > SHOWN_CHANGES else ""
        print(catalogue.gettext("Changed: {files}", files=", ".join(names[:SHOWN_CHANGES]) + more))
    if outcome.ok:
        if outcome.report:
            print(outcome.report)
        print(outcome.line, flush=True)
        state.built()
    else:
        print(outcome.report or catalogue.gettext("The build failed without a word."), flush=True)
        state.failed(outcome.report)


def _loop(builder: Builder, project: Project, state: State, first: Snapshot) -> None:
    """Rebuild whenever something changed since the last build began. Ends with KeyboardInterrupt."""
    watched = _watched(project, builder.site)
    built = first
    while True:
        time.sleep(POLL_SECONDS)
        now = snapshot(watched)
        changed = changes(built, now)
        if not changed:
            continue
        # An editor may save in several steps: wait until two looks in a row agree.
        settled = snapshot(watched)
        while settled != now:
            time.sleep(POLL_SECONDS / 5)
            now, settled = settled, snapshot(watched)
        built = settled
        _say(builder.build(), changed, builder.site, state, _catalogue(project, builder.site))


def main(argv: list[str] | None = None) -> int:
    """Build, serve, watch, until Ctrl-C. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m preview", description="Serve a site while it is edited.")
    parser.add_argument("--site", default=".", metavar="DIR", help="folder that holds data/ and content/ (default: .)")
    parser.add_argument("--output", default="output", metavar="DIR", help="where to build (default: output)")
    parser.add_argument("--port", type=int, default=8000, help="port on this machine (default: 8000)")
    arguments = parser.parse_args(argv)
    project, site, output = Project(), Path(arguments.site).resolve(), Path(arguments.output).resolve()
    if not site.is_dir():
        print(f"{arguments.site}: there is no such folder.", file=sys.stderr)
        return 2
    catalogue, state = _catalogue(project, site), State()
    try:
        server = serve(output, arguments.port, state)
    except OSError:
        text = N_("Port {port} is taken. Choose another: make serve PORT={other}")
        print(catalogue.format(text, port=arguments.port, other=arguments.port + 1), file=sys.stderr)
        return 1
    builder = Builder(project.root, site, output)
    try:
        first = snapshot(_watched(project, site))
        _say(builder.build(), [], site, state, catalogue)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        print(catalogue.gettext("The site is at {address} (Ctrl-C ends)", address=address), flush=True)
        _loop(builder, project, state, first)
    except KeyboardInterrupt:
        print()
    finally:
        state.close()
        server.server_close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
