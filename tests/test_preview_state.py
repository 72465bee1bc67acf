"""What tabs are told: only what happened since the version that they show."""

from __future__ import annotations

import json
import threading
from typing import Any

from preview.state import LOOKED_AT, MAX_CHANGED, REMEMBERED, State


def told(state: State, version: int) -> dict[str, Any]:
    message: dict[str, Any] = json.loads(state.message(version)[0])
    return message


def test_each_tab_hears_what_changed_since_its_own_version() -> None:
    state = State()
    state.succeed(frozenset({"a", "b"}))
    state.succeed(frozenset({"b", "c"}))
    assert told(state, 0)["changed"] == ["a", "b", "c"]
    assert told(state, 1)["changed"] == ["b", "c"]
    assert told(state, 2)["changed"] == []
    assert state.message(1)[1] == 2


def test_what_is_not_known_is_null() -> None:
    state = State()
    state.succeed(frozenset({"a"}))
    state.succeed(None)
    state.succeed(frozenset({"b"}))
    assert told(state, 1)["changed"] is None
    assert told(state, 2)["changed"] == ["b"]


def test_a_build_that_changes_nothing_is_no_new_version() -> None:
    state = State()
    state.succeed(frozenset({"a"}))
    state.succeed(frozenset())
    assert state.version == 1


def test_a_tab_that_was_away_for_long_reloads() -> None:
    state = State()
    for _ in range(REMEMBERED + 5):
        state.succeed(frozenset({"a"}))
    assert told(state, 1)["changed"] is None
    assert told(state, 10)["changed"] == ["a"]


def test_a_change_of_nearly_everything_is_not_listed() -> None:
    state = State()
    state.succeed(frozenset(map(str, range(MAX_CHANGED + 1))))
    assert told(state, 0)["changed"] is None


def test_what_is_wrong_stays_until_a_build_succeeds() -> None:
    state = State()
    state.fail({"title": "1 error"})
    assert (told(state, 0)["report"], state.built, state.version) == ({"title": "1 error"}, False, 0)
    state.succeed(frozenset())
    assert (told(state, 0)["report"], state.built) == (None, True)


def test_two_runs_are_told_apart() -> None:
    assert told(State(), 0)["run"] != told(State(), 0)["run"]


def test_who_waits_is_woken_by_anything_and_by_the_end() -> None:
    state = State()
    turns: list[int] = []
    waiting = threading.Thread(target=lambda: turns.append(state.wait(0, 30)))
    waiting.start()
    state.fail({})
    waiting.join(10)
    assert turns == [1]
    waiting = threading.Thread(target=lambda: turns.append(state.wait(1, 30)))
    waiting.start()
    state.close()
    waiting.join(10)
    assert state.closed
    assert turns == [1, 1]
    assert state.wait(0, 0) == 1


def test_the_pages_that_were_asked_for_last_are_looked_at() -> None:
    state = State()
    for name in ["a", *map(str, range(LOOKED_AT - 1)), "a", "b"]:
        state.look_at(name)
    assert state.looked_at()[:3] == ["b", "a", str(LOOKED_AT - 2)]
    assert len(state.looked_at()) == LOOKED_AT
    assert "0" not in state.looked_at()
