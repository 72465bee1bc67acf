"""What a page is said to weigh is all that a browser loads for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.small import write
from support.weigh import KB, main, weigh

PAGE = '<link rel="stylesheet" href="/theme/a.css"><link rel="canonical" href="/far/"><img src="/images/{image}">'


def test_a_page_weighs_what_it_loads(tmp_path: Path) -> None:
    files = {
        "index.html": PAGE.format(image="small.png"),
        "far/index.html": PAGE.format(image="nowhere.png"),
        "theme/a.css": "@font-face { src: url(b.woff2) }",
        "theme/b.woff2": "b" * 500,
        "theme/unused.js": "c" * 9000,
        "images/small.png": "d" * 700,
    }
    write(tmp_path, files)
    home, far = weigh(tmp_path)
    assert (home.address, home.requests) == ("/", 4)
    loaded = ("index.html", "theme/a.css", "theme/b.woff2", "images/small.png")
    assert home.size == sum(len(files[name]) for name in loaded)
    assert (far.address, far.requests) == ("/far/", 3)
    assert far.packed < far.size


def test_a_page_beyond_the_limits_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {"index.html": "x", "heavy/index.html": "x" * 152 * KB})
    assert main([str(tmp_path)]) == 1
    told = capsys.readouterr().out
    assert "!   152" in told and "/heavy/" in told and "1 beyond 150 KB or 15 requests." in told
    (tmp_path / "heavy/index.html").write_text("x")
    assert main([str(tmp_path)]) == 0
    assert main([str(tmp_path / "nowhere")]) == 2
