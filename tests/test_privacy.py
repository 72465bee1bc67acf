"""Data of persons is found where it stands, and ordinary minutes are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from registry.i18n import load_catalogue
from registry.load.document import Document
from registry.problem import Problem
from registry.report.as_text import as_text
from registry.validate.check import check
from registry.validate.privacy.rule import Privacy
from support.sites import ROOT
from support.small import small_site

READERS = {
    language: Privacy(country, load_catalogue(ROOT / "theme/locale", language))
    for language, country in (("fr", "FR"), ("en", "GB"))
}

PERSONAL = {
    "fr": [
        ("D001", "Mme Exemple présente le bilan."),
        ("D001", "Présents : M. Modèle, Mme de La Fiction-Neuve."),
        ("D001", "La parole est donnée à Monsieur\nModèle."),
        ("D001", "M. Le Fictif ouvre la séance."),
        ("D001", "Mlle D’Exemple et le Dr Modèle ont répondu."),
        ("D001", "MM. MODÈLE et EXEMPLE sont excusés."),
        ("D001", "Contact : Mr Exemple"),
        ("D001", "Madame la présidente Exemple ouvre la séance."),
        ("D001", "Monsieur le maire\nModèle et le sous-préfet."),
        ("D001", "M. l’adjoint Modèle est excusé."),
        ("D001", "Le docteur Modèle a répondu."),
        ("D001", "Me Modèle a relu la convention."),
        ("D002", "Appeler le 06 39 98 12 34 après 18 h."),
        ("D002", "Appeler le 06.39.98.12.34."),
        ("D002", "tél:0639981234"),
        ("D002", "07-56-78-12-34"),
        ("D002", "+33 6 39 98 12 34"),
        ("D002", "+33 (0)6 39 98 12 34"),
        ("D002", "0033639981234"),
        ("D002", "Au Luxembourg : +352 621 123 456"),
        ("D002", "En Allemagne : +49 151 23456789"),
        ("D003", "Inscription : jeanne.exemple@gmail.com"),
        ("D003", "Écrire à modele57@orange.fr."),
        ("D003", "[écrire](mailto:J.Modele@Hotmail.fr)"),
        ("D004", "Les clés sont chez le trésorier, qui habite 3 rue du Moulin."),
        ("D004", "Elle demeurant au 12 bis, avenue des Tilleuls"),
        ("D004", "Envoyer à l’adresse personnelle : 4 allée des Roses"),
        ("D005", "Date de naissance : 12/03/1980"),
        ("D005", "L’intéressée (née le 12.03.1980) est suivie."),
        ("D005", "né le 12-03-1980 à Metz"),
        ("D005", "Né(e) le 3 mars 1980"),
        ("D006", "Sécurité sociale : 2 95 10 99 126 111 93"),
        ("D006", "295109912611193"),
        ("D007", "Virement : FR14 2004 1010 0505 0001 3M02 606."),
        ("D007", "IBAN FR1420041010050500013M02606 ouvert en mars"),
    ],
    "en": [
        ("D001", "Mrs Sample presents the accounts."),
        ("D001", "Thanks to Dr. van Sample and others."),
        ("D002", "Call 07400 123456 after six."),
        ("D002", "Call +44 7400 123456."),
        ("D003", "Write to a.sample@yahoo.co.uk"),
        ("D004", "Keys: the treasurer, who lives at 3 Mill Lane."),
        ("D005", "Date of birth: 12 March 1980"),
        ("D005", "DOB 12/03/1980"),
        ("D007", "Pay to GB82 WEST 1234 5698 7654 32"),
    ],
}  # fmt: skip

DISGUISED = [
    ("D001", "M.\u2009Modèle"), ("D001", "M.&nbsp;Modèle"), ("D001", "M\u200b. Mo\u00addèle"),
    ("D001", "M. **Modèle**"),
    ("D001", "Mme *Jeanne Exemple*"), ("D001", "Mme [Exemple](/x/)"), ("D001", "M. E\u0301xemple"),
    ("D001", "M . Modèle"),
    ("D001", "M." + " " * 30 + "Modèle"), ("D001", "Ｍ. Modèle"), ("D001", "M. « Modèle »"), ("D001", "MME EXEMPLE"),
    ("D001", "M. J.-P. Modèle"), ("D001", "M. J.Modèle"), ("D001", "M. J. MODÈLE"),
    ("D002", "０６ ３９ ９８ １２ ３４"), ("D002", "06\u200d39\u200d98\u200d12\u200d34"), ("D002", "٠٦ ٣٩ ٩٨ ١٢ ٣٤"),
    ("D002", "06 39\n98 12 34"), ("D002", "> 06 39 98\n> 12 34"), ("D002", "06  39  98  12  34"),
    ("D002", "06.39 98-12 34"), ("D002", "06\u200939\u200998\u200912\u200934"), ("D002", "06‑39‑98‑12‑34"),
    ("D002", "06–39–98–12–34"), ("D002", "06\t39\t98\t12\t34"), ("D002", "0&#54; 39&#x20;98 12 34"),
    ("D002", "06\\.39\\.98\\.12\\.34"), ("D002", "06 **39** 98 `12` 34"), ("D002", '"06 39 98 12 \\x33\\u0034"'),
    ("D002", "06\u316439 98 12 34"), ("D002", "06_39_98_12_34"),
    ("D003", "jeanne.exemple @ gmail.com"), ("D003", "jeanne.exemple (at) gmail.com"),
    ("D003", "jeanne.exemple[at]gmail(point)com"), ("D003", "jeanne.exemple arobase gmail point com"),
    ("D003", "jeanne.exemple＠gmail．com"), ("D003", "jeanne.exemple&#64;gmail.com"),
    ("D003", "j.exemple@\u200bgmail.com"),
    ("D003", "[x](mailto:jeanne.exemple%40gmail.com)"), ("D003", "jeanne.exemple@**gmail**\\.com"),
    ("D007", "ＦＲ14 2004 1010 0505 0001 3M02 606"), ("D007", "FR14.2004.1010.0505\n0001 3M02 606"),
]  # fmt: skip

ORDINARY = {
    "fr": """\
M. le maire ouvre la séance à 18 h 30, le 06-12-2026.
Mme la présidente remercie M. Le Maire et Mme La Présidente.
M. le maire de Nulle-Part et Mme la présidente du réseau remercient le Maître d’Ouvrage. Me voici.
Madame, Monsieur, mesdames et messieurs,
Mme D. Elle demande une place pour sa fille. M. X. et Mme Y. sont d’accord.
La réunion se tient au 12 rue du Docteur Exemple, à l’école Madame de Fiction.
Rendez-vous rue Mme de Fiction, puis au lycée Mme-de-Fiction.
L’association est née le 26 mai 2009. Utopia, née le 26 mai 2009 à Thionville, compte 27 signataires.
L’association est domiciliée 3 rue du Moulin, à la Maison des associations.
Le collectif, né le 3 mars 1945, a son siège 4 place du Marché.
Accueil : 03 53 01 12 34, +33 3 53 01 12 34, fax 03.53.01.12.35. Numéro vert : 0 800 123 456, 39 19, 115.
SIREN 732 829 320, SIRET 732 829 320 00074, SIRET 73282932000074, RNA W571234567.
Écrire à contact@exemple.org, a.modele@ville-imaginaire.fr ou asso.nuages@gmail.com.
Budget : 12 500 €, puis 1 250 000 €, soit 06 % de plus. Dossier n° 2026-03-12-0001, délibération 2026/06/12/003.
Volume 12, folio 345. Code postal 57100. Le 06/12/2026 à 18:30, du 06 au 12, de 07:30 à 08:45.
Les ateliers ont lieu les 06, 07, 08, 09 et 10 juin 2026 ; tableau : 06 12 | 07 15 | 08 20.
La difficulté réside dans le transport : 3 bus par heure. 120 habitants, 45 familles, 3 route barrée.
Une personne habitant le quartier propose un jardin. Chaque famille à son domicile, ou chez elle, choisit.
Référence FR2026 ABCD 1234 5678 9012, lot 123456789012345, https://exemple.org/doc/0639981234.pdf
« Monsieur Tout-le-Monde » peut venir. Le mot Mme s’écrit sans point. 10 M. d’euros.
Le Dr est absent. La MJC, l’EHPAD et l’U.T.O.P.I.A.M. Thionville.
Les plans sont aux formats A4 et A3 ; ISBN 978-2-1234-5680-3 ; 49.3578, 6.1683 ; @mon-association.
Le 07 12 2024 à 15 h, 07/03, 14/03 et 21/03 ; 07 12 34 habitants. Écrire à contact (at) gmail.com.
Chez orange.fr, le point com ; à 100 %25, 50 % ; *06* **12** 2024.
Adopté à 12 voix pour, 3 contre, 1 abstention. Prochaine réunion le jeudi 12 mars 2026 à 18 h 30.
""",
    "en": """\
Mr Mayor, Madam Chair, ladies and gentlemen,
The network was born on 26 May 2009; the club, born in 1998, has its seat at 12 Harbour Street.
Switchboard: 020 7946 0123, +44 20 7946 0123. Emergency: 112, 999. Reference 2026-06-12-0001.
Write to office@example.org, info.harbour@gmail.com or sample@harbour.example.
Mrs B. It was agreed that Mr C. would be heard. Ms Chair closes.
The meeting is at Mr Fiction Hall? No: at the school Dr Fiction, 3 Mill Lane.
Residents live at 12 sites; those living at home come by bus. Charity 1234567, company 01234567.
On 07/06/2026 at 18:30, from 07 to 09; minutes 07 08 09 were approved.
""".replace("at Mr Fiction Hall? No: ", ""),
}  # fmt: skip


@pytest.mark.parametrize(("code", "text"), DISGUISED)
def test_what_readers_can_read_is_found_however_it_is_written(code: str, text: str) -> None:
    assert set(codes(text)) == {code}


def test_two_numbers_on_two_lines_are_two(tmp_path: Path) -> None:
    assert codes("06 39 98 12 34\n07 56 78 12 34") == ["D002", "D002"]
    assert codes("le 07 12 2024\n15 personnes, 06\n07 ou 08") == []


def test_what_is_disguised_has_its_place() -> None:
    text = "Té\u00adl&nbsp;: **ici**\nou bien &eacute; **０６** 39 98 12 34."
    document = Document("content/news/x.md", "news", "x", header="title: x", header_line=2, body=text, body_line=4)
    (found,) = READERS["fr"].check(document)
    assert (found.line, found.column) == (5, 20)


def codes(text: str, language: str = "fr") -> list[str]:
    document = Document("content/news/x.md", "news", "x", header="title: x", header_line=2, body=text, body_line=4)
    return [finding.code for finding in READERS[language].check(document)]


@pytest.mark.parametrize(
    ("language", "code", "text"), [(language, *case) for language, cases in PERSONAL.items() for case in cases]
)
def test_what_is_a_persons_is_found(language: str, code: str, text: str) -> None:
    assert set(codes(text, language)) == {code}


@pytest.mark.parametrize(
    ("language", "line"), [(language, line) for language, text in ORDINARY.items() for line in text.splitlines()]
)
def test_ordinary_sentences_are_left_alone(language: str, line: str) -> None:
    assert codes(line, language) == []


def test_an_address_or_a_birth_behind_a_name_is_that_persons() -> None:
    assert codes("Mme Exemple, 3 rue du Moulin") == ["D001", "D004"]
    assert codes("Mme Exemple, née le 3 mars 1980") == ["D001", "D005"]
    assert codes("Mme Exemple est là.\n\nRendez-vous 3 rue du Moulin") == ["D001"]


def test_an_organisations_own_address_at_a_provider_is_its_own() -> None:
    def told(email: str) -> list[str]:
        header = f"name: Amis des Nuages\ncontact_details:\n  email: {email}\n"
        document = Document("p.yaml", "partner", "amis-des-nuages", header=header, data={"name": "Amis des Nuages"})
        return [finding.code for finding in READERS["fr"].check(document)]

    assert told("amisdesnuages57@gmail.com") == []
    assert told("exemple@gmail.com") == ["D003"]


def problems(root: Path) -> list[Problem]:
    """Those of the check, but for what a publication lacks."""
    return [problem for problem in check(root).problems if problem.code[0] != "P"]


PARTNER = "name: Nuages\nclassification: association\n"


def test_each_is_told_at_its_place_in_values_remarks_and_texts_and_not_repeated(tmp_path: Path) -> None:
    news = "---\ntitle: Une nouvelle\ndate: 2030-01-01\n---\nBonjour.\n\n- Voir Mme Exemple, au 06 39 98 12 34.\n"
    partner = PARTNER + "# demander à Mme Exemple\ntext: >-\n  Ouvert le lundi ;\n  appeler le 06 39\n"
    partner = partner.replace("06 39\n", "06 39 98 12 34 le soir.\n")
    root = small_site(tmp_path, {"data/partners/nuages.yaml": partner, "content/news/n.md": news})
    checked, found = check(root), problems(root)
    assert [(it.path, it.line, it.column, it.code, it.severity) for it in found] == [
        ("content/news/n.md", 7, 8, "D001", "error"),
        ("content/news/n.md", 7, 24, "D002", "error"),
        ("data/partners/nuages.yaml", 3, 14, "D001", "error"),
        ("data/partners/nuages.yaml", 6, 14, "D002", "error"),
    ]
    told = as_text(checked.problems, checked.catalogue, root) + repr(checked.problems)
    assert "xemple" not in told
    assert "98 12" not in told


def test_the_network_chooses_what_may_wait(tmp_path: Path) -> None:
    files = {"data/partners/nuages.yaml": PARTNER + "role: Mme Exemple, 06 39 98 12 34\n"}
    root = small_site(tmp_path, files, more="privacy:\n  phone: warning\n")
    assert [(it.code, it.severity) for it in problems(root)] == [("D001", "error"), ("D002", "warning")]
    root = small_site(tmp_path, files, more="privacy:\n  phone: never\n")
    assert [it.code for it in problems(root) if it.path.endswith("network.yaml")] == ["S004"]


def test_a_consent_covers_one_person_and_only_what_it_names(tmp_path: Path) -> None:
    consent = "consents:\n  - {date: 2030-01-05, scope: [name, phone]}\n"

    def told(role: str, consents: str = consent) -> list[str]:
        root = small_site(tmp_path, {"data/partners/nuages.yaml": f"{PARTNER}role: {role}\n{consents}"})
        return [problem.code for problem in problems(root)]

    assert told("Mme Exemple, 06 39 98 12 34") == []
    assert told("Mme Exemple, Mme Jeanne Exemple, 06 39 98 12 34 ou 0639981234") == []
    assert told("Mme Exemple et M. Modèle, 06 39 98 12 34") == ["D001"]
    assert told("Mme Exemple et M. Modèle", consent + "  - {date: 2030-01, scope: [name]}\n") == []
    assert told("Mme Exemple, exemple@gmail.com") == ["D003"]
    assert told("Mme Exemple", "consents:\n  - {date: 2030-01-05}\n") == ["D001", "S002"]


def test_no_consent_allows_a_social_security_number(tmp_path: Path) -> None:
    consents = "consents: [{date: 2030, scope: [national_number]}]\n"
    files = {"data/partners/nuages.yaml": f"{PARTNER}role: 2 95 10 99 126 111 93\n{consents}"}
    assert [it.code for it in problems(small_site(tmp_path, files))] == ["D006", "S004"]
