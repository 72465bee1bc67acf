"""Who reviews what: CODEOWNERS from the facilitators of commissions, written and kept by `make owners`."""

from __future__ import annotations

from pathlib import Path

import pytest
from registry.__main__ import main
from registry.link import link
from registry.validate.check import check
from registry.view.owners import codeowners
from support.small import commit

NETWORK = """\
name: Lanterns
language: en
place: {name: Nowhere, country: GB, timezone: Europe/London}
classifications:
  - {id: club, name: club, plural: Clubs}
"""


def site(root: Path, **files: str) -> Path:
    for name, text in {"data/network.yaml": NETWORK, **files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return root


def owners(root: Path) -> list[str]:
    checked = check(root)
    assert checked.ok, checked.problems
    return codeowners(link(checked.corpus), "networks/one/").splitlines()[1:]


def test_facilitators_review_their_commission_and_its_meetings(tmp_path: Path) -> None:
    site(
        tmp_path,
        **{
            "data/partners/lamp.yaml": "name: Lamp\nclassification: club\nforge_account: '@lamp-club'\n",
            "data/partners/wick.yaml": "name: Wick\nclassification: club\nforge_account: '@wick/editors'\n",
            "content/commissions/light.md": (
                "---\nname: Light\nfacilitators:\n"
                "  - {partner: lamp}\n  - {partner: wick, start_date: 2019, end_date: 2020}\n---\n"
            ),
            "content/meetings/2021-01-01-light.md": (
                "---\nclassification: commission\ncommission: light\nstatus: held\nstart: 2021-01-01\n---\n"
            ),
        },
    )
    assert owners(tmp_path) == [
        "/networks/one/content/commissions/light.md @lamp-club",
        "/networks/one/content/meetings/2021-01-01-light.md @lamp-club",
        "/networks/one/data/partners/lamp.yaml @lamp-club",
        "/networks/one/data/partners/wick.yaml @wick/editors",
    ]


def test_a_network_that_names_no_account_has_no_owners(tmp_path: Path) -> None:
    site(tmp_path, **{"data/partners/lamp.yaml": "name: Lamp\nclassification: club\n"})
    assert owners(tmp_path) == []


def test_an_account_cannot_carry_a_second_line(tmp_path: Path) -> None:
    text = 'name: Lamp\nclassification: club\nforge_account: "@lamp\\n* @evil"\n'
    site(tmp_path, **{"data/partners/lamp.yaml": text})
    assert [problem.code for problem in check(tmp_path).problems if problem.severity == "error"] == ["S027"]


LAMP = {"data/partners/lamp.yaml": "name: Lamp\nclassification: club\nforge_account: '@lamp-club'\n"}


def test_the_file_is_written_at_the_root_of_the_repository(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path / "networks/one", **LAMP)
    commit(tmp_path)
    assert main(["owners", "--site", str(root), "--check"]) == 1
    assert "make owners" in capsys.readouterr().err
    assert main(["owners", "--site", str(root)]) == 0
    text = (tmp_path / "CODEOWNERS").read_text("utf-8")
    assert text.splitlines()[1:] == ["/networks/one/data/partners/lamp.yaml @lamp-club"]
    assert main(["owners", "--site", str(root), "--check"]) == 0


def test_it_goes_when_nobody_is_left_to_name(tmp_path: Path) -> None:
    root = site(tmp_path, **LAMP)
    assert main(["owners", "--site", str(root)]) == 0
    site(tmp_path, **{"data/partners/lamp.yaml": "name: Lamp\nclassification: club\n"})
    assert main(["owners", "--site", str(root)]) == 0
    assert not (tmp_path / "CODEOWNERS").exists()
    assert main(["owners", "--site", str(root), "--check"]) == 0


def test_a_file_made_by_somebody_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path, **LAMP, CODEOWNERS="* @somebody\n")
    assert main(["owners", "--site", str(root)]) == 1
    assert (tmp_path / "CODEOWNERS").read_text("utf-8") == "* @somebody\n"
    assert "left alone" in capsys.readouterr().err


def test_records_with_errors_name_nobody(tmp_path: Path) -> None:
    root = site(tmp_path, **{"data/partners/lamp.yaml": "name: Lamp\nforge_account: '@lamp-club'\n"})
    assert main(["owners", "--site", str(root)]) == 1
    assert not (tmp_path / "CODEOWNERS").exists()
