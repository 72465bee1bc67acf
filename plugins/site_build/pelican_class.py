"""The Pelican of this project: one build is check, plan, write."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import Any

from jinja2 import TemplateError
from pelican import Pelican, signals
from registry.build import Build
from registry.garbage import left_alone
from registry.i18n import Catalogue, load_catalogue
from registry.markers import N_
from registry.numbers import format_number
from registry.produce.ahead import NOBODY, Ahead
from registry.produce.artefact import Item
from registry.project import Project
from registry.report.as_text import as_text
from registry.report.failure import failure_of
from registry.report.streams import print_anything
from registry.report.unwritable import unwritable
from registry.search.pagefind import Failed, Stopped
from registry.session import Session
from registry.uptodate import Done
from registry.validate.check import language_in
from registry.write.writer import HalfDone, Written, refuse_output

BUILD, ITEMS = "NETWORK_BUILD", "NETWORK_ITEMS"
_DRIVERS = ("plugins/site_build/",)
"""Code that only drives the rest, and is never to blame."""


class NetworkPelican(Pelican):  # type: ignore[misc]
    """Runs the generators that plugins bring; Pelican's own (articles, pages…) have nothing to do here.

    ``run`` ends the process with exit code 1 and a plain message on bad data, a broken template or a full disk.
    What it did before that, ``build``, ``written`` and ``line``, is there for who called it.
    """

    build: Build | None = None
    written: Written | None = None
    line = ""
    resident = False
    """Whether the process goes on to build again, and calls :meth:`settle` itself when there is time."""
    ahead: Ahead = NOBODY
    waits: Callable[[str], object] | None = None
    """Hears at once that another build is at work; without it, the standard error does."""
    _warnings = ""

    def run(self) -> None:
        print_anything()
        started = time.monotonic()
        self.build, self.written, self.line, self._warnings = None, None, "", ""
        self._refuse_output()
        try:
            with left_alone(), self._session.alone(self._wait):
                build = self._checked()
                self._session.replace(partial(self._write, build))
                self._remark(build)
                signals.finalized.send(self)
                self._say(build, time.monotonic() - started)
                if not self.resident:
                    self.settle()
        except TemplateError as error:
            self._give_up(str(failure_of(error, self._session.project.root, beside=_DRIVERS)))
        except HalfDone as error:
            self._give_up(unwritable(error, self._catalogue), half=True)
        except OSError as error:
            self._give_up(unwritable(error, self._catalogue, self._session.root))

    def _write(self, build: Build) -> None:
        self.written = self._session.write(build, self._items(build), self.ahead)
        if not self.resident:
            self.index()

    def _remark(self, build: Build) -> None:
        """Say what of the history could not be read; it is no mistake of the records."""
        remark = build.historian.remark(build.checked) if build.historian else ""
        if remark:
            print(remark, file=sys.stderr)
            self._warnings = "\n".join(filter(None, [self._warnings, remark]))

    def index(self, stop: Callable[[], bool] = lambda: False) -> None:
        """Bring the search index to what was built, unless ``stop`` says that there is something better to do."""
        if not self.build or not self.written:
            return
        catalogue = self.build.checked.catalogue
        try:
            self._session.index(catalogue.language, stop)
        except Stopped:
            pass
        except (Failed, OSError) as error:
            if self._session.publish and isinstance(error, OSError):
                raise
            text = catalogue.gettext("There is no search index: Pagefind failed ({reason}).", reason=str(error))
            print(text, file=sys.stderr)

    def settle(self) -> None:
        """Remember what was built, for later runs; nothing where a build failed."""
        if self.build and self.written:
            self._session.settle(self._done(self.build))
        if not self.resident:
            self._session.close()

    @property
    def _catalogue(self) -> Catalogue:
        """The texts in the network's language, whether or not its records were read."""
        if self.build and "checked" in vars(self.build):
            return self.build.checked.catalogue
        try:
            text = (self._session.root / "data/network.yaml").read_text("utf-8", "replace")
        except OSError:
            text = ""
        return load_catalogue(self._session.project.locale, language_in(text))

    def _refuse_output(self) -> None:
        root, project = self._session.root, self._session.project
        code = [project.root / name for name in ("plugins", "schemas", "tests", "theme")]
        reason = refuse_output(Path(self.output_path), [root / "data", root / "content", *code])
        if reason:
            print(self._catalogue.format(reason, path=self.output_path), file=sys.stderr)
            sys.exit(1)

    def _wait(self) -> None:
        text = self._catalogue.gettext(
            "Another build is at work in {path}: this one waits until it is done.", path=self.output_path
        )
        if self.waits:
            self.waits(text)
        else:
            print(text, file=sys.stderr, flush=True)

    def _checked(self) -> Build:
        """The build, all of whose records are right."""
        build = self.build = self._session.build()
        catalogue, problems = build.checked.catalogue, build.checked.problems
        if not build.checked.ok:
            root = self._session.root
            self._give_up(as_text(problems, catalogue, root, colour=sys.stderr.isatty()).rstrip())
        if problems:
            text = catalogue.ngettext(
                "{n} warning: make check tells it.", "{n} warnings: make check tells them.", len(problems)
            )
            print(text, file=sys.stderr)
            self._warnings = text
        if self.settings["NETWORK_SEARCH"] and not self._session.search:
            text = catalogue.gettext(
                "There is no Pagefind for this machine: the site is built without a search index, and says so."
            )
            print(text, file=sys.stderr)
            self._warnings += f"\n{text}" if self._warnings else text
        return build

    @cached_property
    def _session(self) -> Session:
        return Session(
            Path(self.settings["NETWORK_SITE"]),
            Project(),
            Path(self.output_path),
            publish=self.settings["NETWORK_PUBLISH"],
            search=self.settings["NETWORK_SEARCH"],
            documents=self.settings["NETWORK_DOCUMENTS"],
            cache=Path(self.settings["NETWORK_CACHE"]),
            resident=self.resident,
        )

    def _items(self, build: Build) -> Iterator[Item]:
        """What all plugins bring, in their order; each is asked when those before it are at an end."""
        items: list[Iterable[Item]] = []
        context = {**self.settings, BUILD: build, ITEMS: items}
        generators = [
            generator(
                context=context,
                settings=self.settings,
                path=self.path,
                theme=self.theme,
                output_path=self.output_path,
            )
            for generator in self._plugin_generators()
        ]
        for generator in generators:
            if hasattr(generator, "generate_context"):
                generator.generate_context()
        for generator in generators:
            generator.generate_output(None)
        return chain.from_iterable(items)

    def _plugin_generators(self) -> Iterator[Any]:
        for generator in self._get_generator_classes():
            if generator.__module__ != "pelican.generators":
                yield generator

    def _give_up(self, message: str, *, half: bool = False) -> None:
        if message:
            print(message, file=sys.stderr)
        kept = N_("Nothing was published: the last good site is still there.")
        torn = N_("Some files are new and others still old: the next build that succeeds makes them all new.")
        print(self._catalogue.gettext(torn if half else kept), file=sys.stderr)
        sys.exit(1)

    def _say(self, build: Build, seconds: float) -> None:
        catalogue, written = build.checked.catalogue, self.written
        assert written
        changes = catalogue.gettext(
            "{new} new, {changed} changed, {removed} removed files, in {seconds} s",
            new=len(written.new),
            changed=len(written.changed),
            removed=len(written.removed),
            seconds=format_number(seconds, catalogue.language, decimals=1),
        )
        self.line = self._line(build, changes)
        print(self.line)

    def _line(self, build: Build, changes: str) -> str:
        pages = build.checked.catalogue.ngettext("{n} page", "{n} pages", self._session.count("page "))
        return f"{pages} → {self.output_path} ({changes})"

    def _done(self, build: Build) -> Done:
        """What a run says that finds nothing to do."""
        catalogue = build.checked.catalogue
        nothing = catalogue.gettext("nothing changed, in {seconds} s")
        point = format_number(0.5, catalogue.language, decimals=1)[1]
        return Done(self._line(build, nothing), self._warnings, point)
