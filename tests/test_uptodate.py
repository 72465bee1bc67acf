import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from registry.cache import looks
from registry.cache.store import Store
from registry.uptodate import Done, done, look, remember
from support.small import commit
from support.trees import PARTNER, make_site

SAID = Done("1 page ({seconds} s)", "", ",")


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Done | None]:
    """A site that was built a while ago; the function tells what a second build would say."""
    monkeypatch.setattr(looks, "RACY_NS", -(10**12))
    site, output = make_site(tmp_path / "site", {"data/partners/a.yaml": PARTNER}), tmp_path / "out"
    output.mkdir()
    (output / "index.html").write_text("x")
    info = (output / "index.html").stat()
    store = Store(None)
    remember(store, "s", look(site), {"index.html": (info.st_size, info.st_mtime_ns)}, SAID)
    return lambda: done(store, "s", site, output)


def test_where_nothing_changed_nothing_is_to_be_done(built: Callable[[], Done | None]) -> None:
    assert built() == SAID
    assert built() == SAID


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "site/data/partners/a.yaml").write_text("name: B\n"),
        lambda root: (root / "site/data/partners/b.yaml").write_text(PARTNER),
        lambda root: (root / "site/data/partners/a.yaml").rename(root / "site/data/partners/b.yaml"),
        lambda root: (root / "site/data/partners/a.yaml").unlink(),
        lambda root: (root / "site/content/news").mkdir(parents=True),
        lambda root: (root / "site/data/partners/a.yaml").chmod(0o600),
        lambda root: os.utime(root / "site/data/partners/a.yaml", ns=(0, 0)),
        lambda root: (root / "out/index.html").unlink(),
        lambda root: (root / "out/index.html").write_text("changed by hand"),
        lambda root: os.utime(root / "out/index.html", ns=(0, 0)),
    ],
)
def test_any_change_is_seen(tmp_path: Path, built: Callable[[], Done | None], change: Callable[[Path], object]) -> None:
    change(tmp_path)
    assert built() is None


def test_that_git_moved_is_seen(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", {"data/partners/a.yaml": PARTNER})
    commit(site)
    before = look(site).digest
    assert look(site).digest == before
    commit(site)
    assert look(site).digest != before


def test_what_changed_a_moment_before_may_change_again_unseen(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"data/partners/a.yaml": PARTNER})
    store = Store(None)
    remember(store, "s", look(site), {}, SAID)
    assert done(store, "s", site, tmp_path) is None
    past = time.time_ns() - 10**11
    assert look(site).youngest > past


def test_another_commit_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looks, "RACY_NS", -(10**12))
    site, store = make_site(tmp_path), Store(None)
    remember(store, "s", look(site, "one"), {}, SAID)
    assert done(store, "s", site, tmp_path, lambda: "one") == SAID
    assert done(store, "s", site, tmp_path, lambda: "two") is None


def test_a_site_with_nothing_in_it_can_be_looked_at(tmp_path: Path) -> None:
    assert look(tmp_path).digest == look(tmp_path / "none").digest
