import csv
import io
import json
from pathlib import Path
from typing import Any

from registry.render.api import api
from support.items import all_files
from support.views import build


def files(tmp_path: Path, publish: bool = True) -> dict[str, bytes]:
    found = build(tmp_path, publish=publish)
    return all_files(api(found.views, found.site, found.project))


def read(content: bytes) -> Any:
    return json.loads(content)


def test_every_kind_has_a_list_a_table_a_schema_and_a_file_a_record(tmp_path: Path) -> None:
    made = files(tmp_path)
    names = ["partners.json", "partners.csv", "partners/club.json", "network.json", "datapackage.json"]
    names += ["schemas/partner.schema.json", "schemas/files/common.schema.json"]
    assert {f"api/v1/{name}" for name in names} <= set(made)
    partners = read(made["api/v1/partners.json"])
    assert (partners["kind"], partners["version"], partners["network"]) == ("partner", "v1", "Harbour Table")
    assert [partner["id"] for partner in partners["partners"]] == ["school", "gone", "club"]
    assert read(made["api/v1/partners/club.json"]) == partners["partners"][-1]


def test_the_package_describes_the_tables_that_are_there(tmp_path: Path) -> None:
    made = files(tmp_path)
    package = read(made["api/v1/datapackage.json"])
    assert package["homepage"] == "https://harbour.example.org"
    for resource in package["resources"]:
        rows = list(csv.reader(io.StringIO(made[f"api/v1/{resource['path']}"].decode(), newline="")))
        assert rows[0] == [field["name"] for field in resource["schema"]["fields"]]
        assert len({row[0] for row in rows[1:]}) == len(rows) - 1


def test_decisions_are_a_table_of_their_own(tmp_path: Path) -> None:
    made = files(tmp_path)
    rows = list(csv.DictReader(io.StringIO(made["api/v1/decisions.csv"].decode(), newline="")))
    assert [row["id"] for row in rows] == ["d-2", "d-1"]
    first = {name: rows[1][name] for name in ("url", "date", "text", "result", "projects", "commissions", "meeting")}
    assert first == {
        "url": "/decisions/2020/#d-1", "date": "2020-03-01", "text": "Buy *tea*.", "result": "adopted",
        "projects": "kettle", "commissions": "fog", "meeting": "a",
    }  # fmt: skip
    assert rows[0]["commission"] == "fog"
    assert (
        made["api/v1/decisions-spreadsheet.csv"].decode("utf-8-sig").splitlines()[1].startswith("d-2,https://harbour.")
    )


def test_what_is_not_published_is_not_there(tmp_path: Path) -> None:
    assert b"ebedee" not in b"".join(files(tmp_path / "a").values())
    preview = files(tmp_path / "b", publish=False)
    assert read(preview["api/v1/partners/zebedee.json"])["example"] is True
    assert "homepage" not in read(preview["api/v1/datapackage.json"])
