"""`fix` on a whole site: what it changes, what it tells, what it never touches."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest
from registry.__main__ import main
from registry.fix import site as fix_module
from registry.fix.attempt import Attempts
from registry.fix.hints import MAX_TRIED
from registry.fix.site import BLANKS, LINE_ENDS, MARK, fix_site
from registry.fix.write import write
from registry.load.files import RecordFile
from registry.problem import Finding
from registry.project import Project
from support.small import PARTNER, small_site

BAD = "name: A\nclassification: Association\nwebsite: www.a.org\n"
GOOD = "name: A\nclassification: association\nwebsite: https://www.a.org\n"
PATH = "data/partners/a.yaml"


def fix(root: Path, *arguments: str) -> int:
    return main(["fix", "--site", str(root), *arguments])


def test_several_corrections_of_several_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = small_site(tmp_path, {PATH: BAD, "data/partners/b.yaml": BAD}, language="en", country="GB")
    assert fix(site) == 0
    assert (site / PATH).read_text() == (site / "data/partners/b.yaml").read_text() == GOOD
    assert "4 corrections made." in capsys.readouterr().out


def test_a_dry_run_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = small_site(tmp_path, {PATH: BAD}, language="en", country="GB")
    assert fix(site, "--dry-run") == 0
    assert (site / PATH).read_text() == BAD
    assert "2 corrections possible; nothing was written." in capsys.readouterr().out


def test_good_records_are_left_alone(tmp_path: Path) -> None:
    site = small_site(tmp_path, {PATH: GOOD + "\n\n# end   \n"})
    (site / PATH).chmod(0o400)
    before = (site / PATH).stat().st_mtime_ns
    assert fix(site) == 0
    assert (site / PATH).stat().st_mtime_ns == before


def test_the_rights_of_a_file_stay(tmp_path: Path) -> None:
    site = small_site(tmp_path, {PATH: BAD})
    (site / PATH).chmod(0o640)
    fix(site)
    assert stat.S_IMODE((site / PATH).stat().st_mode) == 0o640
    assert sorted(os.listdir(site / "data/partners")) == ["a.yaml"]


def test_line_ends_and_a_mark_are_cleaned(tmp_path: Path) -> None:
    body = "---\r\ntitle: T\r\n---\r\nOne  \r\n\rTwo"
    site = small_site(tmp_path, {"content/pages/p.md": b"\xef\xbb\xbf" + body.encode()})
    fixed = fix_site(site, Project())
    assert [change.note for change in fixed.changes] == [MARK, LINE_ENDS]
    assert fixed.files == {"content/pages/p.md": b"---\ntitle: T\n---\nOne  \n\nTwo"}


def test_blanks_without_width_are_taken_away_and_signs_that_mean_something_are_not(tmp_path: Path) -> None:
    text = "---\ntitle: A\u200b room\n---\nTo\ufeff be \u2060shared \U0001f468\u200d\U0001f469.\n"
    turned = "---\ntitle: A\u200b \u202eroom\n---\n"
    site = small_site(tmp_path, {"content/pages/p.md": text, "content/pages/q.md": turned})
    fixed = fix_site(site, Project())
    assert [(change.path, change.note) for change in fixed.changes] == [("content/pages/p.md", BLANKS)]
    clean = "---\ntitle: A room\n---\nTo be shared \U0001f468\u200d\U0001f469.\n"
    assert fixed.files == {"content/pages/p.md": clean.encode()}


@pytest.mark.parametrize(
    ("old", "new"),
    [("data/partners/a.yml", PATH), ("data/partners/a.YAML", PATH), ("content/pages/a.markdown", "content/pages/a.md")],
)
def test_a_file_gets_the_ending_of_its_folder(tmp_path: Path, old: str, new: str) -> None:
    text = GOOD if old.startswith("data") else "---\ntitle: A\n---\n"
    site = small_site(tmp_path, {old: text})
    assert fix(site) == 0
    assert not (site / old).exists()
    assert (site / new).read_text() == text


def test_a_file_is_renamed_over_no_other_and_to_no_bad_name(tmp_path: Path) -> None:
    files = {PATH: GOOD, "data/partners/a.yml": BAD, "data/partners/B C.yml": GOOD, "data/partners/A.yml": GOOD}
    site = small_site(tmp_path, files)
    assert fix(site) == 0
    assert {path: (site / path).read_text() for path in files} == files


def test_a_renamed_file_is_corrected_as_well(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"data/partners/a.yml": "\ufeff" + BAD})
    assert fix(site) == 0
    assert (site / PATH).read_text() == GOOD


def test_a_field_whose_reference_then_dangles_is_not_renamed(tmp_path: Path) -> None:
    meeting = "---\nclassification: plenary\nstatus: held\nstart: 2026\ncomission: nowhere\n---\n"
    site = small_site(tmp_path, {"content/meetings/m.md": meeting})
    assert fix(site) == 0
    assert (site / "content/meetings/m.md").read_text() == meeting


def test_a_field_gets_its_name_and_then_its_choices(tmp_path: Path) -> None:
    site = small_site(tmp_path, {PATH: GOOD + "Themes: [Santé, Logement]\n"}, language="en", country="GB")
    assert fix(site) == 0
    assert (site / PATH).read_text() == GOOD + "themes: [sante, logement]\n"


def test_links_are_never_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.yaml").write_text(BAD)
    site = small_site(tmp_path / "site")
    (site / "data/partners").symlink_to(outside)
    (site / "content").mkdir()
    (site / "content/pages").mkdir()
    (site / "content/pages/p.md").symlink_to(outside / "a.yaml")
    os.mkfifo(site / "content/pages/q.md")
    assert fix(site) == 0
    assert (outside / "a.yaml").read_text() == BAD
    assert (site / "data/partners").is_symlink()


def test_nothing_outside_of_the_records_is_looked_at(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"README.yaml": BAD, "data/images/a.yaml": BAD, "content/images/a.yaml": BAD})
    before = {path: path.read_bytes() for path in site.rglob("*.yaml")}
    assert fix(site) == 0
    assert {path: path.read_bytes() for path in site.rglob("*.yaml")} == before


def test_what_somebody_saves_meanwhile_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = small_site(tmp_path, {PATH: BAD, "data/partners/b.yaml": BAD, "data/partners/c.yml": GOOD})
    fixed = fix_site(site, Project())
    (site / PATH).write_text(BAD + "role: R\n")
    (site / "data/partners/b.yaml").unlink()
    (site / "data/partners/b.yaml").symlink_to("a.yaml")
    (site / "data/partners/c.yaml").write_text("name: C\n")
    assert sorted(write(site, fixed)) == [PATH, "data/partners/b.yaml", "data/partners/c.yml"]
    assert (site / PATH).read_text() == BAD + "role: R\n"
    assert (site / "data/partners/c.yaml").read_text() == "name: C\n"


def test_a_file_that_was_left_alone_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site = small_site(tmp_path, {PATH: BAD}, language="en", country="GB")

    def meanwhile(*arguments: object, **more: object) -> fix_module.Fixed:
        fixed = fix_site(*arguments, **more)  # type: ignore[arg-type]
        (site / PATH).write_text(GOOD + "role: R\n")
        return fixed

    monkeypatch.setattr(fix_module, "fix_site", meanwhile)
    assert fix(site) == 1
    assert f"{PATH}: changed meanwhile" in capsys.readouterr().out


def test_a_file_that_cannot_be_written_stays_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: str, target: Path) -> None:
        raise OSError(errno.EROFS, "Read-only file system", source, None, str(target))

    site = small_site(tmp_path, {PATH: BAD})
    monkeypatch.setattr("registry.fix.write.os.replace", refuse)
    assert fix(site) == 1
    assert capsys.readouterr().err.endswith(f"{PATH}\u00a0: le disque est en lecture seule.\n")
    assert (site / PATH).read_text() == BAD
    assert [path.name for path in (site / PATH).parent.iterdir()] == ["a.yaml"]


def test_a_correction_that_makes_it_worse_is_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("registry.fix.site._Work.better", lambda self, finding, checked: finding.code != "S028")
    site = small_site(tmp_path, {PATH: BAD})
    fixed = fix_site(site, Project())
    assert [change.after for change in fixed.changes] == ["website: https://www.a.org"]
    assert fixed.files[PATH].decode() == BAD.replace("www.", "https://www.")


def test_a_record_with_very_many_mistakes_is_mended(tmp_path: Path) -> None:
    terms = "".join(f"  - term: T{number}\n    expansion: A: B\n" for number in range(25))
    site = small_site(tmp_path, {"data/glossary.yaml": f"terms:\n{terms}"})
    assert fix(site) == 0
    assert (site / "data/glossary.yaml").read_text() == f"terms:\n{terms}".replace("A: B", '"A: B"')
    assert main(["check", "--site", str(site)]) == 0


def test_fields_are_put_in_order_if_asked_for(tmp_path: Path) -> None:
    site = small_site(tmp_path, {PATH: "classification: association\nname: A\n"})
    assert fix(site) == 0
    assert (site / PATH).read_text().startswith("classification")
    assert fix(site, "--order") == 0
    assert (site / PATH).read_text() == PARTNER.format(name="A")


def test_hints_of_check_name_what_fix_does_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {PATH: BAD + "size: 3\n", "data/partners/b.yml": GOOD, "data/partners/c.yaml": b"name: \xff\n"}
    site = small_site(tmp_path, files, language="en", country="GB")
    main(["check", "--site", str(site)])
    blocks = capsys.readouterr().out.split("\n\n")
    hinted = [block.split()[2] for block in blocks if "“make fix” can do this" in block]
    assert sorted(hinted) == ["F001", "S010", "S028"]


def test_a_long_record_in_which_nearly_all_is_wrong_gets_few_hints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each hint reads the whole record anew: thousands of them took a quarter of an hour."""
    tried: list[int] = []
    attempt = Attempts.text

    def text(self: Attempts, file: RecordFile, text: str, finding: Finding) -> str | None:
        tried.append(len(text))
        return attempt(self, file, text, finding)

    monkeypatch.setattr(Attempts, "text", text)
    member = "  - {partner: a, role: A, start_date: 1/2/2020}\n"
    head = "---\nname: C\nmission: M\nmembers:\n"
    files = {PATH: GOOD, "content/commissions/c.md": f"{head}{member * 150}---\n"}
    main(["check", "--site", str(small_site(tmp_path, files, language="en", country="GB"))])
    assert 10 < len(tried) < 40
    assert sum(tried) < MAX_TRIED + tried[0]
