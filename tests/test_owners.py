"""Who reviews what: CODEOWNERS from the facilitators of commissions."""

from __future__ import annotations

from pathlib import Path

from registry.link import link
from registry.validate.check import check
from registry.view.owners import codeowners

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
    return codeowners(link(checked.corpus)).splitlines()[1:]


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
        "/content/commissions/light.md @lamp-club",
        "/content/meetings/2021-01-01-light.md @lamp-club",
        "/data/partners/lamp.yaml @lamp-club",
        "/data/partners/wick.yaml @wick/editors",
    ]


def test_a_network_that_names_no_account_has_no_owners(tmp_path: Path) -> None:
    site(tmp_path, **{"data/partners/lamp.yaml": "name: Lamp\nclassification: club\n"})
    assert owners(tmp_path) == []


def test_an_account_cannot_carry_a_second_line(tmp_path: Path) -> None:
    text = 'name: Lamp\nclassification: club\nforge_account: "@lamp\\n* @evil"\n'
    site(tmp_path, **{"data/partners/lamp.yaml": text})
    assert [problem.code for problem in check(tmp_path).problems if problem.severity == "error"] == ["S027"]
