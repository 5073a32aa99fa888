"""What a benchmark finds: measured rows, and figures held against their targets."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Row:
    """One program: its seconds or another measure, its memory, and how that compares."""

    name: str
    measure: str
    memory: str
    compared: str


@dataclass(frozen=True)
class Figure:
    """A figure that has a target. `at_least` and `at_most` are bounds, one of them given."""

    name: str
    value: float
    at_least: float | None = None
    at_most: float | None = None

    @property
    def holds(self) -> bool:
        """Whether the target is met; a value that is no number meets none."""
        above = self.at_least is None or self.value >= self.at_least
        below = self.at_most is None or self.value <= self.at_most
        return above and below and self.value == self.value

    @property
    def target(self) -> str:
        """The bound as text."""
        return f"≥ {self.at_least:g}" if self.at_least is not None else f"≤ {self.at_most:g}"


@dataclass(frozen=True)
class Finding:
    """What one suite found."""

    title: str
    measured: str
    rows: Sequence[Row]
    figures: Sequence[Figure]
    compared: str = "× ours"


def machine() -> str:
    """The machine in a line."""
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    gib = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    python = platform.python_version()
    return f"{model}, {os.cpu_count()} cores, {gib:.0f} GiB, {platform.system()}, Python {python}"


def show(console: Console, finding: Finding) -> None:
    """Two tables: what was measured, and whether it is enough."""
    measured = Table(title=finding.title, title_justify="left")
    for heading in ("program", finding.measured, "peak MiB", finding.compared):
        measured.add_column(heading, justify="left" if heading == "program" else "right")
    for row in finding.rows:
        measured.add_row(row.name, row.measure, row.memory, row.compared)
    console.print(measured)
    targets = Table()
    for heading in ("figure", "value", "target", "holds"):
        targets.add_column(heading, justify="left" if heading == "figure" else "right")
    for figure in finding.figures:
        targets.add_row(figure.name, f"{figure.value:,.2f}", figure.target, "yes" if figure.holds else "NO")
    console.print(targets)
    console.print()
