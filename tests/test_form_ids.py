from pathlib import Path

from registry.view.form_ids import entry_ids
from support.views import build

MEETING = """\
---
classification: plenary
status: held
start: 2022-05
decisions: [{id: e-1, text: T, result: adopted}, {id: e, text: T, result: adopted}]
action_items: [{id: e-a1, text: T, partner: club, status: open}]
---
"""


def test_every_id_of_an_entry_is_told_those_of_its_record_in_short(tmp_path: Path) -> None:
    records = build(tmp_path, {"content/meetings/e.md": MEETING}).views.registry.of_kind("meeting")
    assert entry_ids(records) == {"": "d-1 d-2 e", "a": "1 2", "e": "1 a1"}
