import os
import sqlite3
import time
from pathlib import Path

import pytest
from registry.cache.rows import Rows
from registry.cache.store import Store
from registry.workers import can_fork, spread


def put(path: Path, fingerprint: str = "a", **rows: bytes) -> None:
    store = Store(path, fingerprint)
    store.change("s", [(key.encode(), value) for key, value in rows.items()])
    store.close()


def test_what_is_kept_is_found_again_by_a_later_run(tmp_path: Path) -> None:
    put(tmp_path / "deep/x.db", a=b"1", b=b"\0" * 9000)
    store = Store(tmp_path / "deep/x.db", "a")
    assert dict(store.rows("s")) == {b"a": b"1", b"b": b"\0" * 9000}
    assert store.get("s", b"a") == b"1"
    assert store.get("s", b"c") is None
    assert store.get("t", b"a") is None
    store.change("s", [(b"a", b"2")], [b"b"])
    assert dict(store.rows("s")) == {b"a": b"2"}
    store.close()
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["x.db"]


def test_many_rows_are_had_at_once(tmp_path: Path) -> None:
    put(tmp_path / "x.db", **{f"k{number}": b"%d" % number for number in range(1200)})
    store = Store(tmp_path / "x.db", "a")
    wanted = [b"k%d" % number for number in range(0, 1300, 2)]
    assert dict(store.several("s", wanted)) == {b"k%d" % number: b"%d" % number for number in range(0, 1200, 2)}
    assert dict(store.several("t", wanted)) == {}


def test_rows_are_written_only_where_what_was_there_still_is(tmp_path: Path) -> None:
    put(tmp_path / "x.db", a=b"1")
    mine, theirs = Store(tmp_path / "x.db", "a"), Store(tmp_path / "x.db", "a")
    assert mine.change("s", [(b"a", b"2")], expected=(b"a", b"1"))
    assert not theirs.change("s", [(b"a", b"3"), (b"b", b"3")], expected=(b"a", b"1"))
    assert dict(theirs.rows("s")) == {b"a": b"2"}
    assert theirs.change("s", [(b"b", b"3")])
    assert mine.get("s", b"b") == b"3"


def test_a_run_with_other_code_that_ends_late_leaves_nothing(tmp_path: Path) -> None:
    late = Store(tmp_path / "x.db", "old")
    put(tmp_path / "x.db", "new", a=b"1")
    assert not late.change("s", [(b"a", b"2"), (b"b", b"2")])
    late.close()
    assert dict(Store(tmp_path / "x.db", "new").rows("s")) == {b"a": b"1"}


def test_what_other_code_kept_is_dropped(tmp_path: Path) -> None:
    put(tmp_path / "x.db", "old", a=b"1")
    assert list(Store(tmp_path / "x.db", "new").rows("s")) == []
    assert list(Store(tmp_path / "x.db", "old").rows("s")) == []


def test_rows_that_others_wrote_are_not_believed(tmp_path: Path) -> None:
    theirs = Store(tmp_path / "x.db", "a", b"their key")
    theirs.change("templates", [(b"home", b"something to be run")])
    theirs.close()
    assert Store(tmp_path / "x.db", "a", b"our key").get("templates", b"home") is None
    assert Store(tmp_path / "x.db", "a", b"their key").get("templates", b"home") == b"something to be run"


def test_a_row_under_another_name_is_none(tmp_path: Path) -> None:
    put(tmp_path / "x.db", a=b"1")
    database = sqlite3.connect(tmp_path / "x.db")
    with database:
        database.execute("UPDATE row SET key = ?", (b"b",))
    database.close()
    assert Store(tmp_path / "x.db", "a").get("s", b"b") is None


def test_a_file_that_is_no_database_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"nothing of the kind" * 500)
    put(tmp_path / "x.db", a=b"1")
    assert Store(tmp_path / "x.db", "a").get("s", b"a") == b"1"


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "x.db")
    with database:
        database.execute("CREATE TABLE row (holiday TEXT)")
        database.execute("CREATE TABLE photos (name TEXT)")
        database.execute("INSERT INTO row VALUES ('May')")
    database.close()
    before = (tmp_path / "x.db").read_bytes()
    put(tmp_path / "x.db", a=b"1")
    store = Store(tmp_path / "x.db", "a")
    assert store.get("s", b"a") is None
    store.close()
    assert (tmp_path / "x.db").read_bytes() == before


def test_tables_of_another_shape_are_made_anew(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "x.db")
    with database:
        database.execute("CREATE TABLE about (version TEXT)")
    database.close()
    put(tmp_path / "x.db", a=b"1")
    assert Store(tmp_path / "x.db", "a").get("s", b"a") == b"1"


def test_a_row_with_other_bytes_than_were_written_is_none(tmp_path: Path) -> None:
    put(tmp_path / "x.db", a=b"some words", b=b"other words")
    database = sqlite3.connect(tmp_path / "x.db")
    with database:
        database.execute("UPDATE row SET value = ? WHERE key = ?", (bytes(16) + b"some words", b"a"))
    database.close()
    store = Store(tmp_path / "x.db", "a")
    assert store.get("s", b"a") is None
    assert dict(store.rows("s")) == {b"b": b"other words"}


def test_a_database_that_is_cut_off_is_given_up_without_a_word(tmp_path: Path) -> None:
    put(tmp_path / "x.db", **{f"k{n}": bytes(3000) for n in range(50)})
    content = (tmp_path / "x.db").read_bytes()
    (tmp_path / "x.db").write_bytes(content[: len(content) // 2])
    store = Store(tmp_path / "x.db", "a")
    assert all(value == bytes(3000) for _, value in store.rows("s"))
    store.change("s", [(b"new", b"1")])
    store.close()
    put(tmp_path / "x.db", a=b"1")
    assert Store(tmp_path / "x.db", "a").get("s", b"a") == b"1"


def test_who_may_not_write_goes_on_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    store = Store(tmp_path / "file/x.db", "a")
    store.change("s", [(b"a", b"1")])
    assert store.get("s", b"a") is None
    store.close()


def test_two_at_once_do_not_harm_each_other(tmp_path: Path) -> None:
    one, other = Store(tmp_path / "x.db", "a"), Store(tmp_path / "x.db", "a")
    one.change("s", [(b"a", b"1")])
    other.change("s", [(b"b", b"2")])
    assert dict(one.rows("s")) == dict(other.rows("s")) == {b"a": b"1", b"b": b"2"}


@pytest.mark.skipif(not can_fork(), reason="processes cannot be forked here")
def test_forked_processes_read_by_themselves_and_write_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOBS", "2")
    store = Store(tmp_path / "x.db", "a")
    store.change("s", [(b"%d" % n, bytes([n])) for n in range(100)])

    here = os.getpid()

    def work(piece: int) -> bytes | None:
        time.sleep(0.001)
        if os.getpid() == here:
            return None
        store.change("s", [(b"%d" % piece, b"changed")])
        return store.get("s", b"%d" % piece)

    found = {place: value for place, value in spread(work, list(range(100))) if value is not None}
    assert found
    assert found == {place: bytes([place]) for place in found}
    store.change("s", [(b"more", b"1")])
    assert len(list(store.rows("s"))) == 101
    store.close()


def test_without_a_file_rows_last_as_long_as_the_store() -> None:
    store = Store(None)
    store.change("s", [(b"a", b"1")])
    assert store.get("s", b"a") == b"1"
    assert Store(None).get("s", b"a") is None


def test_a_section_is_a_mapping() -> None:
    rows = Rows(Store(None), "s")
    rows["é"] = b"1"
    assert (dict(rows), len(rows), rows.get("x")) == ({"é": b"1"}, 1, None)
    del rows["é"]
    assert not rows
