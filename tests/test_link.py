from pathlib import Path

import pytest
from registry.i18n import Catalogue
from registry.link import Registry, link
from registry.validate.check import check
from support.trees import PARTNER, make_site

FILES = {
    "data/partners/b.yaml": "name: Aux Bons Amis\nclassification: club\n",
    "data/partners/a.yaml": "name: Zoo\nclassification: club\n",
    "data/partners/c.yaml": PARTNER + "example: true\n",
    "data/partners/d.yaml": PARTNER + "draft: true\n",
    "data/partners/broken.yaml": "name: [",
    "content/commissions/fog.md": "---\nname: Fog\nfacilitators: [{partner: a}]\n"
    "members:\n  - {partner: a, role: chair}\n  - {partner: b, end_date: 2020}\n---\nText",
    "content/meetings/m.md": "---\nclassification: plenary\nstatus: held\nstart: 2020\npresent: [b, a]\n---\n",
}


def registry(tmp_path: Path, publish: bool = False) -> Registry:
    return link(check(make_site(tmp_path, FILES)).corpus, publish=publish)


def test_records_come_in_the_order_of_their_kind(tmp_path: Path) -> None:
    found = registry(tmp_path)
    assert [record.id for record in found.of_kind("partner")] == ["b", "c", "d", "a"]
    assert [record.kind.name for record in found if record.id in ("network", "fog")] == ["network", "commission"]


def test_a_record_is_found_by_its_id(tmp_path: Path) -> None:
    found = registry(tmp_path)
    record = found.get("commission", "fog")
    assert (record.data["name"], record.body, record.path) == ("Fog", "Text", "content/commissions/fog.md")
    assert found.find("commission", "nothing") is None
    assert found.find("commission", None) is None
    with pytest.raises(KeyError):
        found.get("commission", "nothing")
    with pytest.raises(KeyError):
        found.get("partner", "broken")


def test_a_record_knows_what_refers_to_it_and_how(tmp_path: Path) -> None:
    found = registry(tmp_path)
    references = found.references_to(found.get("partner", "a"))
    assert [(ref.record.id, ref.field, ref.pointer) for ref in references] == [
        ("fog", ("facilitators", "*", "partner"), ("facilitators", 0, "partner")),
        ("fog", ("members", "*", "partner"), ("members", 0, "partner")),
        ("m", ("present", "*"), ("present", 1)),
    ]
    assert references[1].entry == {"partner": "a", "role": "chair"}
    assert references[2].entry is references[2].record.data
    assert len(found.references_to(found.get("partner", "a"), "commission")) == 2
    assert len(found.references_to(found.get("partner", "a"), "commission", "members")) == 1
    assert found.references_to(found.get("meeting", "m")) == []


def test_a_publication_has_neither_examples_nor_drafts(tmp_path: Path) -> None:
    assert [record.id for record in registry(tmp_path, publish=True).of_kind("partner")] == ["b", "a"]
    assert [record.id for record in registry(tmp_path / "2").of_kind("partner") if record.hidden] == ["c", "d"]


def test_addresses_are_those_of_the_records(tmp_path: Path) -> None:
    found = registry(tmp_path)
    assert found.language == "en"
    assert found.urls(Catalogue("en")).record("partner", "a") == "/partners/a/"
