"""`make serve` as an editor has it: save and see; break, and read what to mend over the page; mend."""

from __future__ import annotations

import os
import re
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

    def write(self, name: str, text: str) -> None:
        (self.site / name).write_text(text, "utf-8")


def small_network(folder: Path) -> Path:
    site = folder / "été site"
    (site / "data/partners").mkdir(parents=True)
    (site / "data/network.yaml").write_text(NETWORK, "utf-8")
    (site / "data/partners/lamp.yaml").write_text(PARTNER, "utf-8")
    return site


@contextmanager
def previewing(site: Path) -> Iterator[Preview]:
    command = [sys.executable, "-m", "preview", "--site", site, "--output", site.parent / "out", "--port", "0"]
    process = subprocess.Popen(
        list(map(str, command)), cwd=ROOT, env={**os.environ, **SETTINGS}, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout
        for line in process.stdout:
            if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                break
        else:
            pytest.fail("the preview never told its address")
        yield Preview(site, found[0], process)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    with previewing(small_network(tmp_path)) as running:
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

    preview.write("data/partners/lamp.yaml", PARTNER.replace("classification: club", "classification: clab"))
    overlay = page.locator("#preview-problems")
    expect(overlay).to_be_visible(timeout=PATIENCE)
    expect(overlay).to_contain_text("data/partners/lamp.yaml:2:17")
    expect(overlay).to_contain_text("Did you mean “club”?")
    expect(page.get_by_text("Lights every way.").first).to_be_visible()

    other = browser.new_context()
    second = other.new_page()
    second.goto(preview.address + "/")
    expect(second.locator("#preview-problems")).to_contain_text("S028", timeout=PATIENCE)
    other.close()

    preview.write("data/partners/lamp.yaml", PARTNER.replace("the way", "no way"))
    expect(page.get_by_text("Lights no way.").first).to_be_visible(timeout=PATIENCE)
    expect(overlay).to_be_hidden()


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
        expect(page.get_by_role("link", name="Partners").first).to_be_visible(timeout=PATIENCE)
        expect(page.locator("#preview-problems")).to_be_hidden()


def test_the_overlay_can_be_read_and_hides_no_more_than_it_must(preview: Preview, page: Page) -> None:
    page.goto(preview.address + "/partners/lamp/")
    preview.write("data/partners/lamp.yaml", PARTNER.replace("role: ", "rule: ") + "website: nowhere\n")
    overlay = page.locator("#preview-problems")
    expect(overlay).to_be_visible(timeout=PATIENCE)
    # Every problem at once, with its hint, and by a voice too.
    expect(overlay).to_contain_text("lamp.yaml:3:1")
    expect(overlay).to_contain_text("lamp.yaml:4:10")
    expect(overlay).to_contain_text("role")
    expect(overlay).to_have_attribute("role", "alert")
    box = overlay.bounding_box()
    assert box and box["height"] <= 0.75 * page.viewport_size["height"]
    expect(page.locator("h1")).to_have_text("Lamp Club")
    # The good pages are still served, and what is on disk knows nothing of the preview.
    assert status(preview.address + "/partners/") == 200
    assert "_preview" not in (preview.site.parent / "out/partners/lamp/index.html").read_text("utf-8")


def test_an_unknown_page_is_the_404_page(preview: Preview, page: Page) -> None:
    answer = page.goto(preview.address + "/nothing/here/")
    assert answer and answer.status == 404
    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_be_visible()
    page.get_by_role("link", name="The home page").click()
    expect(page.locator("h1")).to_have_text("Lanterns")


def test_it_answers_this_machine_only_and_what_is_there(preview: Preview) -> None:
    assert status(preview.address + "/") == 200
    assert status(preview.address + "/nothing/here/") == 404
    assert status(preview.address + "/.built-by-registry.json") == 404
    assert status(preview.address + "/..%2f..%2fetc/passwd") == 404
    assert status(preview.address + "/", Host="evil.example") == 421


def test_another_address_of_the_same_machine_is_not_listened_to(preview: Preview) -> None:
    port = int(preview.address.rpartition(":")[2])
    with socket.socket() as one, socket.socket() as other:
        assert one.connect_ex(("127.0.0.1", port)) == 0
        other.settimeout(2)
        assert other.connect_ex(("127.0.0.2", port)) != 0


def test_a_port_that_is_taken_is_told_with_another(preview: Preview) -> None:
    port = preview.address.rpartition(":")[2]
    command = [sys.executable, "-m", "preview", "--site", str(preview.site), "--output", "out", "--port", port]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **SETTINGS}, capture_output=True, text=True)
    assert done.returncode == 1
    assert f"PORT={int(port) + 1}" in done.stderr
    assert "Traceback" not in done.stderr


def children(process: int) -> list[str]:
    """Command lines of what a process started and what still runs."""
    listed = subprocess.run(["ps", "-o", "ppid=,args=", "-A"], capture_output=True, text=True, check=True).stdout
    return [line for line in listed.splitlines() if line.split()[0] == str(process)]


@pytest.mark.parametrize("while_building", [False, True], ids=["at rest", "while building"])
def test_ctrl_c_ends_it_without_a_trace(preview: Preview, page: Page, while_building: bool) -> None:
    page.goto(preview.address + "/")  # an open tab, with its stream of events, holds nothing up
    started: list[str] = []
    if while_building:
        preview.write("data/partners/lamp.yaml", PARTNER.replace("way", "night"))
        deadline = time.monotonic() + PATIENCE / 1000
        while not started and time.monotonic() < deadline:
            started = children(preview.process.pid)
        assert started
        numbers = subprocess.run(["ps", "-o", "pid=,ppid=", "-A"], capture_output=True, text=True).stdout.splitlines()
        started = [line.split()[0] for line in numbers if line.split()[1] == str(preview.process.pid)]
    preview.process.send_signal(signal.SIGINT)
    rest, _ = preview.process.communicate(timeout=PATIENCE / 1000)
    assert preview.process.returncode == 0
    assert "Traceback" not in rest
    with socket.socket() as closed:
        assert closed.connect_ex(("127.0.0.1", int(preview.address.rpartition(":")[2]))) != 0
    for number in started:
        wait_for_end(int(number))


def wait_for_end(number: int) -> None:
    """Fail if a process is still there after five seconds."""
    for _ in range(50):
        if subprocess.run(["ps", "-p", str(number), "-o", "stat="], capture_output=True).returncode:
            return
        time.sleep(0.1)
    pytest.fail(f"process {number} is still there")
