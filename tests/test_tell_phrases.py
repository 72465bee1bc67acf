"""How people put some changes: who joins and leaves, what is signed, approved and published."""

from __future__ import annotations

from typing import Any

import pytest
from registry.compare.records import compare_records
from registry.i18n import load_catalogue
from registry.load.document import Document
from registry.project import Project
from registry.schema.kinds import load_kinds
from registry.tell.names import SiteNames
from registry.tell.records import sentence, tell_record
from registry.tell.style import Plain
from registry.tell.words import Words

KINDS = load_kinds(Project().schemas)
RECORDS = [
    Document(f"data/partners/{id_}.yaml", "partner", id_, data={"name": name})
    for id_, name in (("a", "Club A"), ("b", "Club B"), ("c", "Club C"))
]
RECORDS += [
    Document("content/charter/2020.md", "charter", "2020", data={"title": "Charte de 2020"}),
    Document("content/charter/2024.md", "charter", "2024", data={"title": "Le Manifeste"}),
    Document("content/meetings/m.md", "meeting", "m", data={"title": "Plénière de juin"}),
    Document("content/commissions/x.md", "commission", "x", data={"name": "Logement"}),
    Document("content/projects/x.md", "project", "x", data={"name": "Le Phare"}),
]


def told(kind: str, before: dict[str, Any], after: dict[str, Any], language: str = "fr") -> str:
    """The sentence about the change of a record with these fields; ordinary spaces in place of no-break ones."""
    name = {"commission": "Logement", "project": "Le Phare", "partner": "Club A", "meeting": None}[kind]
    common = {"name": name} if name else {"title": "Plénière de juin"}
    id_ = {"partner": "a", "meeting": "m"}.get(kind, "x")
    old, new = (Document(f"{id_}.md", kind, id_, data={**common, **data}) for data in (before, after))
    change = compare_records(KINDS[kind], old, new)
    assert change is not None
    names = SiteNames(KINDS, RECORDS, load_catalogue(Project().locale, language))
    words = Words(load_catalogue(Project().locale, language), Plain(), names, names)
    return sentence(words, change, tell_record(words, change)).replace("\u00a0", " ").replace("\u202f", " ")


A, B, C = ({"partner": name} for name in "abc")


@pytest.mark.parametrize(
    ("before", "after", "clauses"),
    [
        ([A], [A, B], " : Club B rejoint la commission"),
        ([A], [A, {**B, "start_date": "2024-05"}], " : Club B rejoint la commission en mai 2024"),
        ([A], [B, C], " : Club B et Club C rejoignent la commission, Club A quitte la commission"),
        ([A], [{**A, "end_date": "2024"}], " : Club A quitte la commission en 2024"),
        ([{**A, "end_date": "2024"}], [{**A, "start_date": "2025"}], " : Club A rejoint la commission en 2025"),
        ([A], [{**A, "role": "Secrétaire"}], " – membres : Club A – rôle : « Secrétaire » (ajout)"),
        (
            [A],
            [{**A, "role": "Secrétaire", "end_date": "2024"}],
            " – membres : Club A – rôle : « Secrétaire » (ajout), jusqu’en : 2024 (ajout)",
        ),
        (
            [A],
            [A, {**B, "start_date": "2010", "end_date": "2012"}],
            " – membres : Club B (depuis : 2010, jusqu’en : 2012) en plus",
        ),
    ],
)
def test_who_joins_and_leaves_a_commission(
    before: list[dict[str, str]], after: list[dict[str, str]], clauses: str
) -> None:
    assert told("commission", {"members": before}, {"members": after}) == f"Commission Logement{clauses}"


def test_who_facilitates_it() -> None:
    before, after = {"facilitators": [A]}, {"facilitators": [{**A, "end_date": "2024"}, {**B, "start_date": "2024-06"}]}
    assert told("commission", before, after) == (
        "Commission Logement : Club A n’anime plus la commission en 2024, "
        "Club B devient structure animatrice en juin 2024"
    )
    assert told("commission", before, {"facilitators": [B, C]}, "en") == (
        "Logement commission: Club B and Club C become facilitators, Club A ceases to be facilitator"
    )


def test_a_charter_is_signed() -> None:
    signatures = [{"charter": "2020", "date": "2024-05-03"}, {"charter": "2024"}]
    assert told("partner", {}, {"signatures": signatures}) == (
        "Club A : signe la charte de 2020 le 3 mai 2024, signe « Le Manifeste »"
    )
    assert "signatures de la charte" in told("partner", {"signatures": signatures}, {"signatures": signatures[:1]})


def test_a_partner_leaves_and_may_not_have() -> None:
    assert told("partner", {}, {"end_date": "2024"}) == "Club A : quitte le réseau en 2024"
    assert told("partner", {"end_date": "2024"}, {"end_date": "2025"}) == "Club A – partenaire jusqu’en : 2024 → 2025"


def test_minutes_are_approved_when_and_where() -> None:
    draft = {"minutes": {"status": "draft"}}
    approved = {"status": "approved", "approved_date": "2024-09-10", "approved_at": "m"}
    text = "Plénière de juin : compte rendu approuvé"
    assert told("meeting", draft, {"minutes": {"status": "approved"}}) == text
    assert told("meeting", draft, {"minutes": approved}) == f"{text} le 10 septembre 2024 (Plénière de juin)"
    assert "projet de compte rendu" in told("meeting", {"minutes": approved}, draft).lower()


def test_decisions_actions_and_partners_are_counted() -> None:
    items = {name: [{"id": f"{name}-1", "text": "Une chose."}] for name in ("decisions", "action_items")}
    assert told("meeting", {}, items).startswith("Plénière de juin : 1 décision ajoutée, 1 action ajoutée")
    after = {"status": "spread", "supporters": ["a", "b"]}
    assert told("project", {"status": "pilot"}, after) == (
        "Projet Le Phare : de « pilote » à « déployé », 2 partenaires de plus (Club A et Club B)"
    )
    assert "en moins" in told("project", after, {**after, "supporters": ["a"]})
    assert told("project", {}, {"status": "pilot"}) == "Projet Le Phare – état : « pilote » (ajout)"


def test_what_becomes_public_and_what_does_not() -> None:
    assert told("partner", {"draft": True}, {}) == "Club A : n’est plus un brouillon et sera en ligne"
    assert told("partner", {}, {"example": True}) == "Club A : devient un exemple, qui ne sera pas publié"


def test_entries_of_another_shape_are_told_by_the_schema() -> None:
    assert told("commission", {"members": ["a"]}, {"members": ["b"]}).startswith("Commission Logement – membres : ")
    assert "compte rendu" in told("meeting", {}, {"minutes": "approved"})
