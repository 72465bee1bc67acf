"""Forms as people meet them: mistakes, lists, the keyboard, the proposal, and what was typed but not sent."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, expect
from playwright.sync_api import Page as Tab

from browser import axe
from browser.served import Site
from browser.told import told
from browser.visits import context, listen, script

PREPARE = "Préparer ma proposition"


def opened(tab: Tab, address: str) -> Tab:
    """The tab, with a form that is ready."""
    tab.emulate_media(reduced_motion="reduce")  # or every click waits until the page has come to rest
    tab.goto(address)
    tab.locator("#form[data-ready]").wait_for()
    return tab


def prepare(tab: Tab) -> None:
    tab.get_by_role("button", name=PREPARE).click()


def errors(tab: Tab) -> list[str]:
    return tab.locator("#errors a").all_inner_texts()


def spaced(text: str) -> str:
    """With plain blanks, to compare."""
    return re.sub(r"[\u00a0\u202f]", " ", text)


def entry(tab: Tab, field: str, place: int) -> Locator:
    return tab.locator(f"[data-field={field}] > [data-items] > :nth-child({place})")


MISTAKES = {
    "f-classification-plenary": "Faites un choix pour « Sorte de réunion ».",
    "f-start": "Remplissez « Début ».",
    "f-end": "« 2026-13 » n’est ni une date, ni un jour avec une heure. "
    "Écrivez un jour qui existe, et l’heure si vous la connaissez : 12/03/2026 18:30.",
    "f-citizens": "« Nombre de citoyens » doit être un nombre entier ; « douze » n’en est pas un. "
    "Écrivez seulement des chiffres : 27.",
    "f-decisions-n1-result-adopted": "Décision 1 – Faites un choix pour « Résultat ».",
    "f-documents-n2-url": "Document 1 – « javascript:alert(1) » n’est pas une adresse web complète. "
    "Copiez l’adresse telle que le navigateur la montre : elle commence par https:// ou http://.",
}
"""By the id of what is to be filled in: what is told, without what the form makes up by itself."""


def make_mistakes(tab: Tab) -> None:
    """In an empty form for a meeting."""
    tab.get_by_label("Prévue").check()
    tab.locator("#f-end").fill("2026-13")
    tab.locator("#f-citizens").fill("douze")
    tab.get_by_role("button", name="Ajouter une décision").click()
    entry(tab, "decisions", 1).get_by_label("Texte").fill("Couper.")
    tab.get_by_role("button", name="Ajouter un document").click()
    entry(tab, "documents", 1).get_by_label("Titre").fill("Carte")
    entry(tab, "documents", 1).get_by_label("Adresse").fill("javascript:alert(1)")
    prepare(tab)


def described(tab: Tab, id_: str) -> str:
    """What a screen reader adds to the name of a field, or of its group."""
    return spaced(
        tab.locator(f"#{id_}").evaluate(
            """(node) => ((node.closest("[role=radiogroup]") ?? node).getAttribute("aria-describedby") ?? "")
            .split(" ").map((id) => document.getElementById(id)?.textContent).join(" ")"""
        )
    )


def test_mistakes_are_told_beside_their_field_and_in_a_summary_that_takes_the_focus(ficelle: str, tab: Tab) -> None:
    opened(tab, f"{ficelle}/contribuer/reunions/")
    title = tab.title()
    make_mistakes(tab)
    expect(tab.locator("#errors")).to_be_focused()
    expect(tab.locator("#errors")).to_be_in_viewport()
    expect(tab.locator("#result")).to_be_hidden()
    assert tab.title() == f"Erreur\u00a0: {title}"
    assert [spaced(text) for text in errors(tab)] == list(MISTAKES.values())
    for link, (id_, text) in zip(tab.locator("#errors a").all(), MISTAKES.items(), strict=True):
        link.click()
        expect(tab.locator(f"#{id_}")).to_be_focused()
        expect(tab.locator(f"#{id_}")).to_be_in_viewport()
        assert f"Erreur : {text.rpartition(' 1 – ')[2]}" in described(tab, id_)
    assert tab.locator("[aria-invalid=true]").count() == len(MISTAKES)


def test_what_is_mended_is_marked_and_nothing_moves(ficelle: str, tab: Tab) -> None:
    opened(tab, f"{ficelle}/contribuer/reunions/")
    title = tab.title()
    make_mistakes(tab)
    field = tab.locator("#f-citizens")
    place = "(node) => [node.getBoundingClientRect().x, node.getBoundingClientRect().y + scrollY]"
    before = field.evaluate(place)
    field.fill("12")
    assert field.evaluate(place) == before
    assert field.get_attribute("aria-invalid") is None
    expect(tab.locator("#errors li", has_text="douze")).to_contain_text("(corrigé)", use_inner_text=True)
    expect(tab.locator("#errors li", has_text="2026-13")).not_to_contain_text("(corrigé)", use_inner_text=True)
    field.fill("douze")
    expect(tab.locator("#errors li", has_text="douze")).not_to_contain_text("(corrigé)", use_inner_text=True)
    field.fill("12")
    tab.get_by_label("Plénière").check()
    tab.locator("#f-start").fill("12/03/2026")
    tab.locator("#f-end").fill("12/03/2026 20h")
    entry(tab, "decisions", 1).get_by_label("Adoptée").check()
    entry(tab, "documents", 1).get_by_label("Adresse").fill("papiers.example.org")
    assert tab.title() == title
    prepare(tab)
    expect(tab.locator("#errors")).to_be_hidden()
    expect(tab.locator("#result")).to_be_focused()
    expect(tab.locator("#result h2")).to_be_in_viewport()
    assert tab.locator("[aria-invalid=true], .error").count() == 0
    expect(tab.locator("#result [data-path]")).to_have_text("content/meetings/2026-03-12-pleniere.md")


def test_an_address_that_is_taken_or_cannot_be_made_up_is_asked_for(ficelle: str, tab: Tab) -> None:
    opened(tab, f"{ficelle}/contribuer/partenaires/")
    tab.locator("#f-classification").select_option("association")
    address = tab.locator("#f-id")
    for name, told_of in {
        "Ficelliers": "Une fiche a déjà cette adresse",
        "中文": "Remplissez « Adresse de la page »",
    }.items():
        tab.locator("#f-name").fill(name)
        prepare(tab)
        assert spaced(errors(tab)[0]).startswith(told_of)
    address.fill("Été")
    prepare(tab)
    assert "minuscules" in errors(tab)[0]
    address.fill("zhongwen")
    prepare(tab)
    expect(tab.locator("#result [data-path]")).to_have_text("data/partners/zhongwen.yaml")
    tab.locator("#f-name").fill("Un autre nom")
    expect(address).to_have_value("zhongwen")


def test_a_proposal_stays_when_a_field_is_left_and_goes_when_one_changes(ficelle: str, tab: Tab) -> None:
    opened(tab, f"{ficelle}/contribuer/partenaires/?id=ficelliers")
    name = tab.locator("#f-name")
    name.fill("Ficeliers")
    name.press("Enter")
    expect(tab.locator("#result")).to_be_focused()
    expect(tab.locator("#result mark")).to_have_text("name: Ficeliers")
    name.fill("Fils")
    expect(tab.locator("#result")).to_be_hidden()
    name.fill("Ficelliers")
    name.press("Enter")
    expect(tab.locator("#result h2")).to_contain_text("rien changé")
    expect(tab.locator("#result [data-forge]")).to_be_hidden()


def test_entries_of_a_list_are_added_moved_taken_away_and_put_back(ficelle: str, tab: Tab) -> None:
    opened(tab, f"{ficelle}/contribuer/reunions/")
    add = tab.get_by_role("button", name="Ajouter un point")
    for title in ("Un", "Deux", "Trois"):
        add.click()
        expect(tab.locator(":focus")).to_have_attribute("id", re.compile("agenda-n[0-9]+-title"))
        tab.locator(":focus").fill(title)
    said = tab.locator("#said")
    entry(tab, "agenda", 3).get_by_role("button", name="Monter").click()
    expect(said).to_have_text("Point 2\u00a0: monté d’un rang")
    expect(entry(tab, "agenda", 2).get_by_role("button", name="Monter")).to_be_focused()
    expect(entry(tab, "agenda", 1).get_by_role("button", name="Monter")).to_be_hidden()
    entry(tab, "agenda", 1).get_by_role("button", name="Retirer").click()
    expect(said).to_have_text("Point 1\u00a0: retiré")
    back = entry(tab, "agenda", 1).get_by_role("button")
    expect(back).to_be_focused()
    legends = tab.locator("[data-field=agenda] > [data-items] legend:visible")
    expect(legends).to_have_text(["Point 1", "Point 2"])
    back.press("Enter")
    expect(legends).to_have_text(["Point 1", "Point 2", "Point 3"])
    expect(entry(tab, "agenda", 1).get_by_role("button", name="Retirer")).to_be_focused()
    titles = [entry(tab, "agenda", place).locator("input").first.input_value() for place in (1, 2, 3)]
    assert titles == ["Un", "Trois", "Deux"]


def test_a_part_is_there_once_though_it_be_taken_away_and_added_again(ficelle: str, tab: Tab) -> None:
    opened(tab, f"{ficelle}/contribuer/reunions/")
    add = tab.get_by_role("button", name="Ajouter l’état du compte rendu")
    add.click()
    expect(add).to_be_hidden()
    entry(tab, "minutes", 1).get_by_role("button", name="Retirer").click()
    add.click()
    expect(tab.locator("[data-field=minutes] [data-item]")).to_have_count(1)
    expect(entry(tab, "minutes", 1).get_by_label("Projet de compte rendu")).to_be_focused()


def test_a_record_can_be_written_by_keyboard_alone(ficelle: str, tab: Tab) -> None:
    opened(tab, f"{ficelle}/contribuer/partenaires/")
    keys = tab.keyboard

    def reach(name: str) -> None:
        """Press Tab until what has this name has the focus."""
        for _ in range(80):
            keys.press("Tab")
            found = tab.evaluate(
                "() => document.activeElement.labels?.[0]?.innerText ?? document.activeElement.innerText"
            )
            if (found or "").replace("\u00a0", " ").startswith(name):
                return
        raise AssertionError(f"Tab does not lead to {name}")

    for name, text in {"Nom": "Les Amis du nœud", "Type de structure": "com", "Partenaire depuis": "05/2020"}.items():
        reach(name)
        keys.type(text)
    reach("Ajouter une offre")
    keys.press("Enter")
    keys.type("sal")
    reach("Description")
    keys.type("Une salle.")
    reach("Le Carnet")
    keys.press("Space")
    reach(PREPARE)
    keys.press("Enter")
    expect(tab.locator("#result")).to_be_focused()
    expect(tab.locator("#result [data-text]")).to_have_text(
        "name: Les Amis du nœud\nclassification: commune\nstart_date: 2020-05\n"
        "offers:\n  - type: room\n    text: Une salle.\nsources: [carnet]\n",
        use_inner_text=False,
    )
    expect(tab.locator("#result [data-path]")).to_have_text("data/partners/les-amis-du-noeud.yaml")
    keys.press("Tab")
    expect(tab.locator("[data-forge]")).to_be_focused()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_axe_finds_nothing_and_nothing_is_cut_with_mistakes_and_with_a_proposal(
    ficelle: str, browser: Browser, axe_source: str, width: int, scheme: str
) -> None:
    options = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme, "reduced_motion": "reduce"}
    problems = []
    with context(browser, **options) as made:
        tab = opened(made.new_page(), f"{ficelle}/contribuer/reunions/")
        heard = listen(tab)
        tab.evaluate(axe_source)
        for button in tab.locator("#form [data-add]").all():
            tab.locator("#form details").evaluate_all("folds => folds.forEach((fold) => { fold.open = true; })")
            button.click()
        entry(tab, "agenda", 1).get_by_role("button", name="Retirer").click()
        make_mistakes(tab)
        problems += looked_at(tab, "with mistakes")
        tab.goto(f"{ficelle}/contribuer/partenaires/?id=ficelliers")
        tab.locator("#form[data-ready]").wait_for()
        tab.evaluate(axe_source)
        tab.locator("#f-text").fill(("mot" * 200 + " ") * 3)
        tab.locator("#f-contact_details-phone").fill("03 53 01 00 99")
        prepare(tab)
        expect(tab.locator("#result")).to_be_focused()
        problems += looked_at(tab, "with a proposal")
    assert not problems, told(problems)
    assert heard.complaints == []


def looked_at(tab: Tab, when: str) -> list[str]:
    found = [f"{when}: {problem}" for problem in tab.evaluate(script("axe"), axe.EVERY)]
    seen = tab.evaluate(script("see"))
    found += [f"{when}: cut: {text}" for text in seen["cut"]]
    if seen["width"][0] > seen["width"][1]:
        found.append(f"{when}: {seen['width'][0]} px in {seen['width'][1]}")
    return found


def test_without_scripts_the_page_explains_the_other_way(ficelle: str, browser: Browser) -> None:
    with context(browser, java_script_enabled=False) as made:
        tab = made.new_page()
        tab.goto(f"{ficelle}/contribuer/partenaires/")
        other = tab.locator("#otherwise")
        expect(other).to_be_visible()
        links = other.get_by_role("link").evaluate_all("links => links.map((link) => link.getAttribute('href'))")
        assert links == [
            "https://forge.example.org/ficelle/site/new/main",
            "mailto:contact@ficelle.example.org",
            "/contribuer/#partner",
        ]
        expect(tab.locator(".choose")).to_be_hidden()
        expect(tab.locator("#f-name")).to_be_disabled()
        expect(tab.locator("#f-name-help")).to_be_visible()
        tab.get_by_role("button", name=PREPARE).click()
        assert tab.url.endswith("#otherwise")
        expect(other).to_be_in_viewport()


def test_what_was_typed_is_there_again_in_this_tab(ficelle: str, tab: Tab) -> None:
    opened(tab, f"{ficelle}/contribuer/projets/")
    tab.locator("#f-name").fill("Pelote neuve")
    tab.get_by_role("button", name="Ajouter une étape").click()
    entry(tab, "steps", 1).get_by_label("Intitulé").fill("Filer")
    tab.reload()
    tab.locator("#form[data-ready]").wait_for()
    expect(tab.locator("#f-name")).to_have_value("Pelote neuve")
    expect(entry(tab, "steps", 1).get_by_label("Intitulé")).to_have_value("Filer")
    expect(tab.locator("#f-id")).to_have_value("pelote-neuve")
    expect(tab.locator("#notice")).to_contain_text("retrouvé")
    tab.get_by_role("button", name="Recommencer").click()
    expect(tab.locator("#notice")).to_be_hidden()
    expect(tab.locator("#f-name")).to_have_value("")
    opened(tab, f"{ficelle}/contribuer/projets/?id=nulle-part")
    expect(tab.locator("#notice")).to_contain_text("introuvable")


def test_a_browser_that_keeps_nothing_does_not_hinder_the_form(ficelle: str, browser: Browser) -> None:
    with context(browser) as made:
        tab = made.new_page()
        tab.add_init_script("Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('no'); } })")
        opened(tab, f"{ficelle}/contribuer/partenaires/?id=ficelliers")
        tab.locator("#f-name").fill("Fils")
        prepare(tab)
        expect(tab.locator("#result")).to_be_focused()


def test_from_the_home_page_a_partner_is_added_in_three_clicks(ficelle: str, tab: Tab) -> None:
    tab.goto(f"{ficelle}/")
    tab.locator("#menu").get_by_role("link", name="Partenaires").click()
    tab.get_by_role("link", name="Ajouter un partenaire").click()
    tab.locator("#form[data-ready]").wait_for()
    tab.get_by_label("Nom").first.fill("Fils & Cie")
    tab.get_by_label("Type de structure").select_option(label="Association")
    prepare(tab)
    expect(tab.locator("[data-forge]")).to_be_in_viewport()


def test_from_the_home_page_a_phone_number_is_corrected_in_five_clicks(utopia: Site, tab: Tab) -> None:
    tab.goto(f"{utopia.served}/")
    tab.locator("#menu").get_by_role("link", name="Partenaires").click()
    tab.get_by_role("link", name="Association Exemple des Nuages").first.click()
    tab.get_by_role("link", name="Proposer une modification de cette page").click()
    tab.locator("#form[data-ready]").wait_for()
    tab.get_by_role("link", name="Coordonnées").click()
    expect(tab.locator("#f-contact_details-phone")).to_be_in_viewport()
    tab.get_by_label("Téléphone").fill("03 53 01 00 99")
    prepare(tab)
    expect(tab.locator("#result mark")).to_have_text("  phone: 03 53 01 00 99", use_inner_text=False)
