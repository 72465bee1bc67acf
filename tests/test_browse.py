"""The page from which everything can be found without a search."""

from pathlib import Path

from support.views import build


def test_it_leads_to_every_list_and_its_parts_with_how_many_there_are(tmp_path: Path) -> None:
    page = next(page for page in build(tmp_path).pages if page["url"] == "/search/")
    groups = {group["title"]: group for group in page["groups"]}
    parts = {title: {part["label"]: (part["url"], part["count"]) for part in group["parts"]}
             for title, group in groups.items()}  # fmt: skip
    assert (groups["Partners"]["url"], groups["Partners"]["count"]) == ("/partners/", 4)
    assert parts["Partners"] == {
        "Clubs": ("/partners/#club", 2),
        "Schools": ("/partners/#school", 1),
        "Former partners": ("/partners/#former", 1),
        "Partners in 2018": ("/partners/2018/", None),
        "Partners in 2016": ("/partners/2016/", None),
        "Partners in 2015": ("/partners/2015/", None),
    }
    assert parts["Meetings"] == {
        "Next meetings": ("/meetings/#upcoming", 2),
        "2021": ("/meetings/#y2021", 1),
        "2020": ("/meetings/#y2020", 1),
    }
    assert parts["Decisions"] == {"2021": ("/decisions/2021/", None), "2020": ("/decisions/2020/", None)}
    assert parts["Projects"]["Idea"] == ("/projects/#idea", 1)
    assert "/glossary/" in {url for url, _ in parts["And also"].values()}
    assert [kind["value"] for kind in page["kinds"]][-2:] == ["decision", "glossary"]
    assert [each["value"] for each in page["commissions"]] == ["fog", "over"]


def test_it_does_not_grow_with_the_number_of_partners(tmp_path: Path) -> None:
    more = {f"data/partners/p{n}.yaml": f"name: Partner {n}\nclassification: club\n" for n in range(30)}
    few, many = (
        next(page for page in build(tmp_path / name, files).pages if page["url"] == "/search/")
        for name, files in (("few", {}), ("many", more))
    )
    assert [len(group["parts"]) for group in few["groups"]] == [len(group["parts"]) for group in many["groups"]]
