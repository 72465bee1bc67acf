"""What every test may ask for: a browser, the HTML validator, axe-core, built sites, a server."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from support import chromium, java, needs, npm, nu
from support.servers import serving
from support.sites import BuiltSites

os.environ["CACHE"] = tempfile.mkdtemp(prefix="cache-")
"""What commands remember of the sites of tests, as long as the tests run."""
os.environ["GIT_CEILING_DIRECTORIES"] = str(Path(__file__).parents[1])
"""The sites below this repository have no history of their own: what is built of them depends on no commit of ours."""
os.environ["SEARCH"] = "0"  # who needs an index asks for it
os.environ.setdefault("JOBS", "1")  # tests run side by side already
atexit.register(shutil.rmtree, os.environ["CACHE"], ignore_errors=True)


def pytest_xdist_auto_num_workers() -> int:
    """Workers: one more than there are cores, since tests that drive a browser or a command mostly wait."""
    return len(os.sched_getaffinity(0)) + 1


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium, one for each worker."""
    path = chromium.find()
    if not path:
        needs.missing("a browser", chromium.HOW)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=chromium.FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe_source() -> str:
    """The JavaScript of axe-core, to run in a page."""
    path = npm.find("axe-core/axe.min.js")
    if not path:
        needs.missing("axe-core", npm.HOW)
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def nu_validator() -> tuple[Path, Path]:
    """The Java and the jar of the HTML validator."""
    jar, runtime = npm.find(nu.JAR), java.find()
    if not jar:
        needs.missing("the HTML validator", npm.HOW)
    if not runtime:
        needs.missing("Java", java.HOW)
    return runtime, jar


@pytest.fixture(scope="session", name="nu")
def nu_fixture(nu_validator: tuple[Path, Path]) -> Callable[[Path | Sequence[Path]], list[nu.Message]]:
    """nu(paths): what the Nu validator says of HTML files, or of all under folders, in one run."""
    return partial(nu.validate, *nu_validator)


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> BuiltSites:
    """built_site(site_folder, publish=False): the built site, made once a session, to be read only."""
    base = tmp_path_factory.getbasetemp()
    return BuiltSites((base if worker_id == "master" else base.parent) / "built")


@pytest.fixture(scope="session")
def serve_folder() -> Iterator[Callable[[Path], str]]:
    """serve_folder(folder): the address of a server for it, without a slash at its end."""
    with ExitStack() as servers:
        yield lambda folder: servers.enter_context(serving(folder))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly which tests did not run for want of a tool."""
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = [report.longrepr[2] for report in skipped if isinstance(report.longrepr, tuple)]
    for line in needs.summary(reasons):
        terminalreporter.write_line(line, yellow=True, bold=True)
