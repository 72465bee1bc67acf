import os
import subprocess
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registry.dates import PartialDate, format_date, format_period, parse
from registry.i18n import Catalogue, load_catalogue

PROJECT = Path(__file__).resolve().parents[1]
FRENCH = """
msgctxt "hours"
msgid "{date}, from {start} to {end}"
msgstr "{date}, de {start} à {end}"

msgctxt "hours"
msgid "{date}, until {end}"
msgstr "{date}, jusqu’à {end}"

msgctxt "period from a day"
msgid "from {start}"
msgstr "du {start}"

msgctxt "period from a month or year"
msgid "from {start}"
msgstr "de {start}"

msgctxt "period to a day"
msgid "to {end}"
msgstr "au {end}"

msgctxt "period to a month or year"
msgid "to {end}"
msgstr "à {end}"

msgctxt "since a day"
msgid "since {start}"
msgstr "depuis le {start}"

msgctxt "since a month or year"
msgid "since {start}"
msgstr "depuis {start}"

msgctxt "until a day"
msgid "until {end}"
msgstr "jusqu’au {end}"

msgctxt "until a month or year"
msgid "until {end}"
msgstr "jusqu’en {end}"
"""
partial_dates = st.one_of(
    st.builds(PartialDate, st.integers(1000, 2999)),
    st.builds(PartialDate, st.integers(1000, 2999), st.integers(1, 12)),
    st.builds(
        lambda day, at: PartialDate(day.year, day.month, day.day, *at),
        st.dates(date(1000, 1, 1), date(2999, 12, 31)),
        st.one_of(st.just(()), st.tuples(st.integers(0, 23), st.integers(0, 59))),
    ),
)


@pytest.fixture(scope="module")
def french(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    folder = tmp_path_factory.mktemp("locale")
    path = folder / "fr/LC_MESSAGES/messages.po"
    path.parent.mkdir(parents=True)
    path.write_text(FRENCH, encoding="utf-8")
    return load_catalogue(folder, "fr")


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return load_catalogue(tmp_path_factory.mktemp("none"), "en")


@pytest.mark.parametrize(
    ("text", "expected", "precision"),
    [
        ("2010", PartialDate(2010), "year"),
        ("2010-05", PartialDate(2010, 5), "month"),
        ("2009-05-26", PartialDate(2009, 5, 26), "day"),
        ("2024-02-29", PartialDate(2024, 2, 29), "day"),
        ("2026-03-12 18:30", PartialDate(2026, 3, 12, 18, 30), "minute"),
        ("2026-03-12T00:00", PartialDate(2026, 3, 12, 0, 0), "minute"),
    ],
)
def test_a_date_keeps_the_precision_it_was_typed_with(text: str, expected: PartialDate, precision: str) -> None:
    assert parse(text) == expected
    assert expected.precision == precision
    assert expected.iso == text.replace(" ", "T")


@pytest.mark.parametrize(
    "text",
    [
        "", "10", "0999", "3000", "20100", "2010-5", "2010-00", "2010-13", "2010-05-00", "2010-05-32",
        "2024-02-30", "2023-02-29", "2010-04-31", "2010-05-26 ", " 2010", "2010\n", "2010-05-26\n",
        "26/05/2009", "2009-05-26 24:00", "2009-05-26 18:60", "2009-05-26 8:30", "2009-05 18:30",
        "2009-05-26  18:30", "2009-05-26 18:30:00", "2009-05-26T18:30Z", "-2010", "٢٠١٠",
        "２０１０", "2010-0５",
    ],
)  # fmt: skip
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse(text) is None


@given(partial_dates)
def test_a_date_reads_back_from_its_iso_form(point: PartialDate) -> None:
    assert parse(point.iso) == point
    assert point.earliest() <= point.latest()


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2010", date(2010, 1, 1), date(2010, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2010-12", date(2010, 12, 1), date(2010, 12, 31)),
        ("2026-03-12 18:30", date(2026, 3, 12), date(2026, 3, 12)),
    ],
)
def test_the_days_that_a_date_can_be(text: str, earliest: date, latest: date) -> None:
    point = parse(text)
    assert point is not None
    assert (point.earliest(), point.latest()) == (earliest, latest)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2009", "2010", True),
        ("2010", "2010-05", False),
        ("2010-05", "2010", False),
        ("2010-04", "2010-05-01", True),
        ("2010-05", "2010-05-31", False),
        ("2010-05-01", "2010-05-02", True),
        ("2010-05-01", "2010-05-01", False),
        ("2010-05-01 18:30", "2010-05-01 18:31", True),
        ("2010-05-01 18:30", "2010-05-01 18:30", False),
        ("2010-05-01", "2010-05-01 23:00", False),
        ("2010-05-01 18:30", "2010-05-01", False),
        ("2010-05-01 23:59", "2010-05-02", True),
        ("2011", "2010", False),
    ],
)
def test_before_is_true_only_without_doubt(first: str, second: str, expected: bool) -> None:
    one, other = parse(first), parse(second)
    assert one is not None and other is not None
    assert one.definitely_before(other) is expected


@given(partial_dates, partial_dates)
def test_what_is_before_sorts_before(one: PartialDate, other: PartialDate) -> None:
    if one.definitely_before(other):
        assert one.sort_key < other.sort_key
        assert not other.definitely_before(one)


def test_the_less_precise_sorts_first() -> None:
    texts = ["2009-12-31", "2010", "2010-05", "2010-05-01", "2010-05-01 00:00", "2010-05-01 18:30", "2011"]
    points = [parse(text) for text in texts]
    for one, other in pairwise(points):
        assert one is not None and other is not None
        assert one.sort_key < other.sort_key


def test_dates_have_no_order_that_hides_doubt() -> None:
    with pytest.raises(TypeError):
        _ = PartialDate(2010) < PartialDate(2010, 5)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        ("2010", "2010", "2010"),
        ("2010-05", "mai 2010", "May 2010"),
        ("2010-08", "août 2010", "August 2010"),
        ("2009-05-26", "26 mai 2009", "26 May 2009"),
        ("2010-05-01", "1er mai 2010", "1 May 2010"),
        ("2010-05-21", "21 mai 2010", "21 May 2010"),
        ("2026-03-12 18:30", "12 mars 2026 à 18 h 30", "12 March 2026, 6.30 pm"),
        ("2026-03-12T09:05", "12 mars 2026 à 9 h 05", "12 March 2026, 9.05 am"),
        ("2026-03-12 20:00", "12 mars 2026 à 20 h", "12 March 2026, 8 pm"),
        ("2026-03-12 12:00", "12 mars 2026 à 12 h", "12 March 2026, noon"),
        ("2026-03-12 12:30", "12 mars 2026 à 12 h 30", "12 March 2026, 12.30 pm"),
        ("2026-03-12 00:00", "12 mars 2026 à 0 h", "12 March 2026, midnight"),
        ("2026-03-12 00:10", "12 mars 2026 à 0 h 10", "12 March 2026, 12.10 am"),
    ],
)
def test_a_date_in_words(value: str, french: str, english: str) -> None:
    assert format_date(value, "fr") == format_date(value, "fr-FR") == french
    assert format_date(value, "en") == format_date(value, "en-US") == english


def test_full_adds_the_weekday_where_the_day_is_known() -> None:
    assert format_date("2026-03-12 18:30", "fr", "full") == "jeudi 12 mars 2026 à 18 h 30"
    assert format_date("2026-03-12 18:30", "en", "full") == "Thursday 12 March 2026, 6.30 pm"
    assert format_date("2010-05-01", "fr", "full") == "samedi 1er mai 2010"
    assert format_date("2010-05", "fr", "full") == "mai 2010"
    assert format_date("2010", "en", "full") == "2010"


def test_another_language_is_worded_by_babel_and_an_unknown_one_left_alone() -> None:
    assert format_date("2009-05-26", "de") == "26. Mai 2009"
    assert format_date("2009-05", "pt-BR") == "maio de 2009"
    assert format_date("2026-03-12 18:30", "de") == "12. März 2026, 18:30"
    for language in ("xx", "", "../..", "fr_"):
        assert format_date("2010", language) == "2010"
    assert format_date("2009-05-26", "xx") == "2009-05-26"


@given(st.text(), st.sampled_from(["fr", "en", "de", "xx"]))
def test_a_text_that_is_no_date_comes_back(text: str, language: str) -> None:
    if parse(text) is None:
        assert format_date(text, language) == text


@given(partial_dates, st.sampled_from(["fr", "en", "de"]))
def test_no_more_is_said_than_is_known(point: PartialDate, language: str) -> None:
    words = format_date(point.iso, language, "full")
    numbers = [word for word in words.replace(".", " ").replace("er ", " ").split() if word.isdigit()]
    assert str(point.year) in words
    if point.precision in ("year", "month"):
        assert numbers == [str(point.year)]
    if point.precision == "day":
        assert numbers == [str(point.day), str(point.year)]


@pytest.mark.parametrize(
    ("start", "end", "expected_french", "expected_english"),
    [
        ("2010", "2012", "de 2010 à 2012", "from 2010 to 2012"),
        ("2010-05", "2012", "de mai 2010 à 2012", "from May 2010 to 2012"),
        ("2010-04", "2012-08", "d’avril 2010 à août 2012", "from April 2010 to August 2012"),
        ("2010-10", "2010-11", "d’octobre à novembre 2010", "from October to November 2010"),
        ("2010-05-03", "2010-05-05", "du 3 au 5 mai 2010", "from 3 to 5 May 2010"),
        ("2010-05-01", "2010-06-01", "du 1er mai au 1er juin 2010", "from 1 May to 1 June 2010"),
        ("2009-05-26", "2010-05-26", "du 26 mai 2009 au 26 mai 2010", "from 26 May 2009 to 26 May 2010"),
        ("2010", "2012-05-03", "de 2010 au 3 mai 2012", "from 2010 to 3 May 2012"),
        ("2010-05-03", "2012-06", "du 3 mai 2010 à juin 2012", "from 3 May 2010 to June 2012"),
        ("2010", "2010", "2010", "2010"),
        ("2010-05-03", "2010-05-03", "3 mai 2010", "3 May 2010"),
        ("2010", None, "depuis 2010", "since 2010"),
        ("2010-05", None, "depuis mai 2010", "since May 2010"),
        ("2010-05-01", None, "depuis le 1er mai 2010", "since 1 May 2010"),
        (None, "2012", "jusqu’en 2012", "until 2012"),
        (None, "2012-05", "jusqu’en mai 2012", "until May 2012"),
        (None, "2012-05-03", "jusqu’au 3 mai 2012", "until 3 May 2012"),
        (None, None, "", ""),
        ("", "", "", ""),
        (
            "2026-03-12 18:30",
            "2026-03-12T20:00",
            "12 mars 2026, de 18 h 30 à 20 h",
            "12 March 2026, from 6.30 pm to 8 pm",
        ),
        ("2026-03-12 18:30", "2026-03-12T18:30", "12 mars 2026 à 18 h 30", "12 March 2026, 6.30 pm"),
        ("2026-03-12 18:30", "2026-03-12", "12 mars 2026 à 18 h 30", "12 March 2026, 6.30 pm"),
        ("2026-03-12", "2026-03-12 20:00", "12 mars 2026, jusqu’à 20 h", "12 March 2026, until 8 pm"),
        (
            "2026-03-12 22:00",
            "2026-03-13 02:00",
            "du 12 mars 2026 à 22 h au 13 mars 2026 à 2 h",
            "from 12 March 2026, 10 pm to 13 March 2026, 2 am",
        ),
        ("soon", "2012", "soon – 2012", "soon – 2012"),
    ],
)
def test_a_period_in_words(
    start: str | None,
    end: str | None,
    expected_french: str,
    expected_english: str,
    french: Catalogue,
    english: Catalogue,
) -> None:
    assert format_period(start, end, "fr", french) == expected_french
    assert format_period(start, end, "en", english) == expected_english


def test_a_full_period_names_the_weekdays(french: Catalogue) -> None:
    assert format_period("2026-03-12 18:30", "2026-03-12 20:00", "fr", french, "full") == (
        "jeudi 12 mars 2026, de 18 h 30 à 20 h"
    )
    assert format_period("2026-03-12", "2026-03-13", "fr", french, "full") == (
        "du jeudi 12 mars 2026 au vendredi 13 mars 2026"
    )


def test_words_do_not_follow_the_machines_locale_and_babel_is_not_loaded_for_nothing() -> None:
    code = (
        "import sys; from registry.dates import format_date, parse; parse('2010-05')\n"
        "assert 'babel' not in sys.modules\n"
        "print(ascii(format_date('2010-08-01', 'fr', 'full')))"
    )
    for name in ("C", "tr_TR.UTF-8"):
        environment = {**os.environ, "PYTHONPATH": str(PROJECT / "plugins"), "LC_ALL": name, "LANGUAGE": "de"}
        run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env=environment)
        assert run.stdout.strip() == ascii("dimanche 1er août 2010")
