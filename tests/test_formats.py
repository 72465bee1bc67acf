import pytest
from registry.schema import formats as module
from registry.schema.formats import formats

FRANCE, BRITAIN, ANYWHERE = formats("FR"), formats("GB"), formats(None)
RIGHT = {
    "single-line": ["Club", "L'Été « à » 2", "x" * 200],
    "web-url": [
        "https://example.org",
        "http://example.org/",
        "https://www.example.org:8443/a/b?c=d&e=%C3%A9#f",
        "https://exemple-à-lire.example.org/é",
        "https://xn--exemple--lire-kbb.example.org",
    ],
    "site-url": ["https://example.org", "https://www.example.org/folder/", "http://example.org:8080/~a/b.c"],
    "email": ["contact@example.org", "le.club+info@sous-domaine.example.org"],
    "partial-date": ["2009", "2009-05", "2009-05-26", "2024-02-29"],
    "partial-datetime": ["2009", "2009-05-26 18:30", "2009-05-26T00:00"],
    "timezone": ["Europe/Paris", "Europe/London", "UTC"],
    "phone": [
        "03 53 01 00 01",
        "0353010001",
        "+33 3 53 01 00 01",
        "03.53.01.00.01",
        "3939",
        "15",
        "116 000",
        "+44 20 7946 0958",
    ],
    "international-phone": ["+44 20 7946 0958", "01632 960001", "(01632) 960-001", "+33 3 53 01 00 01"],
    "postcode": ["57100", "01000", "97400", "57100 CEDEX 1"],
    "siren": ["356000000", "123456782"],
    "siret": ["35600000000048", "35600000049837", "12345678200010"],
    "rna": ["W123456789"],
    "site-path": ["/", "/a/", "/a/b-c/", "/a/b.html", "/a"],
}
WRONG = {
    "single-line": ["a\nb", "a\r", " a", "a ", "a\u2028b", "a\x85b", "\u00a0a"],
    "web-url": [
        "www.example.org",
        "javascript:alert(1)",
        "JAVASCRIPT://example.org/%0aalert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://example.org",
        "//example.org",
        "https://",
        "https:///a",
        "https://example",
        "https://user@example.org",
        "https://user:secret@example.org",
        "https://example.org:99999",
        "https://example.org:x",
        "https://exa mple.org",
        "https://example.org/<script>",
        'https://example.org/"onclick="x',
        "https://example.org/a\\b",
        "https://example.org\n",
        "https://[::1",
        "https://-example.org",
    ],
    "site-url": [
        "example.org",
        "https://example.org/?a",
        "https://example.org/#",
        "https://example.org//a",
        "https://example.org/../a",
        "https://exämple.org",
        "https://example.org/a b",
    ],
    "email": [
        "x@@y.org",
        "x@y",
        "x y@example.org",
        "x@example.org\n",
        "<x@example.org>",
        "x@-a.org",
        ".x@a.org",
        "x@a..org",
        "é@a.org",
    ],
    "partial-date": [
        "2024-02-30",
        "2023-02-29",
        "24-02-01",
        "2024-2-1",
        "2024-13",
        "2024-00",
        "0999",
        "3000",
        "2024-02-01 10:00",
        "٢٠٢٤",
        "2024\n",
        "hier",
    ],
    "partial-datetime": [
        "2009-05-26 24:00",
        "2009-05-26 6:30",
        "2009-05 18:30",
        "2009-05-26  18:30",
        "2009-02-30 10:00",
    ],
    "timezone": ["Paris", "europe/paris", "Europe/Utopia", "../../etc/passwd", "Europe/Paris\n"],
    "phone": ["03 53 01 00", "03 53 01 00 01 02", "+33 3 53 01 00", "03 53 01 00 01\n", "٠٣٥٣٠١٠٠٠١", "tél. 15"],
    "international-phone": ["12345", "+44 20 7946 0958 ext 3", "1" * 20, "+", "0-------1-2-3-4-5"],
    "postcode": ["5710", "571000", "00100", "99000", "57 100", "57100\n", "SW1A 1AA"],
    "siren": ["123456789", "12345678", "123 456 782", "１２３４５６７８２", "123456782\n", ""],
    "siret": ["12345678200011", "1234567820001", "123 456 782 00010", "35600000000002"],
    "rna": ["w123456789", "W12345678", "W1234567890", "W12345678A", "W123456789\n"],
    "site-path": [
        "a/",
        "//a/",
        "/a//b/",
        "/../x/",
        "/./",
        "/A/",
        "/a b/",
        "/a/?b",
        "/a/#b",
        "https://example.org/",
        "/a\n",
        "/é/",
    ],
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in RIGHT.items() for text in texts])
def test_what_people_rightly_write_is_taken(name: str, text: str) -> None:
    assert FRANCE[name](text)


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in WRONG.items() for text in texts])
def test_what_is_wrong_is_refused(name: str, text: str) -> None:
    assert not FRANCE[name](text)


def test_every_format_is_tried() -> None:
    assert set(RIGHT) == set(WRONG) == set(FRANCE) == set(ANYWHERE)


def test_phones_and_postcodes_are_those_of_the_country() -> None:
    assert BRITAIN["postcode"]("SW1A 1AA")
    assert not BRITAIN["postcode"]("57100")
    assert BRITAIN["phone"]("(01632) 960001")
    assert not FRANCE["phone"]("01632 960001")
    assert ANYWHERE["postcode"]("57100")
    assert ANYWHERE["postcode"]("SW1A 1AA")
    assert formats("ZZ")["postcode"]("A-1234")


def test_formats_take_no_time_whatever_the_text() -> None:
    for name, check in {**FRANCE, **ANYWHERE}.items():
        for piece in ("a", "0", "a.", "0 ", "-", "a@", "/a", "é", "0 (", "a-"):
            check(piece * 5_000), name
            check("https://" + piece * 5_000 + "!"), name


def test_without_a_time_zone_database_a_zone_has_at_least_the_form_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_zones", frozenset)
    assert module.timezone("Europe/Paris")
    assert not module.timezone("Paris")
