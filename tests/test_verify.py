"""A published site is compared with the version that it names, in a folder and on the web."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from registry.__main__ import main
from registry.verify import places
from registry.verify.compare import Difference, compare
from registry.verify.places import Folder, Unreachable, Web
from registry.write.writer import MANIFEST
from support.sites import run_pelican
from support.small import commit, write
from support.trees import PARTNER, make_site


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")


def test_a_site_is_what_its_version_builds_until_somebody_changes_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site, output = make_site(tmp_path / "site", {"data/partners/a.yaml": PARTNER}), tmp_path / "out"
    first = commit(site)
    done = run_pelican(site, output, publish=True)
    assert done.returncode == 0, done.stdout
    version = json.loads((output / "version.json").read_text())
    assert (version["commit"], version["dirty"]) == (first, False)
    assert first[:12] in (output / "origin/index.html").read_text()
    write(site, {"data/partners/b.yaml": PARTNER})  # what lies about here does not matter
    commit(site)
    (output / "partners/a/index.html").write_text("changed")
    (output / "extra.html").write_text("extra")
    assert main(["verify", "--site", str(site), str(output)]) == 1
    told = capsys.readouterr().out
    assert f"version {first[:12]} of {version['commit_date']}" in told
    listed = [line.strip() for line in told.splitlines() if line.startswith("  ")]
    assert listed == ["partners/a/index.html", "extra.html"]
    (output / "version.json").write_text(json.dumps({**version, "commit": "0" * 40}))
    assert main(["verify", "--site", str(site), str(output)]) == 2
    assert "git fetch" in capsys.readouterr().err


@pytest.mark.parametrize("said", ["", "[]", "{", '{"commit": null}', '{"commit": "--upload-pack=x"}', '{"commit": 3}'])
def test_without_a_version_nothing_can_be_checked(
    tmp_path: Path, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    site = make_site(tmp_path / "site")
    write(tmp_path / "out", {"version.json": said})
    assert main(["verify", "--site", str(site), str(tmp_path / "out")]) == 2
    assert "version.json" in capsys.readouterr().err


@pytest.mark.parametrize("place", ["", "nowhere", "ftp://example.org/", "file:///etc", "https://"])
def test_only_the_web_and_folders_are_read(tmp_path: Path, place: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--site", str(make_site(tmp_path)), place]) == 2
    assert "URL=https://" in capsys.readouterr().err


MADE = {
    MANIFEST: "{}",
    "404.html": "Not here",
    "_headers": "/*\n",
    "_redirects": "/net/old/ /net/a/ 301\n",
    "a/index.html": "A",
    "index.html": "Home",
    "old/index.html": "moved",
    "sha256sums.txt": "",
    "b.json": "{}",
}


@pytest.fixture
def made(tmp_path: Path) -> Path:
    write(tmp_path / "made", MADE)
    return tmp_path / "made"


def test_in_a_folder_every_file_counts(tmp_path: Path, made: Path) -> None:
    there = tmp_path / "there"
    shutil.copytree(made, there)
    write(there, {".git/HEAD": "ref"})
    assert compare(made, Folder(there)) == Difference(same=len(MADE) - 1)
    (there / "b.json").unlink()
    write(there, {"a/index.html": "A and more", "c.html": "C", "sha256sums.txt": "other"})
    found = compare(made, Folder(there))
    assert (found.other, found.missing, found.extra) == (["a/index.html"], ["b.json"], ["c.html"])


Answers = dict[str, tuple[int, str]]


@contextmanager
def host(answers: Answers) -> Iterator[str]:
    """A server below ``/net/`` that answers with (status, body or where to)."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, text = answers.get(self.path, (404, "Not here"))
            self.send_response(status)
            if status in (301, 302):
                self.send_header("Location", text)
                text = ""
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/net/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


GOOD: Answers = {
    "/net/": (200, "Home"),
    "/net/a/": (200, "A"),
    "/net/b.json": (200, "{}"),
    "/net/sha256sums.txt": (200, ""),
    "/net/old/": (301, "/net/a/"),
}


def test_a_host_may_redirect_and_keep_its_own_files(made: Path) -> None:
    with host(GOOD) as address:
        assert compare(made, Web(address)) == Difference(same=5, redirected=1)


def test_on_the_web_what_differs_is_told(made: Path) -> None:
    hashes = f"{'0' * 64}  evil.html\n{'0' * 64}  a/index.html\n"
    answers: Answers = {
        **GOOD,
        "/net/": (301, "/net/a/"),
        "/net/a/": (200, "A" * 100_000),
        "/net/b.json": (500, "no"),
        "/net/sha256sums.txt": (200, hashes),
        "/net/pagefind/sha256sums.txt": (200, f"{'0' * 64}  x.pf_meta\n"),
        "/net/old/": (301, "/net/b.json"),
    }
    with host(answers) as address:
        found = compare(made, Web(address))
    assert found.other == ["a/index.html", "index.html"]
    assert found.extra == ["evil.html", "pagefind/x.pf_meta"]
    assert [path for path, _ in found.unreachable] == ["b.json", "old/index.html"]
    assert not found.is_none


def test_redirections_end_and_stay_on_the_web(tmp_path: Path) -> None:
    answers: Answers = {f"/net/{n}": (302, f"/net/{n + 1}") for n in range(20)}
    answers |= {"/net/14": (200, "end"), "/net/file": (302, "file:///etc/passwd"), "/net/ftp": (302, "ftp://x/")}
    with host(answers) as address:
        web = Web(address)
        assert web.read("9", 10).content == b"end"
        for path in ("8", "file", "ftp"):
            with pytest.raises(Unreachable):
                web.read(path, 10)
    with pytest.raises(Unreachable):
        web.read("a", 10)  # nobody answers any more


def test_no_more_is_read_than_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    with host({"/net/a": (200, "A" * 1_000_000)}) as address:
        assert len(Web(address).read("a", 70_000).content or b"") == 70_001
        monkeypatch.setattr(places, "FILE_SECONDS", -1.0)
        with pytest.raises(Unreachable):
            Web(address).read("a", 70_000)
