"""How a proposal gets from the form to the network: each forge, the clipboard, a file, a message."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab
from registry.view.edit import FORGES, forge
from support.views import build

from browser.served import Site
from browser.test_form import opened, prepare, spaced
from browser.visits import context

RESULT = """
async ([proposal, forge]) => {
  const address = document.querySelector("link[rel=modulepreload][href*='/result.']").href;
  const { showResult } = await import(address);
  const definition = { ...JSON.parse(document.getElementById("definition").textContent), forge };
  const place = document.getElementById("result");
  showResult(place, { images: [], unchanged: false, ...proposal }, definition, () => {});
  const link = place.querySelector("[data-forge]");
  return [link.href, link.textContent, [...place.querySelectorAll("[data-steps] li")].map((line) => line.textContent)];
}
"""
PATH = "data/partners/fils.yaml"
TEXT = "name: Fils & Cie\nrole: « Été » + 1 # 2\n"


def way(tab: Tab, place: dict, **proposal: str) -> tuple[str, str, list[str]]:
    link, button, steps = tab.evaluate(RESULT, [{"path": PATH, "text": TEXT, **proposal}, place])
    return link, spaced(button), [spaced(step) for step in steps]


@pytest.mark.parametrize("name", FORGES)
def test_a_proposal_goes_to_the_page_of_its_forge(ficelle: str, tab: Tab, tmp_path: Path, name: str) -> None:
    views = build(tmp_path).views
    views.registry.network["repository"] = {"forge": name, "url": "https://forge.example.org/a/b", "branch": "main"}
    place = forge(views)
    assert place
    label = place["label"]
    opened(tab, f"{ficelle}/contribuer/partenaires/")

    link, button, steps = way(tab, place)
    query = parse_qs(urlsplit(link).query)
    assert link.startswith(place["new"] + "?")
    assert query.pop(place["name_parameter"]) == [PATH]
    if place["text_parameter"]:
        assert query.pop(place["text_parameter"]) == [TEXT]
        assert button == f"Ouvrir {label} : la page est déjà remplie"
        assert steps[0] == f"Ouvrez {label} avec le bouton ci-dessous : le nom du fichier et son texte y sont déjà."
        assert not [step for step in steps if "ollez" in step]
    else:
        assert button == f"Copier le texte et ouvrir {label}"
        assert [step for step in steps if step == "Collez le texte dans le nouveau fichier (Ctrl + V)."]
    assert not query

    # So long a text fits in no address: it goes by the clipboard, and the page has the name only.
    link, button, steps = way(tab, place, text="name: " + "é" * 1000 + "\n")
    assert parse_qs(urlsplit(link).query) == {place["name_parameter"]: [PATH]}
    assert button == f"Copier le texte et ouvrir {label}"
    assert [step for step in steps if step == "Collez le texte dans le nouveau fichier (Ctrl + V)."]

    link, button, steps = way(tab, place, old="name: Fils\n")
    assert link == f"https://forge.example.org/a/b/{place['edit'].split('/a/b/')[1]}{PATH}"
    assert button == f"Copier le texte et ouvrir {label}"
    assert [step for step in steps if step.startswith("Dans le fichier, sélectionnez tout le texte (Ctrl + A)")]
    assert len(steps) == 5


def test_an_address_that_is_filled_in_survives_a_sign_in(ficelle: str, tab: Tab) -> None:
    opened(tab, f"{ficelle}/contribuer/partenaires/")
    tab.locator("#f-classification").select_option("association")
    lengths = []
    for size in (300, 600, 900):
        tab.locator("#f-name").fill("Fils")
        tab.locator("#f-text").fill("é" * size)
        prepare(tab)
        link = tab.locator("[data-forge]").get_attribute("href") or ""
        returning = tab.evaluate("(link) => `/login?return_to=${encodeURIComponent(link)}`", link)
        assert len(returning) < 8191
        lengths.append("value=" in link)
    assert lengths == [True, True, False]


def test_one_press_copies_the_text_and_opens_the_forge(ficelle: str, browser: Browser) -> None:
    with context(browser, permissions=["clipboard-read"]) as made:
        made.route(re.compile("forge.example.org"), lambda route: route.fulfill(body="the forge"))
        tab = opened(made.new_page(), f"{ficelle}/contribuer/partenaires/?id=ficelliers")
        tab.locator("#f-role").fill("Fin\nà la ligne")
        prepare(tab)
        text = tab.locator("[data-text]").text_content()
        with made.expect_page() as page:
            tab.get_by_role("link", name="Copier le texte et ouvrir GitHub").click()
        assert page.value.url == "https://forge.example.org/ficelle/site/edit/main/data/partners/ficelliers.yaml"
        page.value.close()
        read = "() => navigator.clipboard.readText()"
        assert (
            tab.evaluate(read)
            == text
            == "name: Ficelliers\nclassification: association\nrole: |-\n  Fin\n  à la ligne\n"
        )
        tab.evaluate("() => getSelection().removeAllRanges()")
        tab.locator("#f-role").fill("")
        prepare(tab)
        tab.get_by_role("button", name="Copier le texte").click()
        expect(tab.locator("#said")).to_have_text("Texte copié")
        assert tab.evaluate(read) == "name: Ficelliers\nclassification: association\n"


def test_where_copying_is_refused_the_text_is_selected_and_the_next_press_opens(ficelle: str, tab: Tab) -> None:
    tab.add_init_script("document.execCommand = () => false")
    tab.context.route(re.compile("forge.example.org"), lambda route: route.fulfill(body="the forge"))
    opened(tab, f"{ficelle}/contribuer/partenaires/?id=ficelliers")
    tab.locator("#f-acronym").fill("F")
    prepare(tab)
    tab.get_by_role("link", name="Copier le texte et ouvrir GitHub").click()
    expect(tab.locator("#said")).to_contain_text("Ctrl + C")
    assert (
        tab.evaluate("() => getSelection().toString()").strip()
        == "name: Ficelliers\nacronym: F\nclassification: association"
    )
    with tab.context.expect_page():
        tab.get_by_role("link", name="Ouvrir GitHub").click()


def test_the_file_can_be_had_and_sent_by_message(ficelle: str, tab: Tab) -> None:
    opened(tab, f"{ficelle}/contribuer/partenaires/")
    tab.locator("#f-classification").select_option("association")
    tab.locator("#f-name").fill("Fils & Cie")
    prepare(tab)
    with tab.expect_download() as download:
        tab.get_by_role("link", name="Télécharger le fichier").click()
    assert download.value.suggested_filename == "fils-cie.yaml"
    text = "name: Fils & Cie\nclassification: association\n"
    assert Path(download.value.path()).read_bytes() == text.encode()
    mail = urlsplit(tab.locator("[data-mail]").get_attribute("href") or "")
    assert (mail.scheme, mail.path) == ("mailto", "contact@ficelle.example.org")
    assert parse_qs(mail.query)["body"] == [f"data/partners/fils-cie.yaml\n\n{text}"]
    tab.locator("#f-text").fill("é" * 3000)
    prepare(tab)
    mail = urlsplit(tab.locator("[data-mail]").get_attribute("href") or "")
    assert "Joignez le fichier fils-cie.yaml" in unquote(mail.query)
    assert len(mail.query) < 1500


def test_a_picture_is_asked_for(ficelle: str, tab: Tab) -> None:
    opened(tab, f"{ficelle}/contribuer/partenaires/?id=ficelliers")
    tab.get_by_role("button", name="Ajouter un logo").click()
    tab.get_by_label("Fichier").fill("ficelliers.png")
    tab.get_by_label("Texte de remplacement").fill("Une pelote")
    prepare(tab)
    expect(tab.locator("[data-steps]")).to_contain_text("ficelliers.png")


def test_a_network_without_a_forge_or_an_address_says_whom_to_send_it_to(utopia: Site, tab: Tab) -> None:
    opened(tab, f"{utopia.served}/contribuer/partenaires/?id=hopital")
    tab.locator("#f-acronym").fill("H")
    prepare(tab)
    expect(tab.locator("[data-forge]")).to_be_hidden()
    steps = tab.locator("[data-steps] li").all_inner_texts()
    assert steps[:2] == ["Téléchargez le fichier, ou copiez son texte.", "Envoyez-le à la coordination du réseau."]
    link = tab.locator("#result").get_by_role("link", name="CCAS de Thionville")
    assert link.get_attribute("href") == "/partenaires/ccas-de-thionville/"
