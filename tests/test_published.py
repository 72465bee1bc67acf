"""The list of addresses that is remembered has all that the built site has, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from registry.__main__ import main
from registry.load.files import ADDRESSES
from registry.load.yaml_events import MAX_FINDINGS
from registry.urls import output_path
from registry.validate.check import check, urls_of
from registry.validate.context import Context
from registry.validate.published import published
from registry.validate.rules.addresses import MOST
from support.items import all_files, items_of
from support.small import write
from support.trees import PARTNER, make_site
from support.views import build

NOT_REMEMBERED = re.compile(
    r"theme/|images/|api/v1/forms/|404\.html|robots\.txt|api/v1/pages/intro\.json|_headers|_redirects"
)


def test_what_is_remembered_is_what_is_built(tmp_path: Path) -> None:
    found = build(tmp_path, publish=True)
    (tmp_path / "data/redirects.yaml").unlink()
    found = type(found)(tmp_path, found.project, publish=True)
    files = {path for path in all_files(items_of(found)) if not NOT_REMEMBERED.match(path)}
    checked = found.checked
    addresses = published(Context(checked.corpus, urls_of(checked.corpus, checked.catalogue)))
    assert {output_path(address) for address in addresses if "#" not in address} == files
    assert {address for address in addresses if "#" in address} == {"/decisions/2020/#d-1", "/decisions/2021/#d-2"}


def remembered(site: Path) -> list[str]:
    return (site / ADDRESSES).read_text("utf-8").splitlines()


def test_addresses_are_added_and_never_taken_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = make_site(tmp_path, {"data/partners/a.yaml": PARTNER, "data/partners/b.yaml": PARTNER + "draft: true\n"})
    assert main(["addresses", "--site", str(site), "--check"]) == 1
    assert not (site / ADDRESSES).exists()
    assert main(["addresses", "--site", str(site)]) == 0
    first = remembered(site)
    assert {"/", "/partners/a/", "/api/v1/partners/a.json", "/api/v1/partners.csv"} <= set(first)
    assert first[0].startswith("# ")
    assert first[1:] == sorted(first[1:])
    assert not [address for address in first if "/b" in address]
    assert main(["addresses", "--site", str(site), "--check"]) == 0
    (site / "data/partners/a.yaml").rename(site / "data/partners/c.yaml")
    assert main(["addresses", "--site", str(site)]) == 1  # as long as nothing can be published
    write(site, {"data/redirects.yaml": "redirects:\n  - from: /partners/a/\n    to: /partners/c/\n"})
    assert main(["addresses", "--site", str(site)]) == 0
    assert set(remembered(site)) == {*first, "/partners/c/", "/api/v1/partners/c.json"}
    capsys.readouterr()


def test_of_a_file_that_is_no_list_of_addresses_a_few_lines_are_told(tmp_path: Path) -> None:
    problems = check(make_site(tmp_path, {ADDRESSES: "x\n" * 1_000})).problems
    assert [problem.line for problem in problems if problem.code == "F016"] == list(range(1, MAX_FINDINGS + 1))


def test_of_thousands_of_addresses_that_nobody_published_a_thousand_are_told(tmp_path: Path) -> None:
    site = make_site(tmp_path, {ADDRESSES: "".join(f"/partners/p{number}/\n" for number in range(3 * MOST))})
    assert [problem.code for problem in check(site).problems].count("P003") == MOST


def test_two_lists_that_were_merged_are_one_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = make_site(tmp_path, {"data/partners/a.yaml": PARTNER})
    main(["addresses", "--site", str(site)])
    good = (site / ADDRESSES).read_bytes()
    (site / ADDRESSES).write_bytes(good + good)
    assert check(site, publish=True).problems == []
    assert main(["addresses", "--site", str(site), "--check"]) == 1
    assert main(["addresses", "--site", str(site)]) == 0
    assert (site / ADDRESSES).read_bytes() == good
    capsys.readouterr()


@pytest.mark.parametrize("publish", [False, True])
def test_a_vanished_page_stops_a_publication_and_no_preview_until_the_lines_are_added(
    tmp_path: Path, publish: bool
) -> None:
    more = {"data/partners/b.yaml": PARTNER, ADDRESSES: "/partners/clubs/\n/partners/a/\n"}
    site = make_site(tmp_path, {"data/partners/a.yaml": PARTNER, **more})
    (problem,) = check(site, publish=publish).problems
    assert (problem.code, problem.severity, problem.line) == ("P003", "error" if publish else "warning", 1)
    lines = problem.hint.partition("\n")[2]
    assert lines == "redirects:\n  - from: /partners/clubs/\n    to: /partners/"
    write(site, {"data/redirects.yaml": lines + "\n"})
    assert check(site, publish=publish).problems == []


@pytest.mark.parametrize(
    ("redirects", "expected"),
    [
        ("redirects:\n- from: /x/\n  to: /\n", "- from: /partners/gone/\n  to: /partners/"),
        ("redirects:\n    - {from: /x/, to: /}\n", "    - from: /partners/gone/\n      to: /partners/"),
    ],
)
def test_the_lines_fit_those_that_are_there(tmp_path: Path, redirects: str, expected: str) -> None:
    site = make_site(tmp_path, {"data/redirects.yaml": redirects, ADDRESSES: "/partners/gone/\n"})
    (problem,) = check(site).problems
    assert problem.hint.partition("\n")[2] == expected
    write(site, {"data/redirects.yaml": redirects + expected + "\n"})
    assert check(site).problems == []


def test_what_cannot_be_read_is_not_taken_for_gone(tmp_path: Path) -> None:
    broken = {"data/partners/a.yaml": "name: [", "data/partners/b.txt": PARTNER}
    site = make_site(tmp_path, {**broken, ADDRESSES: "/partners/a/\n/partners/b/\n"})
    assert "P003" not in {problem.code for problem in check(site, publish=True).problems}
