from registry.text.anchors import glossary_anchors


def test_a_term_has_a_readable_anchor_of_its_own() -> None:
    assert glossary_anchors(["A.T.H.E.N.E.S.", "Cœur", "ATHENES", "Ω", "—", "athenes"]) == {
        "A.T.H.E.N.E.S.": "athenes",
        "Cœur": "coeur",
        "ATHENES": "athenes-2",
        "Ω": "term",
        "—": "term-2",
        "athenes": "athenes-3",
    }
