from registry.text.anchors import anchors_of, entry_ids, glossary_anchors


def test_a_term_has_a_readable_anchor_of_its_own() -> None:
    assert glossary_anchors(["A.T.H.E.N.E.S.", "Cœur", "ATHENES", "Ω", "—", "athenes"]) == {
        "A.T.H.E.N.E.S.": "athenes",
        "Cœur": "coeur",
        "ATHENES": "athenes-2",
        "Ω": "term",
        "—": "term-2",
        "athenes": "athenes-3",
    }


def test_entries_and_headings_are_anchors_and_none_takes_the_others_place() -> None:
    data = {
        "decisions": [{"id": "tea", "text": "x"}, {"text": "y"}],
        "themes": ["a"],
        "name": "x",
        "minutes": {"id": "no"},
    }
    assert entry_ids(data) == {"tea"}
    assert anchors_of(data, "## Tea\n\n## Cake\n\n## Cake\n") == {"tea", "tea-2", "cake", "cake-2"}


def test_a_text_that_cannot_be_shown_has_no_anchors() -> None:
    assert anchors_of({}, "[" * 90_000) == set()
    assert anchors_of({}, None) == set()
