"""Medians, spreads, ratios and targets."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Any

RATIOS: dict[str, dict[str, float]] = {
    "cold": {"S": 4, "M": 2, "L": 2},
    "restored": {"M": 0.4, "L": 0.12},
    "sentence": {"S": 3, "M": 0.35, "L": 0.08},
    "rename": {"S": 3, "M": 0.35, "L": 0.08},
    "nothing": {"S": 1, "M": 0.15, "L": 0.05},
    "serve sentence": {"S": 0.5, "M": 0.3, "L": 0.1},
    "serve rename": {"S": 0.5, "M": 0.3, "L": 0.1},
    "memory": {"S": 1.2, "M": 0.6, "L": 0.25},
}
"""The most that ours may take, as a multiple of what Hugo takes, by scenario and size."""
SECONDS: dict[str, dict[str, float]] = {
    "check": {"S": 0.2, "M": 0.3, "L": 0.6},
    "sentence": {"real": 0.7},
    "serve sentence": {"real": 0.15},
}
"""The most seconds that ours may take."""
GROWTH = {"cold": 1.05, "sentence": 0.8, "rename": 0.8}
"""The largest exponent of growth from M to L."""
WHAT = {
    "cold": "cold build, nothing kept",
    "restored": "cold build in a fresh checkout with what was kept (CI)",
    "nothing": "nothing changed, new process",
    "sentence": "a sentence in minutes, new process",
    "rename": "a partner renamed, new process",
    "check": "make check after an edit",
    "serve sentence": "save to served: a sentence",
    "serve rename": "save to served: a renamed partner on a page that lists it",
    "memory": "peak memory of a cold build, all processes",
}


@dataclass
class Measured:
    """What was measured of one scenario at one size: by program, one value a run (seconds, or bytes of memory).

    ``failed`` says of a program why it has no more runs.
    """

    size: str
    scenario: str
    values: dict[str, list[float]] = field(default_factory=dict)
    processor: dict[str, list[float]] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)

    def add(self, program: str, value: float, processor: float | None = None) -> None:
        """Note one run."""
        self.values.setdefault(program, []).append(value)
        if processor is not None:
            self.processor.setdefault(program, []).append(processor)

    def median(self, program: str) -> float | None:
        """The median of a program's runs."""
        return median(self.values[program]) if self.values.get(program) else None

    def ratio(self, program: str = "ours", to: str = "Hugo") -> float | None:
        """The median of the ratios of paired runs."""
        return _ratio(self.values, program, to)

    def processor_ratio(self) -> float | None:
        """The same of processor time, which a busy machine sways less."""
        return _ratio(self.processor, "ours", "Hugo")

    def target(self) -> tuple[float | None, float] | None:
        """(what counts, the most it may be), or ``None`` where the issue sets no target."""
        if (most := RATIOS.get(self.scenario, {}).get(self.size)) is not None:
            return self.ratio(), most
        if (most := SECONDS.get(self.scenario, {}).get(self.size)) is not None:
            return self.median("ours"), most
        return None

    def missed(self) -> bool | None:
        """Whether the target is missed; ``None`` if there is none, or nothing to judge it by."""
        found = self.target()
        return None if found is None or found[0] is None else found[0] > found[1]


def _ratio(values: dict[str, list[float]], program: str, to: str) -> float | None:
    pairs = list(zip(values.get(program, ()), values.get(to, ()), strict=False))
    return median(one / other for one, other in pairs) if pairs else None


def spread(values: Sequence[float]) -> tuple[float, float]:
    """The quartiles of four values or more, else the least and the greatest."""
    if len(values) < 4:
        return min(values), max(values)
    first, _, third = quantiles(values, n=4, method="inclusive")
    return first, third


def growth(measured: Sequence[Measured], scenario: str, program: str = "ours") -> float | None:
    """The exponent of growth from M to L, ten times as large."""
    medians = {item.size: item.median(program) for item in measured if item.scenario == scenario}
    small, large = medians.get("M"), medians.get("L")
    return math.log10(large / small) if small and large else None


def as_json(measured: Sequence[Measured], about: dict[str, Any]) -> dict[str, Any]:
    """Everything, for programs."""
    rows = []
    for item in measured:
        target = item.target()
        programs = {
            name: {
                "median": item.median(name),
                "spread": list(spread(values)),
                "ratio": item.ratio(name),
                "runs": values,
                **({"processor": item.processor[name]} if name in item.processor else {}),
            }
            for name, values in item.values.items()
        }
        rows.append(
            {
                "size": item.size,
                "scenario": item.scenario,
                "processor_ratio": item.processor_ratio(),
                "unit": "bytes" if item.scenario == "memory" else "seconds",
                "programs": programs,
                "target": target and target[1],
                "missed": item.missed(),
                "failed": item.failed,
            }
        )
    exponents = {name: {"exponent": growth(measured, name), "target": most} for name, most in GROWTH.items()}
    return {**about, "measured": rows, "growth": exponents}
