"""One mistake is one problem: a broken record makes no other look broken, and hides nothing of the others."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.sites import ROOT
from support.trees import NETWORK, PARTNER, found, make_site

BAD = "data/partners/bad.yaml"
MEMBERS = "".join(f"  - {{partner: bad, start_date: {year}, end_date: {year}}}\n" for year in range(2000, 2020))
REFERRING = f"---\nname: Fog\nmembers:\n{MEMBERS}---\n[Bad](/partners/bad/#x), [here](/partners/bad/)\n"


@pytest.mark.parametrize(
    ("path", "content", "expected"),
    [
        (BAD, "name: [", "Y016"),
        (BAD, "", "F006"),
        (BAD, b"\xff", "F004"),
        (BAD, "x" * 300_000, "F003"),
        (BAD, PARTNER + "website: x\n", "S010"),
        (BAD, PARTNER + "start_date: 31/02/2000\n", "S008"),
        ("data/partners/bad.yml", PARTNER, "F001"),
        ("data/partners/bad.md", PARTNER, "F001"),
        ("data/bad.yaml", PARTNER, "F012"),
        ("data/partner/bad.yaml", PARTNER, "F011"),
        ("data/partners/bad.yaml/x", PARTNER, "F011"),
    ],
)
def test_what_refers_to_a_broken_record_is_not_called_dangling(
    tmp_path: Path, path: str, content: str | bytes, expected: str
) -> None:
    assert [
        code for *_, code in found(make_site(tmp_path, {path: content, "content/commissions/fog.md": REFERRING}))
    ] == [expected]


def test_without_the_file_every_reference_is_told(tmp_path: Path) -> None:
    told = [code for *_, code in found(make_site(tmp_path, {"content/commissions/fog.md": REFERRING}))]
    assert told == ["R001"] * 20 + ["L001"] * 2


@pytest.mark.parametrize(
    "network",
    [
        NETWORK + "name: twice\n",
        NETWORK.replace("classifications:", "classification:"),
        NETWORK.replace("id: club", "id: Club!"),
        NETWORK.replace("{id: club, name: club, plural: Clubs}", "club"),
        NETWORK.replace("country: GB", "country: Britain"),
        NETWORK + "themse: [{id: tides, name: Tides}]\n",
    ],
    ids=["broken", "misspelt list", "bad id", "no group", "bad country", "misspelt themes"],
)
def test_a_mistake_in_the_network_is_told_once_and_not_by_every_record(tmp_path: Path, network: str) -> None:
    partners = {f"data/partners/p{n}.yaml": PARTNER + "contact_details: {phone: 01632 960003}\n" for n in range(20)}
    if "themse" in network:
        partners = {path: text + "themes: [tides]\n" for path, text in partners.items()}
    told = found(make_site(tmp_path, partners, network=network))
    assert told
    assert {path for path, *_ in told} == {"data/network.yaml"}


def test_a_broken_record_hides_nothing_of_the_others(tmp_path: Path) -> None:
    files = {
        BAD: "name: [",
        "data/partners/worse.yaml": PARTNER + "nmae: x\nmembers: x\n",
        "content/news/n.md": "no header",
    }
    assert [(path, code) for path, _, _, code in found(make_site(tmp_path, files))] == [
        ("content/news/n.md", "Y011"),
        (BAD, "Y016"),
        ("data/partners/worse.yaml", "S001"),
        ("data/partners/worse.yaml", "S001"),
    ]


MEETING = (
    "---\nclassification: plenary\nstatus: held\nstart: 2020-01-01\n"
    "decisions:\n  - {{id: {id}, text: x, result: adopted}}\n---\n"
)


def test_places_of_a_page_that_has_mistakes_are_not_judged(tmp_path: Path) -> None:
    files = {
        "content/meetings/m.md": MEETING.format(id="d-1") + "## Tea\n",
        "content/pages/p.md": "---\ntitle: p\n---\n[1](/decisions/2020/#d-1) [2](/meetings/m/#tea) "
        "[3](/meetings/m/#d-1)\n",
    }
    site = make_site(tmp_path, files)
    assert found(site) == []
    make_site(site, {"content/meetings/m.md": MEETING.format(id="Not an id") + "## Tea\n"})
    assert [code for *_, code in found(site)] == ["S027"]
    make_site(site, {"content/meetings/m.md": MEETING.format(id="d-1").replace("status", "statut")})
    assert [code for *_, code in found(site)] == ["S002", "S001"]


def test_an_image_of_a_broken_record_is_not_called_idle(tmp_path: Path) -> None:
    image = (ROOT / "tests/golden/site/content/images/virgule.png").read_bytes()
    files = {"content/images/a.png": image, BAD: PARTNER + "logo: {file: a.png, alt: x}\nnmae: [\n"}
    assert [code for *_, code in found(make_site(tmp_path, files))] == ["Y016"]
    make_site(tmp_path, {BAD: PARTNER + "logo: {file: a.png, alt: [x]}\n"})
    assert [code for *_, code in found(tmp_path)] == ["S003"]


def test_a_draft_or_a_broken_charter_moves_no_address(tmp_path: Path) -> None:
    charter = "---\ntitle: {0}\ndate: {0}\nextent: complete\nsections: [{{id: aims, title: Aims, text: x}}]\n{1}---\n"
    files = {
        "content/charter/2020.md": charter.format(2020, ""),
        "content/pages/p.md": "---\ntitle: p\n---\n[The charter](/charter/#aims)\n",
    }
    site = make_site(tmp_path, files)
    assert found(site) == []
    make_site(site, {"content/charter/2027.md": charter.format(2027, "draft: true\n")})
    assert found(site) == []
    make_site(site, {"content/charter/2027.md": "broken"})
    assert [code for *_, code in found(site)] == ["Y011"]
