"""A small network to propose records to: ids that YAML is known to misread, one record of each kind, no example."""

from __future__ import annotations

FILES: dict[str, str | bytes] = {
    "data/network.yaml": """\
name: Réseau des Bouts de Ficelle
language: fr
place: {name: Nulle-Part, country: FR, timezone: Europe/Paris}
site_url: https://ficelle.example.org
repository: {forge: github, url: https://forge.example.org/ficelle/site, branch: main}
contact: {email: contact@ficelle.example.org}
classifications:
  - {id: association, name: association, plural: Associations}
  - {id: "no", name: nœud officiel, plural: Nœuds officiels}
  - {id: commune, name: commune, plural: Communes}
themes:
  - {id: "017", name: les dix-sept}
  - {id: ficelle, name: ficelle}
  - {id: noeud, name: nœud}
  - {id: "1e3", name: mille}
sources:
  - {id: carnet, name: Le Carnet, short_name: Carnet}
  - {id: "2009", name: L’Almanach, short_name: Almanach}
legal_notice:
  publisher: Réseau des Bouts de Ficelle
  seat: 1, rue du Nœud, Nulle-Part
  phone: 03 53 01 00 00
  director: La présidence du réseau
  host: {name: Hébergeur imaginaire, address: "2, rue du Nœud, Nulle-Part", phone: 03 53 01 00 01}
""",
    "data/partners/no.yaml": "name: Non\nclassification: association\n",
    "data/partners/017.yaml": "name: Les Dix-Sept\nclassification: association\n",
    "data/partners/1e3.yaml": "name: Mille Ficelles\nclassification: commune\n",
    "data/partners/ficelliers.yaml": "name: Ficelliers\nclassification: association\n",
    "content/charter/2009.md": "---\ntitle: Charte\ndate: 2009\nextent: complete\n---\n",
    "content/charter/2016-05.md": "---\ntitle: Charte revue\ndate: 2016-05\nextent: complete\n---\n",
    "content/commissions/null.md": "---\nname: Nulle\nmission: Ne fait rien.\n---\n",
    "content/commissions/noeuds.md": "---\nname: Nœuds\nmission: Les fait.\n---\n",
    "content/projects/pelote.md": "---\nname: Pelote\nstatus: idea\nsummary: Une pelote.\n---\n",
    "content/meetings/2020-01-02-pleniere.md": "---\nclassification: plenary\nstatus: held\nstart: 2020-01-02\n---\n",
}
