"""What people may type into the forms, and the values that must be read from the files that the forms write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class As:
    """A text that is typed one way and kept another."""

    typed: str
    kept: Any


@dataclass(frozen=True)
class Proposal:
    """A new record: its kind, its id (None: the one that the form suggests is ``suggested``), its values, its text."""

    kind: str
    id: str
    values: dict[str, Any]
    body: str | As | None = None
    suggested: bool = False

    @property
    def typed(self) -> dict[str, Any]:
        """What is typed or chosen, by field."""
        return {"id": None if self.suggested else self.id, "values": _typed(self.values), "body": _typed(self.body)}

    @property
    def kept(self) -> dict[str, Any]:
        """What the loader must find."""
        kept: dict[str, Any] = _kept(self.values)
        return kept

    @property
    def text(self) -> str | None:
        """The Markdown body that the loader must find."""
        text: str | None = _kept(self.body)
        return text


def _typed(value: Any) -> Any:
    return _each(value, lambda one: one.typed if isinstance(one, As) else one)


def _kept(value: Any) -> Any:
    return _each(value, lambda one: one.kept if isinstance(one, As) else one)


def _each(value: Any, change: Any) -> Any:
    if isinstance(value, dict):
        return {name: _each(child, change) for name, child in value.items()}
    if isinstance(value, list):
        return [_each(child, change) for child in value]
    return change(value)


def partner(id_: str, name: str | As, *, suggested: bool = False, **values: Any) -> Proposal:
    """A partner that is an association unless told otherwise."""
    return Proposal("partner", id_, {"name": name, "classification": "association", **values}, None, suggested)


def meeting(id_: str, start: str | As, *, body: str | As = "", suggested: bool = False, **values: Any) -> Proposal:
    """A plenary that was held, unless told otherwise."""
    common = {"classification": "plenary", "status": "held", "start": start}
    return Proposal("meeting", id_, {**common, **values}, body, suggested)


def project(id_: str, name: str | As, *, body: str | As = "", suggested: bool = False, **values: Any) -> Proposal:
    """A project that is an idea, unless told otherwise."""
    return Proposal(
        "project", id_, {"name": name, "status": "idea", "summary": "Un résumé.", **values}, body, suggested
    )


LONG = "Un très long texte, avec des « guillemets », des deux-points : et des # dièses ; il n’en finit pas. " * 190

PARTNERS = [
    partner("ete-coeur", "Été & Cœur", suggested=True),
    partner("l-asso-du-coin", "L’asso : « du coin »", suggested=True, acronym="A#1"),
    partner("droits", "L'asso \"droite\" \\ et 'simple'", reason='"Entre guillemets", dit-elle.'),
    partner("trois-apostrophes", "'''", acronym="''", role="'", reason='"""'),
    partner("non", "no", acronym="yes", role="null", text="~", reason="true"),
    partner("nombres", "017", acronym="1e3", role="1:30", text="0x1F", reason="-1"),
    partner("points", "...", acronym="---", role="- un tiret", text="? une question", reason="! attention"),
    partner("signes", "&ancre", acronym="*alias", role="@arobase", text="%YAML 1.2", reason="`code`"),
    partner("accolades", "{a: b}", acronym="[x, y]", role="a, b: c, d", text="| tuyau", reason="> plus grand"),
    partner("croisillons", "C# est #1", role="rue C #12", text="fin de ligne #", reason="clef:", acronym="a : b"),
    partner("emoji", "Fête 🎉 des familles 👩‍👩‍👧‍👦 🇫🇷", role="É̃ combinés, œ, ﬁ, 中文, עברית", acronym="🎈"),
    partner(
        "blancs",
        As("  Trop   d’espaces  ", "Trop   d’espaces"),
        role=As("\tTabulation\tdedans \t", "Tabulation\tdedans"),
    ),
    partner(
        "insecables",
        "Un\u00a0nom ; \u202fet la suite",
        text=As("Une ligne\u00a0\n\u00a0\nune autre  ", "Une ligne\u00a0\n\nune autre"),
    ),
    partner(
        "colle",
        As("Venu\u200e d’un traitement\ufeff de texte", "Venu d’un traitement de texte"),
        text=As("un\r\ndeux\u2028trois", "un\ndeux\ntrois"),
    ),
    partner(
        "paragraphes", "Plusieurs lignes", text="Un.\n\nDeux : deux.\n\n\nTrois.\n- un\n- deux\n\n    du code\n\nFin."
    ),
    partner("en-tetes", "Des tirets", text="---\nname: Faux\n---\n\n# Titre\n\n...\n--- encore", role="--- ou ..."),
    partner("long", "Long " * 39 + "nom.", role=LONG[:599], text=As(LONG, LONG.strip()), reason="x" * 600),
    partner("mot-long", "M" * 200, text="m" * 300 + " " + "n" * 300, role="a  b   c " * 20 + "d"),
    partner(
        "2009-bis",
        "2009",
        founding_date="2009",
        start_date=As("05/2010", "2010-05"),
        end_date=As("1er juin 2011", "2011-06-01"),
    ),
    partner(
        "dates",
        "Dates",
        founding_date=As("mars 1999", "1999-03"),
        start_date=As("26/5/2009", "2009-05-26"),
        end_date="2020-02-29",
    ),
    partner(
        "toutes-lettres",
        "Dates en lettres",
        founding_date=As("3 février 2001", "2001-02-03"),
        start_date=As("2009-5", "2009-05"),
        end_date=As("31.12.2024", "2024-12-31"),
    ),
    partner(
        "nulle-part",
        "Ville de Nulle-Part",
        classification="commune",
        themes=["017", "noeud", "1e3"],
        sources=["carnet", "2009"],
    ),
    partner(
        "classee-no",
        "Classée « no »",
        classification="no",
        signatures=[{"charter": "2009", "date": "2009"}, {"charter": "2016-05"}],
    ),
    partner(
        "listes",
        "Listes",
        offers=[
            {"type": "room", "text": "Une salle : vingt places."},
            {"type": "skill", "text": "- du conseil\n- du vrai"},
            {"type": "other", "text": "no"},
        ],
        seeks=[{"type": "vehicle", "text": LONG[:150].strip()}],
    ),
    partner(
        "coordonnees",
        "Coordonnées",
        website=As("ficelle.example/a?b=c#d", "https://ficelle.example/a?b=c#d"),
        contact_details={
            "email": "contact@ficelle.example",
            "phone": "03 53 01 00 00",
            "address": {"street": "1 bis, rue de l’Église", "postcode": "01000", "locality": "L’Haÿ"},
        },
    ),
    partner(
        "une-coordonnee",
        "Une seule",
        contact_details={"address": {"postcode": As("57 999", "57999")}},
        website="http://é.example:8080/",
    ),
    partner(
        "numeros",
        "Numéros",
        identifiers={
            "siren": As("356 000 000", "356000000"),
            "rna": As("w 012345678", "W012345678"),
            "local_register": {"court": "tribunal judiciaire de Nulle-Part", "volume": "XVII", "folio": "012"},
            "other": [{"scheme": "Registre : autre", "identifier": "007"}, {"scheme": "no", "identifier": "1.50"}],
        },
    ),
    partner("siret", "Établissement", identifiers={"siret": As("356 000 000 00048", "35600000000048")}, draft=True),
    partner(
        "bloc", "Un bloc", text="premier\n  en retrait\n\ten tabulation\ndernier:", role="fini par deux espaces  ."
    ),
]

MEETINGS = [
    meeting(
        "2026-03-12-pleniere",
        As("12/03/2026 18:30", "2026-03-12 18:30"),
        suggested=True,
        end=As("12/03/2026 20h", "2026-03-12 20:00"),
    ),
    meeting(
        "2026-04-01-noeuds",
        As("1er avril 2026 à 9h05", "2026-04-01 09:05"),
        suggested=True,
        classification="commission",
        commission="noeuds",
        public=True,
    ),
    meeting("2026", "2026", status="planned", public=False, citizens=As("0", 0), body="no"),
    meeting(
        "2026-05",
        As("mai 2026", "2026-05"),
        status="cancelled",
        citizens=As("17", 17),
        body="---\n\n# Titre\n\n---\n\nFin",
    ),
    meeting(
        "nulle",
        "2026-06-01",
        classification="commission",
        commission="null",
        present=["017", "1e3", "no"],
        excused=["ficelliers"],
        sources=["2009"],
    ),
    meeting(
        "lieux",
        "2026-06-02",
        place={
            "name": "Salle : « haute »",
            "address": {"street": "no", "locality": "1:30"},
            "access": "Plain-pied # ascenseur",
        },
        timezone="Indian/Reunion",
    ),
    meeting(
        "ordre",
        "2026-06-03",
        title="Titre : « propre »",
        agenda=[
            {"title": "Un : deux"},
            {"title": "null", "text": "~", "partner": "no"},
            {"title": '"Trois"', "partner": "1e3"},
        ],
    ),
    meeting(
        "decisions",
        "2026-06-04",
        decisions=[
            {
                "id": As("", "decisions-1"),
                "text": "Un\n\n- deux\n- trois",
                "result": "adopted",
                "projects": ["pelote"],
                "commissions": ["noeuds", "null"],
            },
            {"id": "un-id-choisi", "text": "no", "result": "postponed"},
        ],
        action_items=[
            {
                "id": As("", "decisions-a1"),
                "text": "Faire",
                "partner": "017",
                "due": As("12/2026", "2026-12"),
                "status": "open",
            }
        ],
        body=LONG.strip(),
    ),
    meeting(
        "approuve",
        "2026-06-05",
        minutes={
            "status": "approved",
            "approved_date": As("2 janvier 2020", "2020-01-02"),
            "approved_at": "2020-01-02-pleniere",
        },
        documents=[
            {"title": "Carte (scan)", "url": As("papiers.example.org/carte", "https://papiers.example.org/carte")}
        ],
        body="## Compte rendu\n\n| a | b |\n|---|:-:|\n| 1 | « 2 » |\n\n```\n---\n```",
    ),
    meeting(
        "projet-de-compte-rendu",
        "2026-06-06",
        minutes={"status": "draft"},
        body=As("\n\n    du code d’abord\n\nfin  \n\n", "    du code d’abord\n\nfin"),
    ),
]

PROJECTS = [
    project("ficelle-cie", "Ficelle & Cie", suggested=True),
    project(
        "etats",
        "États",
        status="spread",
        summary="no",
        need="« On ne sait pas »",
        start_date="2019",
        end_date=As("décembre 2020", "2020-12"),
        commissions=["noeuds"],
        themes=["ficelle"],
    ),
    project(
        "partenaires",
        "Partenaires",
        lead="no",
        supporters=["017", "1e3"],
        partners=[{"partner": "017", "role": "Tient le fil : le bon"}, {"partner": "no"}],
        body="Texte.\n\n> cité",
    ),
    project(
        "etapes",
        "Étapes",
        steps=[
            {"title": "#1", "status": "done", "date": "2019"},
            {"title": "- 2", "text": "deux\nlignes", "status": "current"},
            {"title": "3:"},
        ],
    ),
    project(
        "argent",
        "Argent",
        funding=[
            {"partner": "1e3"},
            {"name": "Une fondation", "text": "1 000 € : 50 %"},
            {"text": "0042", "partner": "no", "name": "'"},
        ],
    ),
    project(
        "resultats",
        "Résultats",
        results=[
            {"indicator": "Mètres : ficelle", "value": "1e3", "date": As("06/2020", "2020-06"), "sources": ["carnet"]},
            {"indicator": "no", "value": "017"},
        ],
        spread=[{"place": "L’Île-d’Yeu", "text": "{}", "sources": ["carnet", "2009"]}],
        sources=["carnet"],
    ),
    project("emoji-et-tirets", "🧶 — – -", summary="🧶\n🧵", body="---"),
    project(
        "long",
        "Un projet",
        summary=LONG[:600].strip(),
        need='\\n \\t \\\\ "',
        body=As(LONG + "\n\n" + LONG, (LONG + "\n\n" + LONG).strip()),
    ),
]

PROPOSALS = [*PARTNERS, *MEETINGS, *PROJECTS]
