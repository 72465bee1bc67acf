from pathlib import Path

from registry.view.facets import facets, tags
from support.views import build


def test_only_what_tells_lines_apart_can_be_chosen() -> None:
    lines = [{"tags": tags(type=["club"], theme=["tea", "fog"])}, {"tags": tags(type=["club"], theme=["fog"])}]
    options = [("club", "Clubs"), ("school", "Schools")]
    found = facets(lines, type=options, theme=[("fog", "Fog"), ("tea", "Tea"), ("rain", "Rain")])
    assert found == [{"name": "theme", "options": [{"value": "tea", "label": "Tea"}]}]


def test_partners_are_found_by_type_theme_status_and_the_commissions_they_are_in(tmp_path: Path) -> None:
    page = next(page for page in build(tmp_path).pages if page["url"] == "/partners/")
    lines = [line for group in page["groups"] for line in group["partners"]] + page["former"]
    found = {line["id"]: line["tags"] for line in lines}
    assert found["club"] == "type:club commission:fog theme:tea status:current"
    assert found["school"] == "type:school commission:fog status:current"  # whoever facilitates takes part
    assert found["gone"] == "type:club commission:fog status:former"  # where it was when it left
    offered = {facet["name"]: [option["label"] for option in facet["options"]] for facet in page["facets"]}
    assert offered == {
        "type": ["Clubs", "Schools"],
        "commission": ["Fog"],
        "theme": ["Tea"],
        "status": ["Partners today", "Former partners"],
    }


def test_projects_are_found_by_state_commission_and_theme(tmp_path: Path) -> None:
    page = next(page for page in build(tmp_path).pages if page["url"] == "/projects/")
    found = {line["id"]: line["tags"] for group in page["groups"] for line in group["projects"]}
    assert found == {"kettle": "status:running commission:fog", "idea": "status:idea"}
    assert [option["label"] for option in page["facets"][0]["options"]] == ["Idea", "Under way"]
