"""Where the code's own folders are: schemas, theme, catalogues."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Project:
    """The folder that holds ``schemas/`` and ``theme/``; a network's data may lie elsewhere."""

    root: Path = Path(__file__).resolve().parents[2]

    @property
    def schemas(self) -> Path:
        return self.root / "schemas"

    @property
    def theme(self) -> Path:
        return self.root / "theme"

    @property
    def locale(self) -> Path:
        return self.theme / "locale"
