import json
import sys
import time
from pathlib import Path

import pytest
from bench import process
from bench.equivalence import dead_links, differences, read_page
from bench.figures import Measured, as_json, growth, spread
from bench.network import KINDS, generate, partners_of
from bench.progress import Progress, Step
from bench.sites import HUGO, OURS, PELICAN, Command, Program
from bench.table import table
from support.trees import problems, tree

COUNT = "24"  # partners: the smallest network with all there is


@pytest.mark.parametrize("program", [OURS, HUGO, PELICAN], ids=lambda program: program.name)
def test_a_site_is_the_same_each_time(tmp_path: Path, program: Program) -> None:
    for name in ("a", "b"):
        program.write(tmp_path / name, generate(COUNT))
    assert tree(tmp_path / "a") == tree(tmp_path / "b")


def test_the_network_has_no_problem(tmp_path: Path) -> None:
    OURS.write(tmp_path / "site", generate(COUNT))
    assert problems(tmp_path / "site", publish=True) == []


def test_sizes_are_those_of_the_issue() -> None:
    counts = {kind: len(records) for kind, records in generate("S").records.items()}
    assert counts == {"partner": 40, "commission": 4, "meeting": 40, "project": 20}
    assert sum(len(generate("M").records[kind]) for kind in KINDS) == 2600


@pytest.mark.parametrize("size", ["S", "M"])
def test_the_partner_that_is_renamed_stands_on_dozens_of_pages(size: str) -> None:
    network = generate(size)
    partner = network.renamed()
    named = [id for kind in KINDS[1:] for id, record in network.records[kind].items() if partner in partners_of(record)]
    assert 24 <= len(named) <= 48
    assert network.naming(partner)[1] in named


def test_an_edit_changes_the_file_of_its_record_only(tmp_path: Path) -> None:
    network = generate(COUNT)
    OURS.write(tmp_path / "site", network)
    before = tree(tmp_path / "site")
    id = network.edited()
    record = network.records["meeting"][id]
    OURS.save(tmp_path / "site", "meeting", id, {**record, "body": record["body"] + "More.\n"})
    after = tree(tmp_path / "site")
    assert {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)} == {
        f"content/meetings/{id}.md"
    }


def test_pages_are_compared_by_title_and_by_the_records_they_link_to() -> None:
    ours = read_page(
        "<header><a href='/projets/z/'>no</a></header><main><h1>L’<b>aile</b>\u202f!</h1>"
        "<a href='/partenaires/a/#x'>a</a><a href='/partenaires/'>list</a></main>"
    )
    other = read_page("<main><h1>L'aile  !</h1><a href='https://example.org/partenaires/a/'>a</a></main>")
    assert ours == other == ("L’aile !", frozenset({"partenaires/a"}))
    third = read_page("<main><h1>Aile</h1><a href='/commissions/b/'>b</a></main>")
    assert differences({"x": ours, "y": ours}, {"x": third, "z": ours}) == [
        "y: only ours has it",
        "z: ours lacks it",
        "x: “L’aile !” is “Aile”",
        "x: only ours links to partenaires/a",
        "x: ours lacks a link to commissions/b",
    ]
    assert dead_links({"partenaires/a": third}) == ["partenaires/a: leads to commissions/b"]


def test_ratios_are_those_of_paired_runs() -> None:
    # The machine was busy in the second round, which says nothing of the programs.
    measured = Measured("M", "cold", {"ours": [2.0, 40.0, 3.0], "Hugo": [1.0, 20.0, 1.0]})
    assert measured.ratio() == 2
    assert measured.median("ours") == 3
    assert measured.missed() is False
    assert Measured("M", "cold", {"ours": [2.1], "Hugo": [1.0]}).missed() is True
    assert Measured("M", "cold", {"ours": [2.1]}).missed() is None
    assert Measured("S", "check", {"ours": [0.3]}).missed() is True
    assert Measured("S", "restored", {"ours": [9.0], "Hugo": [1.0]}).missed() is None


def test_spread_is_the_quartiles_or_all_there_is() -> None:
    assert spread([3, 1, 2]) == (1, 3)
    assert spread([1, 2, 3, 4, 100]) == (2, 4)


def test_growth_is_the_exponent_from_m_to_l() -> None:
    rows = [Measured("M", "cold", {"ours": [2.0]}), Measured("L", "cold", {"ours": [200.0]})]
    assert growth(rows, "cold") == 2
    assert growth(rows[:1], "cold") is None
    first = table(rows, colour=False).splitlines()[1]
    assert first.startswith("missed  M→L")
    assert first.endswith("≤ 1.05")


def test_what_missed_its_target_comes_first_and_colour_is_optional() -> None:
    rows = [
        Measured("S", "cold", {"ours": [1.0, 1.0], "Hugo": [0.5, 0.5], "Pelican": [2.0, 2.0]}),
        Measured("S", "restored", {"ours": [1.0]}),
        Measured("S", "memory", {"ours": [300 * 2**20], "Hugo": [100 * 2**20]}),
    ]
    lines = table(rows, colour=False).splitlines()
    assert [line.split()[0] for line in lines[1:3]] == ["missed", "met"]
    assert "300 MiB" in lines[1]
    assert "2.00  ≤ 4" in lines[2]
    assert "\x1b" not in "".join(lines)
    assert "\x1b[31mmissed" in table(rows, colour=True)


def test_json_holds_every_run() -> None:
    rows = [Measured("S", "cold", {"ours": [1.0, 3.0], "Hugo": [0.5, 0.5]}, {"ours": [0.9, 2.9]})]
    told = json.loads(json.dumps(as_json(rows, {"runs": 2})))
    (row,) = told["measured"]
    assert row["programs"]["ours"] == {
        "median": 2.0,
        "spread": [1.0, 3.0],
        "ratio": 4.0,
        "runs": [1.0, 3.0],
        "processor": [0.9, 2.9],
    }
    assert (row["target"], row["missed"], told["runs"]) == (4, False, 2)


def test_the_time_left_is_guessed_from_what_was_run() -> None:
    steps = [Step("S", "cold", "ours", run) for run in (1, 2)]
    progress = Progress(list(steps), terminal=False)
    with progress.step(steps[0]):
        pass
    assert progress.planned == steps[1:]
    assert progress.left() < 0.5
    progress.planned.append(Step("S", "rename", "ours"))
    assert progress.left() < 0.5
    progress.planned.append(Step("S", "cold", "Hugo"))
    assert progress.left() > 0.5


def python(folder: Path, code: str) -> Command:
    return Command([sys.executable, "-I", "-c", f"import subprocess, sys, time\n{code}"], folder)


def child(code: str) -> str:
    """Code that starts other code in a session of its own, as `child`."""
    return (
        f"child = subprocess.Popen([sys.executable, '-I', '-c', {'import time; ' + code!r}], start_new_session=True)\n"
    )


def test_a_run_counts_the_processor_time_of_children_and_tells_a_failure(tmp_path: Path) -> None:
    ran = process.run(
        python(tmp_path, child("[None for _ in iter(lambda: time.process_time() < 0.3, False)]") + "child.wait()")
    )
    assert ran.seconds > 0.3
    assert ran.processor > 0.3
    with pytest.raises(process.Failed, match="exit 3\nwhy"):
        process.run(python(tmp_path, "print('why'); exit(3)"))


def test_memory_is_that_of_all_processes_together(tmp_path: Path) -> None:
    hold = "held = b'x' * 40_000_000; time.sleep(0.5)"
    assert 80_000_000 < process.peak(python(tmp_path, f"{child(hold)}{hold}; child.wait()")) < 140_000_000


def test_what_takes_too_long_is_ended_with_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "LIMIT", 1)
    with pytest.raises(process.Failed, match="took too long") as told:
        process.run(python(tmp_path, child("time.sleep(60)") + "print(child.pid, flush=True); time.sleep(60)"))
    pid = str(told.value).split()[-1]
    until = time.monotonic() + 5
    while Path("/proc", pid).exists() and time.monotonic() < until:
        time.sleep(0.01)
    assert not Path("/proc", pid).exists()
