"""The figures as a table for a terminal: missed targets first."""

from __future__ import annotations

from collections.abc import Sequence

from bench.figures import GROWTH, RATIOS, WHAT, Measured, growth, spread

RED, GREEN, BOLD, PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[1m", "\x1b[0m"
HEAD = ("", "size", "what", "ours", "", "Hugo", "", "Pelican", "CPU", "ratio", "target")


def amount(value: float, scenario: str) -> str:
    """Seconds or bytes with three digits and a unit."""
    if scenario == "memory":
        return f"{value / 2**20:.0f} MiB"
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.3g} s"


def _cells(item: Measured) -> list[str]:
    shown = []
    for program in ("ours", "Hugo", "Pelican"):
        values = item.values.get(program)
        middle = item.median(program)
        none = "failed" if program in item.failed else "–"
        shown.append(amount(middle, item.scenario) if middle is not None else none)
        if program != "Pelican":
            low, high = spread(values) if values else (0.0, 0.0)
            shown.append(f"({amount(low, item.scenario)} – {amount(high, item.scenario)})" if values else "")
    target = item.target()
    ratios = ["" if ratio is None else f"{ratio:.2f}" for ratio in (item.processor_ratio(), item.ratio())]
    as_ratio = item.size in RATIOS.get(item.scenario, {})
    told = "" if target is None else f"≤ {target[1]:g}" + ("" if as_ratio else " s")
    mark = {True: "missed", False: "met", None: ""}[item.missed()]
    return [mark, item.size, WHAT[item.scenario], *shown, *ratios, told]


def _growths(measured: Sequence[Measured]) -> list[list[str]]:
    rows = []
    for scenario, most in GROWTH.items():
        ours, hugo = growth(measured, scenario), growth(measured, scenario, "Hugo")
        if ours is not None:
            mark = "missed" if ours > most else "met"
            others = ["" if hugo is None else f"{hugo:.2f}", "", "", "", "", f"≤ {most:g}"]
            rows.append([mark, "M→L", f"exponent of growth: {WHAT[scenario]}", f"{ours:.2f}", "", *others])
    return rows


def table(measured: Sequence[Measured], colour: bool) -> str:
    """The whole table."""
    order = {"missed": 0, "met": 1, "": 2}
    rows = sorted([*map(_cells, measured), *_growths(measured)], key=lambda row: order[row[0]])
    widths = [max(len(row[column]) for row in (HEAD, *rows)) for column in range(len(HEAD))]
    lines = []
    for row in (HEAD, *rows):
        cells = [
            cell.ljust(width) if column in (0, 1, 2, 4, 6, 10) else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        paint = {"missed": RED, "met": GREEN}.get(row[0], BOLD if row is HEAD else "") if colour else ""
        if paint:
            cells[0] = f"{paint}{cells[0]}{PLAIN}" if row is not HEAD else cells[0]
        line = "  ".join(cells).rstrip()
        lines.append(f"{BOLD}{line}{PLAIN}" if row is HEAD and colour else line)
    return "\n".join(lines)
