"""`make serve` as an editor has it: save and see; break, and read what to mend over the page; mend; end."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from support.sites import ROOT, SETTINGS

NETWORK = """\
name: Lanterns
language: en
place: {name: Nowhere, country: GB, timezone: Europe/London}
classifications:
  - {id: club, name: club, plural: Clubs}
"""
PATIENCE = 60_000
"""How long a build may take on a busy machine, in ms; where nothing else runs it takes one second."""
PARTNER = "name: Lamp Club\nclassification: club\nrole: Lights the way.\n"


@dataclass
class Preview:
    site: Path
    address: str
    process: subprocess.Popen[str]
    said: list[str]

    def write(self, name: str, text: str) -> None:
        (self.site / name).write_text(text, "utf-8")

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])

    def say(self, part: str) -> str:
        """Read what it prints until a line has ``part``; that line."""
        assert self.process.stdout
        for line in self.process.stdout:
            self.said.append(line)
            if part in line:
                return line
        pytest.fail(f"it ended, and said only: {''.join(self.said)}")


def small_network(folder: Path) -> Path:
    site = folder / "été site"
    (site / "data/partners").mkdir(parents=True)
    (site / "data/network.yaml").write_text(NETWORK, "utf-8")
    (site / "data/partners/lamp.yaml").write_text(PARTNER, "utf-8")
    return site


@contextmanager
def previewing(site: Path, project: Path = ROOT) -> Iterator[Preview]:
    command = [sys.executable, "-m", "preview", "--site", site, "--output", site.parent / "out", "--port", "0"]
    temporary = site.parent / "temporary"
    temporary.mkdir()
    process = subprocess.Popen(
        list(map(str, command)),
        cwd=project,
        env={**os.environ, **SETTINGS, "PYTHONPATH": str(project / "plugins"), "TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    running = Preview(site, "", process, [])
    try:
        found = re.search(r"http://127\.0\.0\.1:\d+", running.say("http://127.0.0.1:"))
        assert found
        running.address = found[0]
        yield running
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE / 1000)
    assert list(temporary.iterdir()) == []


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    with previewing(small_network(tmp_path)) as running:
        yield running


@pytest.fixture(scope="module")
def resting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """For tests that change nothing."""
    with previewing(small_network(tmp_path_factory.mktemp("resting"))) as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def status(address: str, **headers: str) -> int:
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def test_a_saved_change_shows_and_a_mistake_shows_over_the_page_until_it_is_mended(
    preview: Preview, page: Page, browser: Browser
) -> None:
    page.goto(preview.address + "/partners/lamp/")
    expect(page.get_by_text("Lights the way.").first).to_be_visible()
    preview.write("data/partners/lamp.yaml", PARTNER.replace("the way", "every way"))
    expect(page.get_by_text("Lights every way.").first).to_be_visible(timeout=PATIENCE)
    # One line for the build: what changed, how many pages, how long.
    assert re.search(
        r"^\d\d:\d\d:\d\d data/partners/lamp\.yaml: \d+ pages .* \d+ changed.* in [0-9.]+ s", preview.say("lamp")
    )

    mistakes = PARTNER.replace("classification: club", "classification: clab").replace("role: ", "rule: ")
    preview.write("data/partners/lamp.yaml", mistakes)
    overlay = page.locator("#preview-problems")
    expect(overlay).to_be_visible(timeout=PATIENCE)
    # Every problem at once, with its line and its hint.
    expect(overlay).to_contain_text("data/partners/lamp.yaml:2:17")
    expect(overlay).to_contain_text("Did you mean “club”?")
    expect(overlay).to_contain_text("data/partners/lamp.yaml:3:1")
    expect(overlay.locator("mark").first).to_have_text("clab")
    expect(page.get_by_text("Lights every way.").first).to_be_visible()
    assert status(preview.address + "/partners/") == 200
    assert "lamp.yaml" in preview.say("the site stays as it was")

    other = browser.new_context()
    second = other.new_page()
    second.goto(preview.address + "/")
    expect(second.locator("#preview-problems")).to_contain_text("S028", timeout=PATIENCE)
    other.close()

    preview.write("data/partners/lamp.yaml", PARTNER.replace("the way", "no way"))
    expect(page.get_by_text("Lights no way.").first).to_be_visible(timeout=PATIENCE)
    expect(overlay).to_be_hidden()
    # What is on disk knows nothing of the preview.
    assert "_preview" not in (preview.site.parent / "out/partners/lamp/index.html").read_text("utf-8")


def copied(folder: Path) -> Path:
    """A copy of the project in ``folder``, to break."""
    project = folder / "project"
    for name in ("plugins", "schemas", "theme"):
        shutil.copytree(ROOT / name, project / name)
    shutil.copy(ROOT / "pelicanconf.py", project)
    return project


def test_mistakes_of_templates_and_code_show_too_and_mended_code_takes_effect(tmp_path: Path, page: Page) -> None:
    project = copied(tmp_path)
    template, plugin = project / "theme/templates/base.html", project / "plugins/site_pages/__init__.py"
    good, code = template.read_text("utf-8"), plugin.read_text("utf-8")
    with previewing(small_network(tmp_path), project) as running:
        page.goto(running.address + "/")
        overlay = page.locator("#preview-problems")
        template.write_text(good.replace("<body", "{{ nonsense }}<body", 1), "utf-8")
        expect(overlay).to_contain_text("'nonsense' is undefined", timeout=PATIENCE)
        expect(overlay.locator("pre").first).to_contain_text("{{ nonsense }}<body")
        link = overlay.get_by_role("link", name="theme/templates/base.html:")
        expect(link).to_have_attribute("href", re.compile(rf"^vscode://file{template.as_posix()}:\d+:1$"))
        template.write_text(good.replace("</main>", "<p>Mended.</p></main>"), "utf-8")
        expect(page.get_by_text("Mended.")).to_be_visible(timeout=PATIENCE)
        expect(overlay).to_have_count(0)
        plugin.write_text(code.replace("build.views", "build.viewz"), "utf-8")
        expect(overlay).to_contain_text("plugins/site_pages/__init__.py:", timeout=PATIENCE)
        expect(overlay).to_contain_text("has no attribute 'viewz'")
        plugin.write_text(code, "utf-8")
        expect(overlay).to_be_hidden(timeout=PATIENCE)


def test_a_new_folder_of_records_is_seen(preview: Preview, page: Page) -> None:
    page.goto(preview.address + "/")
    (preview.site / "content/projects").mkdir(parents=True)
    preview.write("content/projects/glow.md", "---\nname: Glow\nstatus: idea\nsummary: A glow.\n---\n")
    expect(page.get_by_role("link", name="Glow").first).to_be_visible(timeout=PATIENCE)


def test_a_site_that_was_never_right_says_what_to_mend(tmp_path: Path, page: Page) -> None:
    site = small_network(tmp_path)
    (site / "data/partners/lamp.yaml").write_text("name: Lamp Club\nkind: club\n", "utf-8")
    with previewing(site) as running:
        page.goto(running.address + "/")
        expect(page.locator("#preview-problems")).to_contain_text("data/partners/lamp.yaml:2:1")
        running.write("data/partners/lamp.yaml", PARTNER)
        expect(page.get_by_role("link", name="Partners", exact=True).first).to_be_visible(timeout=PATIENCE)
        expect(page.locator("#preview-problems")).to_be_hidden()


def test_an_unknown_page_is_the_404_page(resting: Preview, page: Page) -> None:
    answer = page.goto(resting.address + "/nothing/here/")
    assert answer and answer.status == 404
    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_be_visible()
    page.get_by_role("link", name="The home page").click()
    expect(page.locator("h1")).to_have_text("Lanterns")


def test_another_address_of_the_same_machine_is_not_listened_to(resting: Preview) -> None:
    port = int(resting.address.rpartition(":")[2])
    with socket.socket() as one, socket.socket() as other:
        assert one.connect_ex(("127.0.0.1", port)) == 0
        other.settimeout(2)
        assert other.connect_ex(("127.0.0.2", port)) != 0


def ask(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "preview", *arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **SETTINGS}, capture_output=True, text=True)


def test_a_port_that_is_taken_is_told_with_one_that_is_free(resting: Preview) -> None:
    for chances_left in (2, 1, 0):
        done = ask("--site", str(resting.site), "--output", "out", "--port", str(resting.port))
        assert done.returncode == 1
        assert f"Port {resting.port} is taken" in done.stderr
        assert "Traceback" not in done.stderr
        other = re.search(r"PORT=(\d+)", done.stderr)
        assert other
        try:
            with socket.socket() as free:
                free.bind(("127.0.0.1", int(other[1])))
            break
        except OSError:  # another test may have taken it meanwhile
            assert chances_left


def test_it_explains_itself_and_refuses_what_is_no_port() -> None:
    told = ask("--help")
    assert told.returncode == 0
    assert "--port" in told.stdout
    for wrong in ("x", "-1", "65536"):
        done = ask("--port", wrong)
        assert done.returncode == 2
        assert "port" in done.stderr
        assert "Traceback" not in done.stderr


def children(process: int) -> list[int]:
    """What a process started and what still runs."""
    listed = subprocess.run(["ps", "-o", "ppid=,pid=", "-A"], capture_output=True, text=True, check=True).stdout
    return [int(line.split()[1]) for line in listed.splitlines() if line.split()[0] == str(process)]


def assert_no_trace(preview: Preview, started: list[int]) -> None:
    """It ended in order, and so did all that it started; nothing listens, no file waits."""
    rest, _ = preview.process.communicate(timeout=PATIENCE / 1000)
    assert preview.process.returncode == 0
    assert "Traceback" not in rest
    with socket.socket() as closed:
        assert closed.connect_ex(("127.0.0.1", preview.port)) != 0
    for number in started:
        wait_for_end(number)
    assert [path.name for path in (preview.site.parent / "out").rglob(".new-*")] == []


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_it_ends_without_a_trace(preview: Preview, page: Page, name: str) -> None:
    page.goto(preview.address + "/")  # an open tab, which listens, holds nothing up
    started = children(preview.process.pid)
    assert started
    preview.process.send_signal(getattr(signal, name))
    assert_no_trace(preview, started)


def test_it_ends_without_a_trace_while_it_builds(tmp_path: Path) -> None:
    project = copied(tmp_path)
    with previewing(small_network(tmp_path), project) as running:
        plugin = project / "plugins/site_pages/__init__.py"
        slow = "import pathlib, time\npathlib.Path(__file__).with_name('begun').touch()\ntime.sleep(60)\n"
        plugin.write_text(plugin.read_text("utf-8") + slow, "utf-8")
        deadline = time.monotonic() + PATIENCE / 1000
        while not plugin.with_name("begun").exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        started = children(running.process.pid)
        assert started
        running.process.send_signal(signal.SIGINT)
        asked = time.monotonic()
        assert_no_trace(running, started)
        assert time.monotonic() - asked < 10


def test_at_rest_it_does_nothing(resting: Preview) -> None:
    def used() -> int:
        ticks = 0
        for number in (resting.process.pid, *children(resting.process.pid)):
            told = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
            ticks += int(told[11]) + int(told[12])
        return ticks

    if not Path("/proc/self/stat").exists():
        pytest.skip("only Linux tells what a process used so easily")
    before = used()
    time.sleep(2)
    assert used() - before <= 0.03 * os.sysconf("SC_CLK_TCK")  # 1.5 % of the time; in truth a tenth of that


def wait_for_end(number: int) -> None:
    """Fail if a process is still there after five seconds."""
    for _ in range(50):
        if subprocess.run(["ps", "-p", str(number), "-o", "stat="], capture_output=True).returncode:
            return
        time.sleep(0.1)
    pytest.fail(f"process {number} is still there")
