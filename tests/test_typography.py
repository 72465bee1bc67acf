import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from registry.text.typography import typography

SHOWN = str.maketrans({"\u00a0": "~", "\u202f": "^"})
"""In this file's expectations, ~ is a no-break space and ^ a narrow one."""


def french(text: str) -> str:
    return typography(text, "fr").translate(SHOWN)


def english(text: str) -> str:
    return typography(text, "en").translate(SHOWN)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # high punctuation
        ("Pourquoi ? Parce que !", "Pourquoi^? Parce que^!"),
        ("un ; deux", "un^; deux"),
        ("Vraiment ?!", "Vraiment^?!"),
        ("Pourquoi? Parce que! Un; deux", "Pourquoi^? Parce que^! Un^; deux"),
        ("(vraiment?)", "(vraiment^?)"),
        ("En 2009?", "En 2009^?"),
        ("déjà\u00a0; ici\u202f!", "déjà^; ici^!"),
        ("trop  d'espaces   !", "trop  d’espaces^!"),
        # colon
        ("Lieu : salle", "Lieu~: salle"),
        ("Lieu: salle", "Lieu: salle"),
        ("de 18:30 à 20:00", "de 18:30 à 20:00"),
        ("un score de 3:2 !", "un score de 3:2^!"),
        # guillemets
        ("« Taties à l'heure »", "«~Taties à l’heure~»"),
        ("«Taties»", "«~Taties~»"),
        ("il dit : « oui » !", "il dit~: «~oui~»^!"),
        ("« oui »!", "«~oui~»^!"),
        ("«\u202foui\u202f»", "«~oui~»"),
        ("«", "«~"),
        # apostrophe, dots, dash
        ("L'utopie d'aujourd'hui", "L’utopie d’aujourd’hui"),
        ('l\'"idée"', 'l’"idée"'),
        ("l'« idée »", "l’«~idée~»"),
        ("l'", "l’"),
        ("d'A.T.H.E.N.E.S. et d'U.T.O.P.I.A", "d’A.T.H.E.N.E.S. et d’U.T.O.P.I.A"),
        ("l'an 2000, l'10e", "l’an 2000, l’10e"),
        ("5'30", "5'30"),
        ("et puis... [...]", "et puis… […]"),
        ("....", "...."),
        ("Santé - Vie quotidienne", "Santé – Vie quotidienne"),
        ("porte-à-porte, -5, 3 - 2, a -- b", "porte-à-porte, -5, 3 - 2, a -- b"),
        # numbers and units
        ("10 000 habitants", "10^000 habitants"),
        ("1 234 567 €", "1^234^567~€"),
        ("50 %, 50% et 12 € ou 12€", "50~%, 50~% et 12~€ ou 12~€"),
        ("5 km, 30 min, 20 m², 3 kg, 100 km/h, 20 °C.", "5~km, 30~min, 20~m², 3~kg, 100~km/h, 20~°C."),
        ("à 5 m.", "à 5~m."),
        ("12€", "12~€"),
        ("20 h", "20~h"),
        ("18 h 30 et 20 h", "18~h~30 et 20~h"),
        ("en 2010 l'association", "en 2010 l’association"),
        ("en 2010 100 personnes", "en 2010 100 personnes"),
        ("le 26 mai 2009", "le 26 mai 2009"),
        ("03 82 55 12 34", "03 82 55 12 34"),
        ("+33 382 551 234", "+33 382 551 234"),
        # titles and orders
        ("n° 5, N°5, n°\u202fA", "n°~5, N°~5, n°~A"),
        ("M. Monod, Mme Un, MM. Un et Deux, Dr Trois", "M.~Monod, Mme~Un, MM.~Un et Deux, Dr~Trois"),
        ("Dr Trois", "Dr~Trois"),
        ("Pr Un", "Pr~Un"),
        ("Élan de M. Émile", "Élan de M.~Émile"),
        ("Mme la maire", "Mme la maire"),
    ],
)
def test_french(text: str, expected: str) -> None:
    assert french(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "https://exemple.fr/a?b=c;d!",
        "http://exemple.fr:8000/l'idée...?x=10%",
        "contact@l'exemple.fr",
        "index.php?",
        "data/l'an/2009...",
        "/partenaires/l'an?",
        "../l'an",
        "l'an.yaml",
        "C:\\l'an",
        "&nbsp;",
        "18:30",
        "2009-05-26T18:30",
        "3.11",
    ],
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_address_a_file_name_or_a_time_is_left_alone(text: str, language: str) -> None:
    assert typography(text, language) == text
    around = typography(f"Voir {text} : c'est là", language)
    assert text in around
    assert around.endswith("c’est là")


def test_spaces_around_an_address_are_set_all_the_same() -> None:
    assert french("« https://exemple.fr » : voir a@b.fr !") == "«~https://exemple.fr~»~: voir a@b.fr^!"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It's the partners' meeting...", "It’s the partners’ meeting…"),
        ('He said "yes", then ("no").', "He said “yes”, then (“no”)."),
        ("'one' and the partners' list", "'one' and the partners' list"),
        ('a 5" pipe and 6" one', 'a 5" pipe and 6" one'),
        ('one " alone', 'one " alone'),
        ("Really ? 10 000 : 50 %", "Really ? 10 000 : 50 %"),
        ("one - two", "one - two"),
    ],
)
def test_english(text: str, expected: str) -> None:
    assert english(text) == expected


def test_a_region_follows_its_language_and_other_languages_are_left_alone() -> None:
    assert typography("l'idée !", "fr-CH") == typography("l'idée !", "FR") == "l’idée\u202f!"
    for language in ("de", "", "frr", "français"):
        assert typography("l'idée ! ...", language) == "l'idée ! ..."


TRICKY = st.text(alphabet=list("ab sSéM10;!?:«»'\"-.%€°h,/@&()[]\n\u00a0\u202f\u2009…’–n"), min_size=0, max_size=40)


@given(TRICKY, st.sampled_from(["fr", "en"]))
@example("«»", "fr")
@example("1 0001 000", "fr")
@example("'s'", "en")
def test_doing_it_twice_changes_nothing(text: str, language: str) -> None:
    once = typography(text, language)
    assert typography(once, language) == once


@given(TRICKY, st.sampled_from(["fr", "en"]))
def test_only_spaces_quotes_dots_and_dashes_ever_change(text: str, language: str) -> None:
    def bare(value: str) -> str:
        value = value.replace("…", "...").replace("’", "'").replace("“", '"').replace("”", '"')
        value = value.replace("–", "-")
        return "".join(char for char in value if not char.isspace())

    assert bare(typography(text, language)) == bare(text)
    assert typography(text, language).count("\n") == text.count("\n")


@pytest.mark.parametrize(
    "seed", [" ", "'", "«", "»", "!", " !", "1 ", "1 000 ", "...", "a.", "/a", "&a", '"', "M. ", "a - "]
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_long_text_takes_no_more_than_its_share(seed: str, language: str) -> None:
    text = (seed * 200_000)[:200_000]
    start = time.perf_counter()
    typography(text, language)
    assert time.perf_counter() - start < 1.5
