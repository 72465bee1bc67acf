"""`make serve` as an editor has it: save and see; break, and read what to mend over the page; mend."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
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
PARTNER = "name: Lamp Club\nclassification: club\nrole: Lights the way.\n"


@dataclass
class Preview:
    site: Path
    address: str
    process: subprocess.Popen[str]

    def write(self, name: str, text: str) -> None:
        (self.site / name).write_text(text, "utf-8")


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    site = tmp_path / "été site"
    (site / "data/partners").mkdir(parents=True)
    (site / "data/network.yaml").write_text(NETWORK, "utf-8")
    (site / "data/partners/lamp.yaml").write_text(PARTNER, "utf-8")
    command = [sys.executable, "-m", "preview", "--site", site, "--output", tmp_path / "out", "--port", "0"]
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
    expect(page.get_by_text("Lights every way.").first).to_be_visible(timeout=15_000)

    preview.write("data/partners/lamp.yaml", PARTNER.replace("classification: club", "classification: clab"))
    overlay = page.locator("#preview-problems")
    expect(overlay).to_be_visible(timeout=15_000)
    expect(overlay).to_contain_text("data/partners/lamp.yaml:2:17")
    expect(overlay).to_contain_text("Did you mean “club”?")
    expect(page.get_by_text("Lights every way.").first).to_be_visible()

    other = browser.new_context()
    second = other.new_page()
    second.goto(preview.address + "/")
    expect(second.locator("#preview-problems")).to_contain_text("S028", timeout=10_000)
    other.close()

    preview.write("data/partners/lamp.yaml", PARTNER.replace("the way", "no way"))
    expect(page.get_by_text("Lights no way.").first).to_be_visible(timeout=15_000)
    expect(overlay).to_be_hidden()


def test_a_new_folder_of_records_is_seen(preview: Preview, page: Page) -> None:
    page.goto(preview.address + "/")
    (preview.site / "content/projects").mkdir(parents=True)
    preview.write("content/projects/glow.md", "---\nname: Glow\nstatus: idea\nsummary: A glow.\n---\n")
    expect(page.get_by_role("link", name="Glow").first).to_be_visible(timeout=15_000)


def test_it_answers_this_machine_only_and_what_is_there(preview: Preview) -> None:
    assert status(preview.address + "/") == 200
    assert status(preview.address + "/nothing/here/") == 404
    assert status(preview.address + "/.built-by-registry.json") == 404
    assert status(preview.address + "/..%2f..%2fetc/passwd") == 404
    assert status(preview.address + "/", Host="evil.example") == 421


def test_ctrl_c_ends_it_without_a_trace(preview: Preview) -> None:
    preview.process.send_signal(signal.SIGINT)
    rest, _ = preview.process.communicate(timeout=10)
    assert preview.process.returncode == 0
    assert "Traceback" not in rest
