import gc
import weakref

from registry.garbage import collect_young, left_alone


class Thing:
    """What refers to itself, so that only a search finds that nobody else does."""

    def __init__(self) -> None:
        self.itself = self


def test_what_is_new_is_taken_away_when_asked_and_what_was_there_is_left_alone() -> None:
    before = weakref.ref(Thing())
    with left_alone():
        assert not gc.isenabled()
        meanwhile = weakref.ref(Thing())
        collect_young()
        assert meanwhile() is None
        assert before() is not None
    gc.collect()
    assert before() is None


def test_afterwards_it_is_looked_for_as_before() -> None:
    assert gc.isenabled()
    with left_alone():
        with left_alone():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_where_nobody_looks_for_it_nobody_does_afterwards() -> None:
    gc.disable()
    try:
        with left_alone():
            pass
        assert not gc.isenabled()
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
        gc.enable()
