"""`rename`: a record gets another id with all that refers to it, or nothing is touched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from registry.__main__ import main
from registry.rename.edits import redirected
from support.small import PARTNER, small_site

PARTNER_A = "# ours\nname: A # short\nclassification:   association\n"
COMMISSION = """\
---
name: Housing
mission: Homes.
members:
  - {partner: old, role: member}   # since long
  - partner: "old-b"
    role: member
---
See [them](/partners/old/ "t"), [again][x] and [b](/partners/old-b/); `/partners/old/` is code.

[x]: /partners/old/
"""
FILES = {
    "data/partners/old.yaml": PARTNER_A,
    "data/partners/old-b.yaml": PARTNER.format(name="B"),
    "content/commissions/housing.md": COMMISSION,
}


def rename(root: Path, *arguments: str) -> int:
    return main(["rename", "--site", str(root), *arguments])


def state(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return small_site(tmp_path, FILES, language="en", country="GB")


def test_file_references_links_and_redirection_in_one_go(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert rename(site, "partner", "old", "new") == 0, capsys.readouterr().err
    assert not (site / "data/partners/old.yaml").exists()
    assert (site / "data/partners/new.yaml").read_text() == PARTNER_A
    expected = (
        COMMISSION.replace("partner: old,", "partner: new,")
        .replace("(/partners/old/", "(/partners/new/")
        .replace("]: /partners/old/", "]: /partners/new/")
    )
    assert (site / "content/commissions/housing.md").read_text() == expected
    assert (site / "data/redirects.yaml").read_text() == (
        "redirects:\n  - from: /partners/old/\n    to: /partners/new/\n"
    )
    assert "Who follows /partners/old/ is led to /partners/new/." in capsys.readouterr().out


def test_a_second_rename_shortens_the_way_and_a_way_back_ends_it(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"data/partners/a.yaml": PARTNER_A}, language="en", country="GB")
    assert rename(site, "partner", "a", "b") == rename(site, "partner", "b", "c") == 0
    two = "redirects:\n  - from: /partners/a/\n    to: /partners/c/\n  - from: /partners/b/\n    to: /partners/c/\n"
    assert (site / "data/redirects.yaml").read_text() == two
    assert rename(site, "partner", "c", "a") == 0
    back = "redirects:\n  - from: /partners/b/\n    to: /partners/a/\n  - from: /partners/c/\n    to: /partners/a/\n"
    assert (site / "data/redirects.yaml").read_text() == back


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("partner", "oldb", "new"), "There is no file data/partners/oldb.yaml. Did you mean “old-b”?"),
        (("partner", "old", "old-b"), "There is a file already: data/partners/old-b.yaml."),
        (("partner", "old", "Été"), "Did you mean “ete”?"),
        (("partnr", "old", "new"), "There is no kind of record “partnr”."),
        (("network", "network", "new"), "All of this stands in one file"),
        (("page", "about", "api"), "Nothing was renamed. It would bring this:"),
    ],
)
def test_what_would_break_is_refused_and_touches_nothing(
    site: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str
) -> None:
    (site / "content/pages").mkdir()
    (site / "content/pages/about.md").write_text("---\ntitle: About\n---\nUs.\n")
    before = state(site)
    assert rename(site, *arguments) == 2
    assert told in capsys.readouterr().err
    assert state(site) == before


def test_a_site_with_errors_is_refused_in_its_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = small_site(tmp_path, {"data/partners/a.yaml": PARTNER_A, "data/partners/b.yaml": "name: [\n"})
    assert rename(site, "partner", "a", "c") == 2
    assert "Corrigez d’abord" in capsys.readouterr().err
    assert (site / "data/partners/a.yaml").exists()


def test_examples_get_no_redirection(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"data/partners/a.yaml": "example: true\n" + PARTNER_A})
    assert rename(site, "partner", "a", "b") == 0
    assert not (site / "data/redirects.yaml").exists()


@pytest.mark.parametrize("broken", [0, 1, 2])
def test_a_failure_half_way_leaves_everything_as_it_was(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], broken: int
) -> None:
    before, real, calls = state(site), os.replace, []

    def replace(source: object, target: object) -> None:
        calls.append(target)
        if len(calls) == broken + 1:
            raise OSError(28, "No space left on device", str(source), None, str(target))
        real(source, target)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "replace", replace)
    assert rename(site, "partner", "old", "new") == 2
    assert "cannot be written" in capsys.readouterr().err
    assert state(site) == before


def test_line_ends_and_comments_of_the_list_stay(tmp_path: Path) -> None:
    text = "# ways\nredirects:\n- from: /x/ # 2019\n  to: '/partners/a/'\n# end"
    files = {"data/partners/a.yaml": PARTNER_A, "data/redirects.yaml": text.replace("\n", "\r\n").encode()}
    site = small_site(tmp_path, files, language="en", country="GB")
    assert rename(site, "partner", "a", "b") == 0
    assert (site / "data/redirects.yaml").read_bytes().decode().replace("\r\n", "\n") == (
        "# ways\nredirects:\n- from: /x/ # 2019\n  to: '/partners/b/'\n- from: /partners/a/\n  to: /partners/b/\n# end"
    )


def test_a_list_on_one_line_is_not_guessed_at() -> None:
    assert redirected("redirects: [{from: /x/, to: /y/}]\n", ("/a/", "/b/")) is None
