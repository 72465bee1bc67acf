import pytest
from registry.write.plan import Collision, Plan


def test_a_plan_keeps_paths_and_bytes() -> None:
    plan = Plan()
    plan.add("index.html", b"a")
    plan.add("a/b/index.html", b"b")
    plan.add("a/c", b"c")
    assert plan.files == {"index.html": b"a", "a/b/index.html": b"b", "a/c": b"c"}


@pytest.mark.parametrize("path", ["", "/a", "a//b", "a/", "../a", "a/../b", "./a", "a/.", "a\\b"])
def test_no_path_leads_out(path: str) -> None:
    with pytest.raises(ValueError, match="not a path inside the output"):
        Plan().add(path, b"")


@pytest.mark.parametrize(
    ("first", "second"),
    [("a", "a"), ("a", "A"), ("é", "e\u0301"), ("a", "a/b"), ("a/b", "a"), ("A/b", "a"), ("a/b/c", "a/B")],
)
def test_two_files_never_want_one_place(first: str, second: str) -> None:
    plan = Plan()
    plan.add(first, b"")
    with pytest.raises(Collision):
        plan.add(second, b"")
