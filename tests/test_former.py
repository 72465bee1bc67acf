"""Who keeps the address of a record's data, calendar or feed is served after the record was renamed."""

from __future__ import annotations

import json
from pathlib import Path

from registry.build import Build
from registry.project import Project
from support.items import all_files, items_of
from support.small import write
from support.views import build

REDIRECTS = """\
redirects:
  - {from: /partners/oldest/, to: /partners/old/}
  - {from: /partners/old/, to: /partners/club/}
  - {from: /partners/merged/, to: /partners/}
  - {from: /commissions/mist/, to: /commissions/fog/}
  - {from: /meetings/z/, to: /meetings/c/}
  - {from: /about-us/, to: /about/}
  - {from: /club/, to: /partners/club/}
  - {from: /welcome/, to: /}
"""


def test_files_for_programs_stay_at_the_addresses_that_they_had(tmp_path: Path) -> None:
    build(tmp_path)
    write(tmp_path, {"data/redirects.yaml": REDIRECTS})
    found = Build(tmp_path, Project())
    assert found.checked.problems == []
    files = all_files(items_of(found))
    moved = {
        "api/v1/partners/oldest.json": "api/v1/partners/club.json",
        "api/v1/partners/old.json": "api/v1/partners/club.json",
        "api/v1/commissions/mist.json": "api/v1/commissions/fog.json",
        "commissions/mist/calendar.ics": "commissions/fog/calendar.ics",
        "commissions/mist/atom.xml": "commissions/fog/atom.xml",
        "api/v1/meetings/z.json": "api/v1/meetings/c.json",
        "meetings/z/z.ics": "meetings/c/c.ics",
        "api/v1/pages/about-us.json": "api/v1/pages/about.json",
    }
    told = files["_redirects"].decode().splitlines()
    for old, new in moved.items():
        assert files[old] == files[new], old
        assert f"/{old} /{new} 301" in told
    assert json.loads(files["api/v1/partners/old.json"])["url"] == "/partners/club/"
    assert "api/v1/partners/merged.json" not in files
    assert "api/v1/pages/club.json" not in files
