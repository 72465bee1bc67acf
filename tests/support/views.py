"""A small network with something of everything, as views."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from registry.build import Build
from registry.project import Project

from support.trees import NETWORK, make_site

LISTS = """\
founding_date: 2015
figures: [{id: f, value: 4, qualifier: more_than, label: clubs, counts: partner, sources: [s]}]
milestones: [{date: 2016-05, text: The first kettle., sources: [s]}]
themes: [{id: tea, name: Tea}, {id: fog, name: Fog}]
sources: [{id: s, name: The Harbour Gazette, short_name: Gazette}]
"""
FILES: dict[str, str | bytes] = {
    "data/network.yaml": NETWORK.replace("Clubs}", "Clubs}\n  - {id: school, name: school, plural: Schools}") + LISTS,
    "data/partners/club.yaml": """\
name: Harbour Club
classification: club
themes: [tea]
start_date: 2015
signatures: [{charter: 2020, date: 2020-06}]
""",
    "data/partners/school.yaml": "name: Élan School\nclassification: school\nrole: Teaches.\nstart_date: 2016-01-02\n",
    "data/partners/gone.yaml": "name: Gone Club\nclassification: club\nstart_date: 2015\nend_date: 2018\n",
    "data/partners/zebedee.yaml": "name: Zebedee\nclassification: club\nexample: true\n",
    "data/glossary.yaml": "terms: [{term: TLC, expansion: Tea and Lamp Club}, {term: ABC, expansion: A Big Cup}]\n",
    "data/redirects.yaml": "redirects: [{from: /old/, to: /older/}, {from: /older/, to: /partners/club/}]\n",
    "content/charter/2020.md": """\
---
title: Charter
date: 2020
extent: complete
sections: [{id: aims, title: Aims, text: Tea for all.}]
---
""",
    "content/charter/2016.md": "---\ntitle: First charter\ndate: 2016\nextent: excerpt\n---\n",
    "content/commissions/fog.md": """\
---
name: Fog
mission: Sees far.
order: 1
founding_date: 2016
facilitators: [{partner: school}, {partner: club, end_date: 2017}]
members: [{partner: club, role: lamp}, {partner: gone, start_date: 2016, end_date: 2018}]
---
""",
    "content/commissions/over.md": "---\nname: Over\nend_date: 2017\n---\n",
    "content/meetings/a.md": """\
---
classification: plenary
status: held
start: 2020-03-01 18:30
present: [club]
excused: [school]
decisions:
  - {id: d-1, text: Buy *tea*., result: adopted, projects: [kettle], commissions: [fog]}
action_items:
  - {id: a-1, text: Boil., partner: club, due: 2020-05, status: open}
  - {id: a-2, text: Pour., partner: school, status: done}
minutes: {status: approved, approved_date: 2020-04}
---
Text.
""",
    "content/meetings/b.md": """\
---
classification: commission
commission: fog
status: held
start: 2021-02
decisions: [{id: d-2, text: Less fog., result: rejected}]
---
""",
    "content/meetings/c.md": "---\nclassification: plenary\nstatus: planned\nstart: 2050-01-01\n---\n",
    "content/meetings/d.md": """\
---
classification: commission
commission: fog
status: planned
start: 2049-01-01
---
""",
    "content/projects/kettle.md": """\
---
name: Kettle
status: running
summary: Warm.
lead: club
supporters: [school]
commissions: [fog]
partners: [{partner: school, role: pours}]
funding: [{partner: club}]
---
""",
    "content/projects/idea.md": "---\nname: An idea\nstatus: idea\nsummary: Cold.\n---\n",
    "content/news/one.md": "---\ntitle: One\ndate: 2019\nprojects: [kettle]\n---\n",
    "content/news/two.md": "---\ntitle: Two\ndate: 2020-02\n---\n## Tea\n\nMore.\n",
    "content/pages/about.md": "---\ntitle: About\nmenu: main\n---\n",
    "content/pages/intro.md": "---\ntitle: Our partners\nsection: partners\nsummary: Who we are.\n---\nAll *here*.\n",
}


def build(
    folder: Path, more: Mapping[str, str | bytes] | None = None, *, publish: bool = False, documents: bool = False
) -> Build:
    """A build of the network, with some files more or other; it must be without a problem."""
    found = Build(make_site(folder, {**FILES, **(more or {})}), Project(), publish=publish, documents=documents)
    assert found.checked.problems == []
    return found
