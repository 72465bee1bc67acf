"""The scripts of the forms against the library: the same verdict on a value, the same id, the same date."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page as Tab
from registry.schema.formats import browser_patterns, formats
from registry.slugs import slug

from browser.form_driver import IMPORT
from browser.test_form import opened
from browser.told import told

SAMPLES = {
    "single-line": ["Un", "", "Un\nDeux", "a  b", "é\u00a0è"],
    "partial-date": [
        "2009",
        "2009-05",
        "2009-05-26",
        "2009-13",
        "2009-02-29",
        "2008-02-29",
        "0999",
        "3000",
        "2999",
        "2009-5",
        "2009-05-26T10:00",
        "09",
        "x",
        "2009-00",
        "2009-01-00",
        "2009-04-31",
        "2009-12-31",
        "٢٠٠٩",
    ],
    "partial-datetime": [
        "2009",
        "2009-05-26 18:30",
        "2009-05-26 24:00",
        "2009-05-26 00:00",
        "2009-05 18:30",
        "2009-05-26 1:30",
        "2009-05-26T18:30",
        "2009-05-26 18:60",
        "2009-02-30 10:00",
    ],
    "web-url": [
        "https://a.example",
        "http://a.example:80/b?c=d#e",
        "ftp://a.example",
        "javascript:alert(1)",
        "//a.b",
        "https://localhost",
        "https://a b.example",
        "https://u:p@a.example",
        "https://u@a.example",
        "https://-a.example",
        "https://é.example/ç",
        "https://a.example:0",
        "https://a.example:65536",
        "https://a.example:65535/",
        "https://",
        "HTTPS://A.EXAMPLE",
        "https://a_b.example",
        "https://a..b",
        "https://a.example/<b>",
        "https://a.example/'",
        "https://1.2.3.4/",
        "https://[::1]/",
        "https://a.example.",
        "mailto:a@b.example",
        "https://a.example:",
        "a.example",
    ],
    "email": [
        "a@b.example",
        "contact+x@sous.domaine.example",
        "a@@b.example",
        "a@b",
        "é@b.example",
        "a@b.example\n",
        "a b@c.example",
        ".a@b.example",
        "a@-b.example",
        "mailto:a@b.example",
        "a@b.example.",
    ],
    "phone": [
        "03 53 01 00 00",
        "0353010000",
        "+33 3 53 01 00 00",
        "+33 (0)3 53 01 00 00",
        "3949",
        "15",
        "112",
        "116 000",
        "36 46",
        "03-53-01-00-00",
        "03.53.01.00.00",
        "03 53 01 00 0",
        "00 53 01 00 00",
        "+352 26 12 34",
        "+44 1632 960001",
        "01632 960001",
        "03 53 01 00 00 00",
        "trois",
        "+33 53 01 00 00",
        "0033 3 53 01 00 00",
    ],
    "international-phone": ["+44 1632 960001", "01632 960001", "(01632) 960-001", "12345", "+1234567890123456", "x"],
    "postcode": [
        "57100",
        "01000",
        "00000",
        "99999",
        "98000",
        "5710",
        "571000",
        "57100 CEDEX 1",
        "57100 cedex",
        "SX4 2AB",
        "L-1234",
        "1234",
        "2A004",
        "97100",
    ],
    "siren": ["356000000", "732829320", "732829321", "73282932", "732 829 320", "000000000", "٧٣٢٨٢٩٣٢٠"],
    "siret": [
        "73282932000074",
        "73282932000075",
        "35600000000048",
        "35600000049837",
        "35600000049838",
        "356000000",
        "x",
    ],
    "rna": ["W123456789", "w123456789", "W12345678", "W1234567890", "123456789"],
    "timezone": [
        "Europe/Paris",
        "Indian/Reunion",
        "America/Argentina/Buenos_Aires",
        "Europe/Nulle_Part",
        "europe/paris",
        "+01:00",
        "Paris",
        "Etc/GMT+1",
    ],
}


@pytest.mark.parametrize("country", ["FR", "GB", "LU", None])
def test_the_browser_judges_a_value_as_the_check_does(ficelle: str, tab: Tab, country: str | None) -> None:
    opened(tab, f"{ficelle}/contribuer/partenaires/")
    found = tab.evaluate(
        "async ([patterns, samples]) => {"
        + IMPORT
        + """const known = (await load("checks")).formats(patterns);
        return Object.fromEntries(Object.entries(samples).map(([name, texts]) => [name, texts.map(known[name][1])]));
        }""",
        [browser_patterns(country), SAMPLES],
    )
    ours = formats(country)
    wrong = [
        f"{name}: {text!r}: the check says {ours[name](text)}"
        for name, texts in SAMPLES.items()
        for text, verdict in zip(texts, found[name], strict=True)
        if verdict != ours[name](text)
    ]
    assert not wrong, told(wrong)


def test_the_browser_makes_the_same_id_of_a_text(ficelle: str, tab: Tab) -> None:
    opened(tab, f"{ficelle}/contribuer/partenaires/")
    texts = [
        "L’Été & Cœur",
        "Straße",
        "A.T.H.E.N.E.S.",
        "ﬁn",
        "x" * 200,
        "中文",
        "— a –",
        "Łódź",
        "ΑΒ 1",
        "a" * 79 + " b",
    ]
    found = tab.evaluate(
        "async (texts) => {" + IMPORT + 'const { slug } = await load("text"); return texts.map(slug); }', texts
    )
    assert found == [slug(text) for text in texts]


DATES = {
    "2009": "2009",
    "05/2009": "2009-05",
    "26/05/2009": "2009-05-26",
    "26.5.2009": "2009-05-26",
    "26-05-2009": "2009-05-26",
    "26 mai 2009": "2009-05-26",
    "1er août 2009": "2009-08-01",
    "aout 2009": "2009-08",
    "fév. 2009": "2009-02",
    "jui 2009": "jui 2009",
    "juil. 2009": "2009-07",
    "1 JUIN 2009": "2009-06-01",
    "févr 2009": "2009-02",
    "2009-5-6": "2009-05-06",
    "31/02/2009": "31/02/2009",
    "26/05/09": "26/05/09",
    "mai": "mai",
    "26/05/2009 18:30": "2009-05-26 18:30",
    "26/05/2009 à 18h": "2009-05-26 18:00",
    "26 mai 2009, 9 h 05": "2009-05-26 09:05",
    "05/2009 18:30": "05/2009 18:30",
    "26/05/2009 25:00": "26/05/2009 25:00",
    "2009-05-26T18:30": "2009-05-26 18:30",
}


def test_dates_are_understood_as_people_write_them(ficelle: str, tab: Tab) -> None:
    opened(tab, f"{ficelle}/contribuer/reunions/")
    found = tab.evaluate(
        "async (texts) => {"
        + IMPORT
        + """const { readDate, dateAsTyped } = await load("text");
        const read = (text) => readDate(text, "fr", true);
        return texts.map(read).map((date) => [date, read(dateAsTyped(date))]);
        }""",
        list(DATES),
    )
    assert {text: date for text, (date, _) in zip(DATES, found, strict=True)} == DATES
    assert [(date, again) for date, again in found if date != again] == []
