import pytest
from registry.slugs import MAX_ID, plain, slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Été & Cœur", "ete-coeur"),
        ("L’asso du coin", "l-asso-du-coin"),
        ("L'asso du coin", "l-asso-du-coin"),
        ("un–deux…trois", "un-deux-trois"),
        ("Ελλάδα 21", "21"),
        ("A.T.H.E.N.E.S.", "a-t-h-e-n-e-s"),
        ("Straße", "strasse"),
        ("../../x", "x"),
        ("—", ""),
        ("", ""),
        ("  A  b ", "a-b"),
        ("ﬁn", "fin"),
        ("x" * 200, "x" * MAX_ID),
        ("x" * (MAX_ID - 1) + " y", "x" * (MAX_ID - 1)),
    ],
)
def test_a_text_suggests_an_id(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_accents_and_ligatures_do_not_count_when_sorting() -> None:
    assert sorted(["zoo", "École", "Œuvre", "eau", "ÉTÉ", "ordre"], key=plain) == [
        "eau",
        "École",
        "ÉTÉ",
        "Œuvre",
        "ordre",
        "zoo",
    ]
