import pytest
from registry.suggest import nearest


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("nmae", ["name", "website"], "name"),
        ("Contact Details", ["contact_details", "contact"], "contact_details"),
        ("telephone", ["phone", "email"], "phone"),
        ("prénom", ["prenom", "nom"], "prenom"),
        ("harbour-clbu", ["harbour-club", "harbour-cub"], "harbour-club"),
        ("zzz", ["name", "website"], None),
        ("", ["name"], None),
        ("name", [], None),
        ("x" * 10_000, ["x" * 10_000], None),
    ],
)
def test_the_nearest_name_is_found_and_none_is_made_up(word: str, known: list[str], expected: str | None) -> None:
    assert nearest(word, known) == expected


def test_the_answer_does_not_depend_on_the_order() -> None:
    known = ["club-a", "club-b", "club-c"]
    assert nearest("club-d", known) == nearest("club-d", reversed(known))


def test_an_ambiguous_part_is_not_guessed() -> None:
    assert nearest("date", ["start_date", "end_date"], cutoff=0.9) is None
