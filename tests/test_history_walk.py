"""What is found out of real repositories."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from registry.build import Build
from registry.cache.store import Store
from registry.history.historian import Historian
from registry.load.files import MAX_BYTES
from registry.past import Past, Row
from registry.project import Project
from support.pasts import Repository, lines, past_of
from support.small import NETWORK, git

LAMP = "name: Lamp Club\nclassification: association\nrole: Lights.\n"
FOG = "name: Fog Club\nclassification: association\n"
PARTNER = "data/partners/{}.yaml".format


@pytest.fixture
def site(tmp_path: Path) -> Repository:
    found = Repository(tmp_path / "site")
    found.commit("2020-02-01", {PARTNER("lamp"): LAMP})
    return found


def known(site: Repository, store: Store | None = None) -> Past:
    past = past_of(site.root, store)
    assert past
    return past


def row(past: Past, id_: str) -> Row:
    return next(row for row in past.rows if row.id == id_)


def day(site: Repository, seconds: int | None) -> str:
    return git(site.root, "log", "-1", "--format=%cs", f"--since={seconds}", f"--until={seconds}").strip()


def test_first_and_last_change_are_those_that_mean_something(site: Repository) -> None:
    site.commit("2020-03-01", {PARTNER("lamp"): LAMP.replace("Lights.", "Lights lamps.")})
    site.commit("2020-04-01", {PARTNER("lamp"): "# Noted.\nrole: 'Lights  lamps.'\n" + LAMP.partition("role")[0]})
    past = known(site)
    assert lines(past) == [
        "2020-01-01 added network network",
        "2020-02-01 added partner lamp",
        "2020-03-01 changed partner lamp: Role in the network: “Lights.” → “Lights lamps.”",
    ]
    assert (day(site, row(past, "lamp").created), day(site, row(past, "lamp").modified)) == ("2020-02-01", "2020-03-01")


def test_a_renamed_record_goes_on_and_what_refers_to_it_has_not_changed(site: Repository) -> None:
    commission = "---\nname: Harbour\nmembers: [{{partner: {}}}]\n---\n".format
    site.commit("2020-03-01", {"content/commissions/harbour.md": commission("lamp")})
    renamed = {PARTNER("lamp"): None, PARTNER("light"): LAMP, "content/commissions/harbour.md": commission("light")}
    site.commit("2020-04-01", renamed)
    past = known(site)
    assert lines(past)[-1] == "2020-04-01 renamed partner light: Has another address on this site"
    assert day(site, row(past, "light").created) == "2020-02-01"


def test_what_cannot_be_read_counts_for_nothing_and_is_not_read_for_long(site: Repository) -> None:
    for month, content in enumerate(
        ["name: [broken\n", b"name: \xff\n", "name: " + "x" * MAX_BYTES, "a: &a [*a]\n", LAMP + "role: Twice.\n", ""], 3
    ):
        site.commit(f"2020-{month:02}-01", {PARTNER("lamp"): content})
    site.commit("2020-10-01", {PARTNER("lamp"): LAMP.replace("Lamp", "Light"), "data/partners/Not An Id.yaml": "x"})
    (site.root / PARTNER("fog")).symlink_to("lamp.yaml")
    site.commit("2020-11-01")
    assert lines(known(site))[2:] == ["2020-10-01 changed partner lamp: Name: “Lamp Club” → “Light Club”"]


def test_what_was_taken_away_and_how_people_were_reached_is_not_told(site: Repository) -> None:
    site.commit("2020-03-01", {PARTNER("lamp"): LAMP + "contact_details:\n  phone: 01 02 03 04 05\n"})
    site.commit("2020-04-01", {PARTNER("lamp"): LAMP + "contact_details:\n  phone: 01 02 03 04 06\n"})
    site.commit("2020-05-01", {PARTNER("lamp"): LAMP.replace("Lights.", "Call +33 6 01 02 03 04, or a.b@example.org.")})
    site.commit("2020-06-01", {PARTNER("lamp"): LAMP.replace("Lights.", "Since 2010-05-01, 1 200 000 lights.")})
    site.commit("2020-07-01", {PARTNER("lamp"): None})
    assert [line[11:] for line in lines(known(site))[2:]] == [
        "changed partner lamp: Contact details: changed",
        "changed partner lamp: Contact details: changed",
        "changed partner lamp: Role in the network: “Lights.” → “Call …, or ….”; Contact details: changed",
        "changed partner lamp: Role in the network: “Call …, or ….” → “Since 2010-05-01, 1 200 000 lights.”",
        "removed partner lamp",
    ]


def test_a_merged_change_is_told_once_when_it_arrived(site: Repository) -> None:
    git(site.root, "checkout", "-q", "-b", "proposal")
    site.commit("2020-03-01", {PARTNER("lamp"): LAMP.replace("Lights.", "Burns.")})
    site.commit("2020-03-02", {PARTNER("lamp"): LAMP.replace("Lights.", "Glows.")})
    git(site.root, "checkout", "-q", "main")
    site.commit("2020-04-01", {PARTNER("fog"): FOG})
    site.merge("2020-05-01", "proposal")
    assert lines(known(site))[2:] == [
        "2020-04-01 added partner fog",
        "2020-05-01 changed partner lamp: Role in the network: “Lights.” → “Glows.”",
    ]


def test_commits_one_by_one_come_to_the_same_as_all_at_once(site: Repository) -> None:
    store = Store(None)
    steps: list[dict[str, str | bytes | None]] = [
        {PARTNER("fog"): FOG + "example: true\n", "content/pages/a.md": "---\ntitle: A\n---\nText.\n"},
        {PARTNER("fog"): "broken: [\n"},
        {PARTNER("fog"): FOG, "content/pages/a.md": None, "content/pages/b.md": "---\ntitle: A\n---\nText, more.\n"},
        {"README": "Nothing of a record.\n"},
        {PARTNER("lamp"): None},
        {PARTNER("lamp"): LAMP, "data/network.yaml": NETWORK.format(language="en", country="FR") + "tagline: Hello.\n"},
    ]
    for place, files in enumerate(steps, 3):
        site.commit(f"2020-{place:02}-01", files)
        if place % 3:
            assert known(site, store) == known(site)
    git(site.root, "checkout", "-q", "-b", "other", "HEAD~3")
    site.commit("2021-01-01", {PARTNER("lamp"): LAMP + "start_date: 2020\n"})
    assert known(site, store) == known(site)


def test_many_changes_are_told_the_same_on_all_cores(site: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    many = {PARTNER(f"p{n}"): FOG.replace("Fog", f"Fog {n}") for n in range(30)}
    members = "".join(f"  - partner: p{n}\n" for n in range(30))
    site.commit("2020-03-01", {**many, "content/commissions/c.md": f"---\nname: C\nmembers:\n{members}---\n"})
    ended = members.replace("p7\n", "p7\n    end_date: 2020\n")
    renamed = {PARTNER("p7"): FOG.replace("Fog", "Mist"), **{PARTNER(f"p{n}"): LAMP for n in range(20, 30)}}
    site.commit("2020-04-01", {**renamed, "content/commissions/c.md": f"---\nname: C\nmembers:\n{ended}---\n"})
    alone = known(site)
    assert "Mist Club leaves the commission in 2020" in "".join(lines(alone))
    monkeypatch.setattr("registry.history.judge._MANY", 2)
    monkeypatch.setenv("JOBS", "2")
    assert known(site) == alone


def test_a_shallow_copy_says_what_it_does_not_know(site: Repository, tmp_path: Path) -> None:
    site.commit("2020-03-01", {PARTNER("fog"): FOG})
    site.commit("2020-04-01", {PARTNER("lamp"): LAMP.replace("Lights.", "Glows.")})
    copy, store = tmp_path / "copy", Store(None)
    git(tmp_path, "clone", "-q", "--depth=2", site.root.as_uri(), str(copy))
    past = past_of(copy, store)
    assert past
    assert day(site, past.begins) == "2020-03-01"
    assert row(past, "fog")[2:4] == (None, None)
    assert (row(past, "lamp").created, day(site, row(past, "lamp").modified)) == (None, "2020-04-01")
    historian = Historian(copy, Store(None))
    checked = Build(copy, Project()).checked
    assert "before 1 March 2020" in historian.remark(checked)
    git(copy, "fetch", "-q", "--unshallow")
    assert past_of(copy, store) == known(site)


def test_without_git_nothing_is_known(site: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bare = tmp_path / "bare"
    shutil.copytree(site.root, bare, ignore=shutil.ignore_patterns(".git"))
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert past_of(bare) is None
    git(bare, "init", "-q")
    assert past_of(bare) is None
    shutil.rmtree(site.root / ".git/objects")
    (site.root / ".git/objects").mkdir()
    historian = Historian(site.root, Store(None))
    assert historian.past(Build(site.root, Project()).checked) is None
    assert historian.remark(Build(site.root, Project()).checked)
    monkeypatch.setenv("PATH", os.devnull)
    assert past_of(site.root) is None


def test_names_of_authors_and_what_is_older_are_the_networks_choice(site: Repository) -> None:
    site.commit("2020-03-01", {PARTNER("fog"): FOG}, author="Fog Club")
    assert {change.author for change in known(site).changes} == {""}
    network = NETWORK.format(language="en", country="FR") + "history: {{authors: true, {more}}}\n"
    site.commit("2020-04-01", {"data/network.yaml": network.format(more="since: 2020-03")})
    past = known(site)
    assert [(change.day, change.author) for change in past.changes] == [
        ("2020-03-01", "Fog Club"),
        ("2020-04-01", "Nobody"),
    ]
    assert day(site, row(past, "lamp").created) == "2020-02-01"
    site.commit("2020-05-01", {"data/network.yaml": network.format(more="shown: false")})
    assert past_of(site.root) is None


def test_what_was_an_example_was_never_published(site: Repository) -> None:
    site.commit("2020-03-01", {PARTNER("fog"): FOG + "example: true\n"})
    site.commit("2020-04-01", {PARTNER("fog"): FOG + "example: true\nrole: Hides.\n"})
    assert lines(known(site).published())[2:] == []
    site.commit("2020-05-01", {PARTNER("fog"): FOG + "role: Hides.\n"})
    assert lines(known(site).published())[2:] == ["2020-05-01 added partner fog"]
