import pytest
from registry.load.characters import forbidden, place


@pytest.mark.parametrize(
    "text", ["", "Déjà « vu »\n", "\tœ\u00a0\u202f😀", "\U0010fffd", "co\u00adopé 👩\u200d🌾 ❤\ufe0f"]
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert forbidden(text) is None


@pytest.mark.parametrize(
    "character",
    [
        "\0",
        "\b",
        "\x0b",
        "\x1b",
        "\x7f",
        "\x85",
        "\u200f",
        "\u2028",
        "\u202e",
        "\u2066",
        "\ufeff",
        "\ufffe",
        "\ud800",
        "\ufffa",
        "\U0001fffe",
        "\U0010ffff",
        "\u200b",
        "\u2060",
        "\u3164",
        "\ufffc",
        "\U000e0041",
        "\U000e0100",
    ],
)
def test_a_character_that_does_not_belong_is_found_where_it_stands(character: str) -> None:
    assert forbidden(f"name: é\nt: x{character}{character}") == (2, 5, f"U+{ord(character):04X}")


def test_places_count_from_one() -> None:
    assert place("") == (1, 1)
    assert place("a\nbc") == (2, 3)
    assert place("a\n") == (2, 1)
