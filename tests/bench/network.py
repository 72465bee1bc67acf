"""An invented network of any size, the same for the same size: records as the schemas want them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from random import Random
from typing import Any

from bench import words

Record = dict[str, Any]
KINDS = ("partner", "commission", "meeting", "project")
FOLDERS = {"partner": "partenaires", "commission": "commissions", "meeting": "reunions", "project": "projets"}
"""Where the pages of a kind stand: what the French catalogue makes of it."""
TITLES = {"partner": "Partenaires", "commission": "Commissions", "meeting": "Réunions", "project": "Projets"}
PARTNERS = {"S": 40, "M": 1000, "L": 10000}
BEGIN = date(2018, 1, 9)
TOUCHED = 36
"""Renaming the partner that ``renamed`` chooses should touch about as many pages."""


@dataclass
class Network:
    """``records[kind][id]`` is a record; its Markdown body, if the kind has one, stands under ``body``."""

    name: str
    records: dict[str, dict[str, Record]]

    def edited(self) -> str:
        """The id of the meeting whose minutes the benchmark edits: held, in the middle of the list."""
        held = [id for id, record in self.records["meeting"].items() if record["status"] == "held"]
        return held[len(held) // 2]

    def renamed(self) -> str:
        """The id of the partner that the benchmark renames, the one that most nearly ``TOUCHED`` records name."""
        count = Counter(partner for record in self._others() for partner in set(partners_of(record)))
        return min(self.records["partner"], key=lambda id: (abs(count[id] - TOUCHED), id))

    def naming(self, partner: str) -> tuple[str, str]:
        """(kind, id) of the first commission that lists a partner."""
        return next(
            ("commission", id) for id, record in self.records["commission"].items() if partner in partners_of(record)
        )

    def _others(self) -> Iterable[Record]:
        return (record for kind in KINDS[1:] for record in self.records[kind].values())


def partners_of(value: Any) -> list[str]:
    """The ids of all partners that a record of another kind names."""
    found = []
    if isinstance(value, dict):
        for key, item in value.items():
            if key in ("partner", "lead"):
                found.append(item)
            elif key in ("present", "excused", "supporters"):
                found += item
            else:
                found += partners_of(item)
    elif isinstance(value, list):
        for item in value:
            found += partners_of(item)
    return found


def generate(size: str, seed: int = 1) -> Network:
    """The network of a size: S, M, L, or a number of partners."""
    count = PARTNERS.get(size) or int(size)
    random = Random(f"{seed} {count}")
    partners = dict(_partner(random, name) for name in _names(random, count))
    # One partner in ten is active: it stands on dozens of pages, the others on a few.
    weighted = [id for index, id in enumerate(partners) for _ in range(1 if index % 10 else 8)]
    commissions = _commissions(random, max(2, count // 10), weighted, partners)
    projects = _projects(random, count // 2, weighted, list(commissions))
    meetings = _meetings(random, count, commissions, list(partners), list(projects))
    network = Network(f"Réseau des {count}", {})
    network.records = {"partner": partners, "commission": commissions, "meeting": meetings, "project": projects}
    _write_bodies(random, network)
    return network


def _names(random: Random, count: int) -> list[str]:
    everything = list(product(words.BODIES, words.THINGS, words.PLACES))
    return [f"{body} des {thing} de {place}" for body, thing, place in random.sample(everything, count)]


def _some(random: Random, weighted: list[str], count: int) -> list[str]:
    return list(dict.fromkeys(random.choices(weighted, k=count)))


def _partner(random: Random, name: str) -> tuple[str, Record]:
    id = words.slug(name)
    phone = f"03 53 01 {random.randrange(100):02} {random.randrange(100):02}"
    site = f"{id[:60].strip('-')}.example.org"
    record: Record = {
        "name": name,
        "classification": random.choice(list(words.CLASSIFICATIONS)),
        "role": words.plain(random),
        "themes": sorted(random.sample(sorted(words.THEMES), 2)),
        "founding_date": str(random.randrange(1950, 2009)),
        "start_date": f"{random.randrange(2009, 2017)}-{random.randrange(1, 13):02}",
        "offers": [{"type": random.choice(["skill", "room", "equipment"]), "text": words.plain(random)}],
        "website": f"https://{site}/",
        "contact_details": {"email": f"contact@{site}", "phone": phone},
    }
    return id, record


def _commissions(random: Random, count: int, weighted: list[str], partners: dict[str, Record]) -> dict[str, Record]:
    found: dict[str, Record] = {}
    for domain, place in random.sample(list(product(words.DOMAINS, words.PLACES)), count):
        members = _some(random, weighted, 16)
        entries: list[Record] = [{"partner": partner} for partner in members]
        entries[-1]["role"] = "secrétariat"
        entries[0]["start_date"] = str(int(partners[members[0]]["start_date"][:4]) + 1)
        found[words.slug(f"{domain} {place}")] = {
            "name": f"{domain} – {place}",
            "mission": words.plain(random),
            "order": 1 + len(found) % 999,
            "founding_date": "2017",
            "facilitators": [{"partner": partner} for partner in members[:2]],
            "members": entries,
            "themes": [random.choice(sorted(words.THEMES))],
        }
    return found


def _projects(random: Random, count: int, weighted: list[str], commissions: list[str]) -> dict[str, Record]:
    found = {}
    statuses = ("idea", "study", "pilot", "running", "spread", "ended")
    for act, thing, place in random.sample(list(product(words.ACTS, words.THINGS, words.PLACES)), count):
        name = act.format(thing, place)
        lead, *others = _some(random, weighted, 6)
        steps = [{"title": "Essai", "date": "2019-04", "status": "done"}, {"title": "Bilan", "status": "current"}]
        found[words.slug(name)] = {
            "name": name,
            "status": random.choice(statuses),
            "summary": words.plain(random),
            "need": words.plain(random),
            "start_date": f"{random.randrange(2018, 2024)}-{random.randrange(1, 13):02}",
            "commissions": random.sample(commissions, 2),
            "lead": lead,
            "supporters": others[:2],
            "partners": [{"partner": partner, "role": "prête du matériel"} for partner in (lead, *others[2:])],
            "steps": steps,
            "results": [{"indicator": "Visites", "value": str(random.randrange(900)), "date": "2023"}],
        }
    return found


def _meetings(
    random: Random, count: int, commissions: dict[str, Record], partners: list[str], projects: list[str]
) -> dict[str, Record]:
    """One in twenty is a plenary; the others are those of commissions, of which each has planned its next one."""
    plenaries = count // 20
    series = [("", [BEGIN + timedelta(days=4 * n) for n in range(plenaries)])]
    for index, commission in enumerate(commissions):
        length = (count - plenaries) // len(commissions) + (index < (count - plenaries) % len(commissions))
        first = BEGIN + timedelta(days=index % 60)
        series.append((commission, [first + timedelta(days=200 * n) for n in range(length)]))
    found: dict[str, Record] = {}
    for commission, days in series:
        ids = [f"{day}-{commission or 'pleniere'}" for day in days]
        planned = days[-1].replace(year=2037, day=min(days[-1].day, 28))
        ids[-1] = ids[-1].replace(str(days[-1]), str(planned))
        around = [entry["partner"] for entry in commissions[commission]["members"]] if commission else partners
        for index, id in enumerate(ids):
            following = ids[index + 1] if index + 2 < len(ids) else None
            found[id] = _meeting(random, id, commission, around, projects, following, index + 1 == len(ids))
            found[id]["title"] = f"{index + 1}ᵉ " + (
                f"réunion « {commissions[commission]['name']} »" if commission else "plénière du réseau"
            )
    return dict(sorted(found.items()))


def _meeting(
    random: Random, id: str, commission: str, around: list[str], projects: list[str], following: str | None, last: bool
) -> Record:
    there = random.sample(around, min(len(around) * 2 // 3, 24))
    present, excused = there[: -len(there) // 5], there[-len(there) // 5 :]
    record: Record = {
        "title": "",
        "classification": "commission" if commission else "plenary",
        **({"commission": commission} if commission else {}),
        "status": "planned" if last else "held",
        "start": f"{id[:10]} 18:30",
        "end": f"{id[:10]} 20:15",
        "place": {"name": f"Salle des {random.choice(words.THINGS)}"},
        "public": True,
        "agenda": [
            {"title": words.plain(random)[:90].strip()},
            {"title": "Tour de table", "partner": random.choice(around)},
        ],
    }
    if last:
        return record
    decisions = [
        {
            "id": f"{id[:70]}-{n}",
            "text": words.plain(random),
            "result": "adopted",
            "projects": [random.choice(projects)],
        }
        for n in (1, 2)
    ]
    actions = [
        {
            "id": f"{id[:70]}-a{n}",
            "text": words.plain(random),
            "partner": random.choice(present),
            "due": str(int(id[:4]) + 1),
            "status": random.choice(["open", "done", "done"]),
        }
        for n in (1, 2)
    ]
    minutes = {"status": "approved", "approved_date": id[:10]}
    if following:
        minutes |= {"approved_date": following[:10], "approved_at": following}
    more = {"present": present, "excused": excused, "citizens": random.randrange(40), "decisions": decisions}
    return {**record, **more, "action_items": actions, "minutes": minutes}


def _write_bodies(random: Random, network: Network) -> None:
    records = network.records
    projects, partners = list(records["project"].items()), list(records["partner"].items())

    def links() -> list[str]:
        project, partner = random.choice(projects), random.choice(partners)
        return [
            f"[{project[1]['name']}](/{FOLDERS['project']}/{project[0]}/)",
            f"[{partner[1]['name']}](/{FOLDERS['partner']}/{partner[0]}/)",
        ]

    for record in records["partner"].values():
        record["body"] = words.prose(random, 600, [])
    for kind in ("commission", "project"):
        for record in records[kind].values():
            record["body"] = words.prose(random, 1000, links()[:1])
    for record in records["meeting"].values():
        record["body"] = words.prose(random, 3000, links()) if record["status"] == "held" else ""
