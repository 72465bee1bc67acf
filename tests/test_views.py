import json
from pathlib import Path

import pytest
from registry.view.base import Views
from support.sites import ROOT
from support.views import FILES, build


def views(tmp_path: Path) -> Views:
    return build(tmp_path).views


def test_a_record_has_every_field_of_its_schema(tmp_path: Path) -> None:
    found = views(tmp_path)
    for record in found.registry:
        view = found.record(record)
        fields = record.kind.schema["properties"]
        kept_back = {name for name, schema in fields.items() if schema.get("x-unpublished")}
        assert set(view) & set(fields) == set(fields) - kept_back
        for name, schema in fields.items():
            if name in kept_back:
                continue
            if name not in record.data and name not in ("example", "draft"):
                assert view[name] == ([] if schema.get("type") == "array" else None), name
        json.dumps(view)


def test_a_reference_is_a_summary_and_a_choice_the_whole_entry(tmp_path: Path) -> None:
    found = views(tmp_path)
    club = found.record(found.registry.get("partner", "club"))
    assert club["classification"] == {"id": "club", "name": "club", "plural": "Clubs", "public_body": None}
    assert club["themes"] == [{"id": "tea", "name": "Tea"}]
    assert club["signatures"][0]["charter"]["url"] == "/charter/"
    assert club["signatures"][0]["charter"]["label"] == "Charter"
    project = found.record(found.registry.get("project", "kettle"))
    assert project["lead"]["url"] == "/partners/club/"
    assert [partner["id"] for partner in project["supporters"]] == ["school"]


def test_a_text_is_markdown_and_html(tmp_path: Path) -> None:
    found = views(tmp_path)
    decision = found.record(found.registry.get("meeting", "a"))["decisions"][0]
    assert decision["text"]["markdown"] == "Buy *tea*."
    assert decision["text"]["html"] == "<p>Buy <em>tea</em>.</p>"
    news = found.record(found.registry.get("news", "two"))
    assert news["body"]["headings"] == [{"level": 2, "id": "tea", "text": "Tea"}]
    assert found.record(found.registry.get("news", "one"))["body"] is None


def test_a_meeting_without_a_title_is_called_by_its_day(tmp_path: Path) -> None:
    found = views(tmp_path)
    labels = [found.label(record) for record in found.registry.of_kind("meeting")]
    assert labels == [
        "Plenary meeting of 1 March 2020",
        "Fog commission, February 2021",
        "Fog commission, meeting of 1 January 2049",
        "Plenary meeting of 1 January 2050",
    ]


def test_a_commission_keeps_the_colour_it_names_and_another_at_work_takes_the_next_that_is_free(tmp_path: Path) -> None:
    others = {f"content/commissions/{id_}.md": f"---\nname: {id_}\n{more}---\n" for id_, more in {
        "ale": "colour: brick\norder: 5\n",
        "ebb": "order: 2\n",
        "ice": "colour: leaf\nend_date: 2017\n",
        **{f"z{number}": "order: 9\n" for number in range(6)},
    }.items()}  # fmt: skip
    registry = build(tmp_path, others).views.registry
    found = {id_: registry.index("ranks", id_) for id_ in ("ale", "fog", "ebb", "ice", "z0", "z4", "z5", "over")}
    assert found == {"ale": 1, "fog": 2, "ebb": 3, "ice": 4, "z0": 5, "z4": 1, "z5": 2, "over": None}


def test_the_networks_logo_and_colours_are_on_every_page(tmp_path: Path) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 6"/>'
    site = build(tmp_path, {
        "content/images/mark.svg": drawing,
        "data/network.yaml": FILES["data/network.yaml"] + "logo: {file: mark.svg}\ncolours: leaf\n",
    }).site  # fmt: skip
    assert site["logo"] == {"file": "mark.svg", "url": "/images/mark.svg", "width": 9, "height": 6}
    assert site["colours"] == "leaf"


def test_a_summary_is_the_readers_own(tmp_path: Path) -> None:
    found = views(tmp_path)
    record = found.registry.get("partner", "club")
    found.summary(record)["label"] = "changed"
    assert found.summary(record)["label"] == "Harbour Club"


def test_an_image_has_its_size(tmp_path: Path) -> None:
    image = (ROOT / "tests/golden/site/content/images/virgule.png").read_bytes()
    found = build(tmp_path, {
        "content/images/a.png": image,
        "data/partners/logo.yaml": "name: Logo\nclassification: club\nlogo: {file: a.png, alt: A}\n",
        "content/pages/about.md": "---\ntitle: About\n---\n![A](/images/a.png)\n",
    }).views  # fmt: skip
    logo = found.record(found.registry.get("partner", "logo"))["logo"]
    assert (logo["url"], logo["alt"]) == ("/images/a.png", "A")
    assert logo["width"] > 0
    assert f'width="{logo["width"]}"' in found.record(found.registry.get("page", "about"))["body"]["html"]


def test_an_unknown_choice_is_a_mistake_of_the_code(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        views(tmp_path).vocabulary("themes", "nothing")
