"""What is told: kinds nobody thought of, long changes, names and dates; the shape of the JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from registry.build import Build
from registry.compare.records import compare_records
from registry.difference import Comparison, compare_builds
from registry.i18n import load_catalogue
from registry.load.document import Document
from registry.project import Project
from registry.schema.kinds import Kind
from registry.tell.as_markdown import LIMIT, as_markdown
from registry.tell.names import SiteNames
from registry.tell.records import sentence, tell_record
from registry.tell.site_words import site_words
from registry.tell.style import Markdown, Plain
from registry.tell.words import Words, clip, uncapitalised
from support.small import PARTNER, small_site, write

HERE = Path(__file__).parent
EXPECTED = sorted((HERE / "changes").glob("*/*/expected.json"))
TREE = Kind(
    name="tree",
    plural="trees",
    title="Arbres",
    folder="data/trees",
    label="species",
    summary=("species", "health"),
    schema={
        "type": "object",
        "properties": {
            "species": {"title": "Espèce", "type": "string", "maxLength": 100},
            "health": {
                "title": "Santé",
                "type": "string",
                "enum": ["good", "ill"],
                "x-enum-labels": {"good": "Bonne", "ill": "Malade"},
            },
            "planted": {"title": "Plantation", "type": "string", "format": "partial-date"},
            "owner": {"title": "Propriétaire", "type": "string", "x-ref": "partner"},
            "height": {"title": "Hauteur", "type": "integer"},
            "protected": {"title": "Protégé", "type": "boolean"},
            "prunings": {
                "title": "Tailles",
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "date": {"title": "Date", "type": "string", "format": "partial-date"},
                        "who": {"title": "Par", "type": "string", "x-ref": "partner"},
                    },
                },
            },
        },
    },
)


def tree(id_: str = "oak", **data: Any) -> Document:
    return Document(f"data/trees/{id_}.yaml", "tree", id_, data={"species": "Chêne de la place", **data})


def words(language: str = "fr") -> Words:
    partner = Kind("partner", "partners", "Partenaires", {"properties": {"name": {}}})
    catalogue = load_catalogue(Project().locale, language)
    lamp = Document("data/partners/lamp.yaml", "partner", "lamp", data={"name": "Club des Lampes"})
    names = SiteNames([partner, TREE], [lamp, tree(), tree("old-oak")], catalogue)
    return Words(catalogue, Plain(), names, names)


def told(before: Document | None, after: Document | None) -> tuple[str, list[str]]:
    change = compare_records(TREE, before, after)
    assert change is not None
    line = tell_record(words(), change)
    return spaced(sentence(words(), change, line)), [spaced(text) for _, text in line.lines()]


def spaced(text: str) -> str:
    """No-break spaces made ordinary ones, to be read here."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_kind_that_nobody_thought_of_is_told_from_its_schema() -> None:
    before = tree(health="good", planted="1900", height=12)
    after = tree(health="ill", planted="1900-05-01", protected=True, owner="lamp")
    clause, lines = told(before, after)
    assert clause == (
        "Chêne de la place – santé : de « bonne » à « malade », plantation : 1900 → 1er mai 1900, "
        "propriétaire : Club des Lampes (ajout), hauteur : 12 (retrait), protégé : oui"
    )
    assert lines[0] == "Santé : de « bonne » à « malade »"
    assert len(lines) == 5


def test_its_lists_too() -> None:
    before = tree(prunings=[{"date": "2020"}, {"date": "2021", "who": "lamp"}])
    after = tree(prunings=[{"date": "2021-03", "who": "lamp"}, {"date": "2024"}])
    assert told(before, after) == (
        "Chêne de la place – tailles : 2024 en plus, 2020 en moins, changement pour Club des Lampes",
        ["Club des Lampes – date : 2021 → mars 2021"],
    )


def test_a_new_one_a_removed_one_and_a_renamed_one() -> None:
    assert told(None, tree(health="good", height=3)) == (
        "Nouvelle fiche : Chêne de la place (bonne)",
        ["Hauteur : 3"],
    )
    assert told(tree(), None) == ("Fiche supprimée : Chêne de la place", [])
    clause, _ = told(tree("oak"), tree("old-oak"))
    assert clause == "Chêne de la place – fichier renommé : data/trees/oak.yaml → data/trees/old-oak.yaml"


def comparison_of(before: Path, after: Path) -> tuple[Build, Build, Comparison]:
    builds = Build(before, Project()), Build(after, Project())
    return (*builds, compare_builds(*builds))


@pytest.mark.parametrize("count", [250, 600])
def test_a_comment_is_bounded_and_says_how_many_more(tmp_path: Path, count: int) -> None:
    before, after = small_site(tmp_path / "before"), small_site(tmp_path / "after")
    name = "'" + "@*[🌿" * 40 + " {}'"
    write(after, {f"data/partners/p{i}.yaml": PARTNER.format(name=name.format(i)) for i in range(count)})
    old, new, comparison = comparison_of(before, after)
    text = as_markdown(comparison, site_words(old.checked, new.checked, Markdown()))
    assert len(text.encode()) <= LIMIT
    assert f"{count} fiches ajoutées" in text
    assert "… et " in text


def test_what_is_told_does_not_depend_on_the_order_of_files(tmp_path: Path) -> None:
    before, after = small_site(tmp_path / "before"), small_site(tmp_path / "after")
    for name in ("b", "a", "c"):
        write(after, {f"data/partners/{name}.yaml": PARTNER.format(name="Same")})
    old, new, comparison = comparison_of(before, after)
    assert [change.state.id for change in comparison.records] == ["a", "b", "c"]
    assert comparison == compare_builds(old, new)


def test_many_records_may_be_renamed_at_once(tmp_path: Path) -> None:
    before = small_site(
        tmp_path / "before", {f"data/partners/a{i}.yaml": PARTNER.format(name=f"Club {i}") for i in range(150)}
    )
    after = small_site(
        tmp_path / "after", {f"data/partners/b{i}.yaml": PARTNER.format(name=f"Club {i}") for i in range(150)}
    )
    _, _, comparison = comparison_of(before, after)
    assert {change.change for change in comparison.records} == {"renamed"}
    assert all(change.before.id[1:] == change.after.id[1:] for change in comparison.records)  # type: ignore[union-attr]


SCHEMA = json.loads((HERE / "schemas/change.schema.json").read_text("utf-8"))


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: f"{path.parent.parent.name}/{path.parent.name}")
def test_the_json_has_its_documented_shape(path: Path) -> None:
    Draft202012Validator(SCHEMA).validate(json.loads(path.read_text("utf-8")))


def test_texts_are_cut_after_a_word() -> None:
    assert clip("one two\nthree", 50) == "one two three"
    assert clip("one two three four", 12) == "one two\u00a0…"
    assert clip("x" * 30, 12) == "x" * 12 + "\u00a0…"


def test_titles_inside_a_sentence() -> None:
    assert [uncapitalised(text) for text in ("État", "SIREN", "À faire", "", "X")] == [
        "état",
        "SIREN",
        "à faire",
        "",
        "x",
    ]
