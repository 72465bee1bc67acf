from registry.reads import Fact, Reads

A: Fact = ("data", "partner", "a")
B: Fact = ("data", "partner", "b")


def test_what_is_looked_at_apart_is_noted_apart() -> None:
    reads = Reads()
    reads.current.add(A)
    with reads.apart() as inner:
        reads.current.add(B)
    assert (reads.current, inner) == ({A}, {B})


def test_who_uses_what_another_made_depends_on_what_it_was_made_of() -> None:
    reads = Reads()
    known: dict[object, tuple[object, frozenset[Fact]]] = {}
    made = []

    def make() -> str:
        made.append(1)
        reads.current.add(A)
        return "value"

    for _ in range(2):
        with reads.apart() as seen:
            assert reads.remember(known, "key", make) == "value"
        assert seen == {A}
    assert made == [1]
