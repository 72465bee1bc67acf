"""One session: writes the sites, checks that they are the same, and runs all scenarios, program after program."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench import process, real, scenarios
from bench.equivalence import dead_links, differences, read_site
from bench.figures import Measured
from bench.network import generate
from bench.process import Failed
from bench.progress import Progress, Step
from bench.scenarios import BUILDS, Tree
from bench.serving import Server, serving
from bench.sites import OURS, Program

REAL = "real"
REAL_SCENARIOS = ("sentence", "serve sentence")
OURS_ONLY = ("check",)
MEMORY_RUNS = 3
SHOWN = 20
SETTLED = 2.5
"""Seconds after which a file is no longer new to programs that go by times."""


@dataclass
class Session:
    """Works in ``folder``; measures ``scenarios`` of ``programs``, each ``runs`` times."""

    folder: Path
    programs: Sequence[Program]
    scenarios: Sequence[str]
    runs: int
    progress: Progress = field(default_factory=lambda: Progress([]))
    measured: list[Measured] = field(default_factory=list)
    done: list[Path] = field(default_factory=list)

    def measure(self, sizes: Sequence[str]) -> None:
        """Everything that is asked for, size by size; ``measured`` has it, were it interrupted."""
        for size in sizes:
            names = REAL_SCENARIOS if size == REAL else self.scenarios
            if size != REAL:
                self.progress.planned += [Step(size, "write and build", program.name) for program in self.programs]
            for scenario in names:
                self.progress.planned += self._steps(size, scenario)
        try:
            for size in sizes:
                if size == REAL:
                    self._real()
                else:
                    self._size(size)
        finally:
            self.progress.end()
            for folder in self.done:
                shutil.rmtree(folder, ignore_errors=True)

    def _steps(self, size: str, scenario: str) -> list[Step]:
        """The runs of a scenario, in turn, each round beginning with another program."""
        programs = [OURS] if size == REAL or scenario in OURS_ONLY else list(self.programs)
        programs = [program for program in programs if program in self.programs]
        rounds = min(self.runs, MEMORY_RUNS) if scenario == "memory" else self.runs
        return [
            Step(size, scenario, programs[(turn + run) % len(programs)].name, run + 1)
            for run in range(rounds)
            for turn in range(len(programs))
        ]

    def _new(self, size: str, scenario: str) -> Measured:
        self.measured.append(Measured(size, scenario))
        return self.measured[-1]

    def _size(self, size: str) -> None:
        trees = self._trees(size)
        for scenario in self.scenarios:
            steps = self._steps(size, scenario)
            if not steps:
                continue
            if scenario.startswith("serve"):
                self._serve(scenario, steps, trees)
            else:
                self._run(scenario, steps, trees)
        self.done += [tree.folder.parent for tree in trees.values()]

    def _trees(self, size: str) -> dict[str, Tree]:
        """The sites, built once, which warms the machine up, and found to be the same."""
        network = generate(size)
        trees = {}
        for program in self.programs:
            folder = self.folder / size / program.name.lower() / "site"
            shutil.rmtree(folder, ignore_errors=True)
            with self.progress.step(Step(size, "write and build", program.name)):
                program.write(folder, network)
                # Files that have just changed are looked at twice, by programs that go by times; these are not new.
                time.sleep(SETTLED)
                trees[program.name] = Tree(program, folder, network)
                process.run(program.build(folder))
        sites = {name: read_site(tree.folder / tree.program.output) for name, tree in trees.items()}
        first = next(iter(sites.values()))
        for name, site in sites.items():
            told = differences(first, site) or dead_links(site)
            if told:
                more = [f"… {len(told) - SHOWN} more"] if len(told) > SHOWN else []
                raise Failed("\n".join([f"{size}: the site by {name} is not the same:", *told[:SHOWN], *more]))
        if len(sites) > 1:
            links = sum(len(links) for _, links in first.values())
            self.progress.say(f"{size}: the sites are the same in {len(first)} pages and {links} links between them")
        return trees

    def _run(self, scenario: str, steps: list[Step], trees: dict[str, Tree]) -> None:
        measured = self._new(steps[0].size, scenario)
        for step in steps:
            with self._attempt(measured, step) as may:
                if may and scenario == "memory":
                    measured.add(step.program, scenarios.memory(trees[step.program]))
                elif may:
                    ran = BUILDS[scenario](trees[step.program])
                    measured.add(step.program, ran.seconds, ran.processor)

    def _serve(self, scenario: str, steps: list[Step], trees: dict[str, Tree]) -> None:
        measured = self._new(steps[0].size, scenario)
        edits = {name: tree.sentence if scenario == "serve sentence" else tree.rename for name, tree in trees.items()}
        servers: dict[str, Server] = {}
        with ExitStack() as stack:
            for name, tree in trees.items():
                with self._attempt(measured, Step(steps[0].size, "start serving", name)):
                    server = serving(tree.program, tree.folder, edits[name]().address)
                    servers[name] = stack.enter_context(server)
            for step in steps:
                with self._attempt(measured, step) as may:
                    if may:
                        measured.add(step.program, servers[step.program].seconds(edits[step.program]()))

    @contextmanager
    def _attempt(self, measured: Measured, step: Step) -> Iterator[bool]:
        """Whether to run a step; a program that fails is left out of the rest of a scenario."""
        if step.program in measured.failed:
            self.progress.drop(step)
            yield False
            return
        try:
            with self.progress.step(step):
                yield True
        except Failed as failed:
            measured.failed[step.program] = str(failed)

    def _real(self) -> None:
        """The records of this repository, by ours alone."""
        if OURS not in self.programs:
            return
        site = real.checkout(self.folder / REAL)
        built = self._new(REAL, "sentence")
        for step in self._steps(REAL, "sentence"):
            with self.progress.step(step):
                ran = site.build_edited()
                built.add("ours", ran.seconds, ran.processor)
        served = self._new(REAL, "serve sentence")
        with serving(OURS, site.folder, site.address) as server:
            for step in self._steps(REAL, "serve sentence"):
                with self.progress.step(step):
                    served.add("ours", server.seconds(site.edit()))
