"""What is known of files before they are opened."""

from pathlib import Path

from registry.cache.store import Store
from registry.load.document import Document
from registry.problem import Finding, Severity
from registry.validate.known import Head, Heads, head_of
from registry.validate.reading import Reading

FINDING = Finding("data/partners/a.yaml", 2, 3, "S028", {"known": ["a", Path("b")], "n": 1}, "club", Severity.WARNING)
HEAD = Head((1, 2, 3, 4), (b"a", b"b", b"c", b"d"), True, ())


def test_findings_come_back_as_they_were_with_plain_params() -> None:
    document = Document("data/partners/a.yaml", "partner", "a")
    (found,) = head_of(Reading(document, [FINDING])).found()
    assert found.params == {"known": ["a", "b"], "n": 1}
    assert (found.path, found.line, found.column, found.code, found.near, found.severity) == (
        ("data/partners/a.yaml", 2, 3, "S028", "club", Severity.WARNING)
    )


def test_only_data_that_a_schema_accepted_is_sound() -> None:
    digests = (b"a", b"b", b"c", b"d")
    whole, broken = Document("a", "page", "a", digests=digests), Document("a", "page", "a", broken=True)
    flawed = Document("a", "page", "a", flawed=frozenset({"title"}), digests=digests)
    sound = [head_of(Reading(document, [])).sound_data for document in (whole, broken, flawed)]
    assert sound == [b"b", None, None]


def test_heads_are_there_for_the_next_run_and_those_of_files_that_went_are_not(tmp_path: Path) -> None:
    store = Store(tmp_path / "x.db", "a")
    paths = [f"data/partners/{n}.yaml" for n in range(300)]
    Heads(store, "files").change(dict.fromkeys(paths, HEAD))
    heads = Heads(store, "files")
    assert heads.by_path == dict.fromkeys(paths, HEAD)
    heads.change({paths[0]: HEAD._replace(state=None)}, gone=[paths[1]])
    store.close()
    again = Heads(Store(tmp_path / "x.db", "a"), "files").by_path
    assert again == heads.by_path
    assert again[paths[0]].state is None and paths[1] not in again


def test_a_file_that_changes_has_its_share_written_and_no_other(tmp_path: Path) -> None:
    store = Store(tmp_path / "x.db", "a")
    heads = Heads(store, "files")
    heads.change({f"data/partners/{n}.yaml": HEAD for n in range(300)})
    before = dict(store.rows("files"))
    heads.change({"data/partners/7.yaml": HEAD._replace(state=(9, 9, 9, 9))})
    after = dict(store.rows("files"))
    assert len([key for key in after if after[key] != before[key]]) == 1
