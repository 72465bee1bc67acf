"""One change in a form is one change in the file: comments, order, quotes and layout of all else stay."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page as Tab
from support.sites import BuiltSites
from support.trees import make_site

from browser.form_driver import Job, propose
from browser.form_network import FILES

PARTNER = """\
# Au-dessus de tout.

name: 'Ficelles d''Or'   # le nom
# le type
classification: "association"
text: |
  Un.

  Deux.
themes: [ficelle, noeud] # deux thèmes
role: >-
  Elle tient
  le fil.

# Ce qu’elle offre.
offers:
  # la salle
  - type: room
    text: Une salle
  # le conseil
  - {type: skill, text: "Du conseil"}
  - text: à l’envers   # d’abord le texte
    type: other
contact_details:
  phone: 03 53 01 00 00 # l’accueil
  address: {street: "1, rue du Nœud", locality: Nulle-Part}
# signatures:
#   - charter: 2009
start_date: 2010
# À la fin."""
MEETING = """\
---
# Une réunion.
classification: plenary
status: held
start: '2026-01-02'   # un vendredi
decisions:

- id: fil-1
  # la première
  text: |-
    Couper.
  result: adopted
- {id: fil-2, text: Nouer., result: rejected}
---

Texte.


Fin.
"""
NAMES = {"ficelles": "data/partners/ficelles.yaml", "fil": "content/meetings/fil.md"}


class Change(NamedTuple):
    """What is done in the form of a record, and the lines of its file that go and come, each with - or +."""

    id: str
    job: Job
    lines: str


OFFER = "[data-field=offers] > [data-items] > :nth-child({}) "
CHANGES = [
    Change("ficelles", {"set": {"#f-name": "Ficelles d’argent"}}, """\
-name: 'Ficelles d''Or'   # le nom
+name: Ficelles d’argent   # le nom
"""),
    Change("ficelles", {"values": {"classification": "commune"}}, """\
-classification: "association"
+classification: commune
"""),
    Change("ficelles", {"set": {"#f-contact_details-phone": "03.53.01.00.99"}}, """\
-  phone: 03 53 01 00 00 # l’accueil
+  phone: "03.53.01.00.99" # l’accueil
"""),
    Change("ficelles", {"values": {"contact_details": {"email": "contact@ficelles.example"}}}, """\
+  email: contact@ficelles.example
"""),
    Change("ficelles", {"set": {"#f-contact_details-address-postcode": "01000"}}, """\
-  address: {street: "1, rue du Nœud", locality: Nulle-Part}
+  address: {street: "1, rue du Nœud", postcode: "01000", locality: Nulle-Part}
"""),
    Change("ficelles", {"set": {"#f-contact_details-phone": ""}}, """\
-  phone: 03 53 01 00 00 # l’accueil
"""),
    Change("ficelles", {"values": {"themes": ["ficelle"]}}, """\
-themes: [ficelle, noeud] # deux thèmes
+themes: [noeud] # deux thèmes
"""),
    Change("ficelles", {"set": {"#f-text": "Un.\n\nTrois."}}, """\
-text: |
+text: |-
-  Deux.
+  Trois.
"""),
    Change("ficelles", {"set": {"#f-role": ""}}, """\
-role: >-
-  Elle tient
-  le fil.
"""),
    Change("ficelles", {"set": {"#f-start_date": "03/2011"}}, """\
-start_date: 2010
+start_date: 2011-03
"""),
    Change("ficelles", {"values": {"signatures": {"charter": "2009"}}}, """\
+signatures:
+  - charter: 2009
"""),
    Change("ficelles", {"press": [OFFER.format(2) + "[data-remove]"]}, """\
-  # le conseil
-  - {type: skill, text: "Du conseil"}
"""),
    Change("ficelles", {"set": {OFFER.format(3) + "textarea": "À l’endroit"}}, """\
-  - text: à l’envers   # d’abord le texte
+  - text: À l’endroit   # d’abord le texte
"""),
    Change("ficelles", {"values": {"offers": {"type": "room", "text": "Une autre : grande"}}}, """\
+  - type: room
+    text: "Une autre : grande"
"""),
    Change("ficelles", {"values": {"draft": True}}, """\
+draft: true
"""),
    Change("fil", {"set": {"#f-start": "02/01/2026 18h30"}}, """\
-start: '2026-01-02'   # un vendredi
+start: 2026-01-02 18:30   # un vendredi
"""),
    Change("fil", {"values": {"citizens": "12"}}, """\
+citizens: 12
"""),
    Change("fil", {"set": {"[data-field=decisions] textarea": "Couper.\nNouer."}}, """\
+    Nouer.
"""),
    Change("fil", {"press": ["[data-field=decisions] [data-item]:nth-child(2) [value=adopted]"]}, """\
-- {id: fil-2, text: Nouer., result: rejected}
+- {id: fil-2, text: Nouer., result: adopted}
"""),
    Change("fil", {"body": "Texte.\n\n\nSuite."}, """\
-Fin.
+Suite.
"""),
]  # fmt: skip


def changed(before: str, after: str) -> str:
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return "".join(f"{line[0]}{line[2:]}\n" for line in lines if line[0] in "+-")


def test_one_change_in_the_form_is_one_in_the_file(
    built_site: BuiltSites, tmp_path: Path, serve_folder: Callable[[Path], str], tab: Tab
) -> None:
    texts = {"ficelles": PARTNER, "fil": MEETING}
    site = make_site(tmp_path / "site", {**FILES, **{NAMES[id_]: text for id_, text in texts.items()}}, network=None)
    served = serve_folder(built_site(site))
    words = {"ficelles": "partenaires", "fil": "reunions"}
    jobs = [{"url": f"{served}/contribuer/{words[one.id]}/?id={one.id}", **one.job} for one in CHANGES]
    for one, found in zip(CHANGES, propose(tab, served, jobs), strict=True):
        assert found.errors == [], one
        assert sorted(changed(texts[one.id], found.text or "").splitlines()) == sorted(one.lines.splitlines()), one
        assert found.text and found.text.splitlines()[:2] == texts[one.id].splitlines()[:2]
