"""``python -m preview``: serve a site while it is edited."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
import webbrowser
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from registry.markers import N_
from registry.project import Project
from registry.report.streams import print_anything

from preview.builder import Builder
from preview.page import waiting_page
from preview.report import as_report
from preview.server import Server, free_port, serve
from preview.state import State
from preview.terminal import Terminal
from preview.wake import best_wake
from preview.watch import code_of
from preview.watcher import Watcher, watched


@dataclass
class Preview:
    """One site, from its files to the browser."""

    builder: Builder
    terminal: Terminal
    state: State
    watcher: Watcher

    def build(self, changed: list[str]) -> None:
        """Build once; tell the terminal and the browsers how it ended."""
        told: set[str] = set()

        def tell(ahead: frozenset[str]) -> None:
            told.update(ahead)
            self.state.succeed(ahead)

        builder = self.builder
        outcome = builder.build(self.state.looked_at(), tell, self.terminal.say)
        report = as_report(outcome, self.terminal.catalogue, builder.site, builder.project, builder.output)
        if report is None:
            self.state.succeed(outcome.changed and outcome.changed - told)
        else:
            self.state.fail(report)
        self.terminal.built(outcome, changed)

    def run(self, server: Server, *, open_browser: bool = False) -> None:
        """Build, and again whenever something changed. Ends with KeyboardInterrupt."""
        self.watcher.start()
        threading.Thread(target=server.serve_forever, args=(3600.0,), daemon=True).start()
        self.build([])
        address = f"http://127.0.0.1:{server.server_port}/"
        self.terminal.say(self.terminal.catalogue.gettext("The site is at {address} (Ctrl-C ends)", address=address))
        if open_browser:
            webbrowser.open(address)
        while True:
            self.build(self.watcher.next())


def main(argv: list[str] | None = None) -> int:
    """Build, serve, watch, until Ctrl-C. Returns the exit code."""
    print_anything()
    chosen = _parser().parse_args(argv)
    project, site, output = Project(), Path(chosen.site).resolve(), Path(chosen.output).resolve()
    if not site.is_dir():
        print(f"{chosen.site}: there is no such folder.", file=sys.stderr)
        return 2
    terminal, state = Terminal(project, site), State()
    try:
        server = serve(output, chosen.port, state, lambda: waiting_page(terminal.catalogue))
    except OSError as error:
        terminal.say(_refused(terminal, chosen.port, error), wrong=True)
        return 1
    builder = Builder(project.root, site, output, colour=terminal.style.colour)
    wake = best_wake()
    watcher = Watcher(watched(site, project.root), wake, code_of(project.root))
    preview = Preview(builder, terminal, state, watcher)
    try:
        _stop_on_signals()
        preview.run(server, open_browser=chosen.open)
    except KeyboardInterrupt:
        terminal.say("")
    finally:
        state.close()
        builder.close()
        wake.close()
        server.server_close()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m preview", description="Serve a site while it is edited.")
    parser.add_argument("--site", default=".", metavar="DIR", help="folder that holds data/ and content/ (default: .)")
    parser.add_argument("--output", default="output", metavar="DIR", help="where to build (default: output)")
    parser.add_argument("--port", type=_port, default=8000, help="on this machine; 0 takes a free one (default: 8000)")
    parser.add_argument("--open", action="store_true", help="open the site in the browser")
    return parser


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number < 65536:
        raise ValueError(text)
    return number


_port.__name__ = "port"


def _refused(terminal: Terminal, port: int, error: OSError) -> str:
    """Why the server cannot start, and what to do."""
    if isinstance(error, PermissionError):
        text = N_("Port {port} is reserved by the system. Choose another: make serve PORT={other}")
    else:
        text = N_(
            "Port {port} is taken: perhaps make serve is already at work at http://127.0.0.1:{port}/\n"
            "If it is not, choose another port: make serve PORT={other}"
        )
    return terminal.catalogue.format(text, port=port, other=free_port(max(port, 1024) + 1))


def _stop_on_signals() -> None:
    """Ctrl-C, a kill and a closed terminal all end in the same order; once it ends, no other may disturb it."""
    names = [name for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]

    def stop(number: int, frame: FrameType | None) -> None:
        for name in names:
            signal.signal(getattr(signal, name), signal.SIG_IGN)
        raise KeyboardInterrupt

    for name in names:
        signal.signal(getattr(signal, name), stop)


if __name__ == "__main__":
    sys.exit(main())
