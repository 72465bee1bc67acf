"""The tools of the tests do what the tests rely on."""

import json
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from support import chromium, java, needs, npm, nu
from support.sites import BuildFailed, BuiltSites

PAGE = '<!DOCTYPE html><html lang="fr"><title>Page</title><main><h1>Page</h1>\n{}</main></html>\n'


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    (tmp_path / "à côté").mkdir()
    (tmp_path / "good.html").write_text(PAGE.format("<p>Élan"), encoding="utf-8")
    (tmp_path / "à côté" / "bad.html").write_text(PAGE.format('<img src="x.png">'), encoding="utf-8")
    (tmp_path / "data.csv").write_text("<")
    return tmp_path


def test_the_validator_tells_path_line_and_type(
    pages: Path, nu: Callable[[Path | Sequence[Path]], list[nu.Message]]
) -> None:
    (message,) = nu(pages)
    assert message["path"] == pages / "à côté" / "bad.html"
    assert (message["line"], message["type"]) == (2, "error")
    assert "“alt”" in message["message"]
    assert nu([pages / "good.html", pages / "à côté" / "bad.html"]) == [message]


def test_axe_runs_in_the_browser_on_a_page_that_is_served(
    pages: Path, browser: Browser, axe_source: str, serve_folder: Callable[[Path], str]
) -> None:
    page = browser.new_page()
    page.goto(serve_folder(pages) + "/%C3%A0%20c%C3%B4t%C3%A9/bad.html")
    page.evaluate(axe_source)
    found = page.evaluate("axe.run().then(results => results.violations.map(violation => violation.id))")
    page.close()
    assert "image-alt" in found


def test_a_server_serves_the_folder_it_is_given(pages: Path, serve_folder: Callable[[Path], str]) -> None:
    with urllib.request.urlopen(serve_folder(pages) + "/data.csv") as response:
        assert response.read() == b"<"


def test_a_missing_tool_fails_in_ci_and_is_skipped_and_told_elsewhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="a browser"):
        needs.missing("a browser", chromium.HOW)
    monkeypatch.delenv("CI")
    with pytest.raises(pytest.skip.Exception) as skipped:
        needs.missing("a browser", chromium.HOW)
    (line,) = needs.summary([f"Skipped: {skipped.value}", f"Skipped: {skipped.value}", "Skipped: not a checkout"])
    assert line.startswith("NOT RUN: 2 × Not here: a browser. ")
    assert "BROWSER_PATH" in line


def test_a_browser_named_by_hand_is_the_only_one_tried(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / "none"))
    assert chromium.find() is None
    stub = tmp_path / "stub"
    stub.write_text("#!/bin/sh\nexit 1\n")
    stub.chmod(0o755)
    monkeypatch.setenv("BROWSER_PATH", str(stub))
    assert chromium.find() is None
    stub.write_text("#!/bin/sh\nexit 0\n")
    assert chromium.find() == stub


@pytest.mark.parametrize(
    ("told", "version"),
    [
        ('java version "1.8.0_392"', 8),
        ('openjdk version "17.0.15"', 17),
        ('openjdk version "25" 2025', 25),
        ("?", 0),
    ],
)
def test_the_version_of_java_is_read(tmp_path: Path, told: str, version: int) -> None:
    stub = tmp_path / "java"
    stub.write_text(f"#!/bin/sh\necho '{told}' >&2\n")
    stub.chmod(0o755)
    assert java.version(str(stub)) == version
    assert java.version(str(tmp_path / "none")) == 0


def test_node_packages_of_another_lock_count_as_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, value in {"MODULES": tmp_path, "STAMP": tmp_path / "stamp", "LOCK": tmp_path / "lock"}.items():
        monkeypatch.setattr(npm, name, value)
    (tmp_path / "lock").write_text(json.dumps({"lock": 1}))
    (tmp_path / "axe.js").touch()
    assert npm.find("axe.js") is None
    (tmp_path / "stamp").write_text(json.dumps({"lock": 1}))
    assert npm.find("axe.js") == tmp_path / "axe.js"
    assert npm.find("other.js") is None
    (tmp_path / "lock").write_text(json.dumps({"lock": 2}))
    assert npm.find("axe.js") is None


def test_a_site_that_does_not_build_is_tried_once_and_told(tmp_path: Path) -> None:
    sites = BuiltSites(tmp_path / "built")
    with pytest.raises(BuildFailed, match="nothing-here does not build"):
        sites(tmp_path / "nothing-here")
    (told,) = (tmp_path / "built").glob("*.txt")
    told.write_text("0\n")
    assert sites(tmp_path / "nothing-here").parent == tmp_path / "built"
