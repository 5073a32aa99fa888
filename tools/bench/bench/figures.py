"""What a suite finds: figures, some of which have a target."""

from __future__ import annotations

import math
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HEADINGS = ("figure", "value", "unit", "target", "holds")
TIMES = "×"


@dataclass(frozen=True)
class Figure:
    """A measured value. `at_least` and `at_most` are its target: one of them, or neither."""

    name: str
    value: float
    unit: str
    at_least: float | None = None
    at_most: float | None = None

    @property
    def holds(self) -> bool:
        """Whether the target, if there is one, is met; NaN meets none."""
        above = self.at_least is None or self.value >= self.at_least
        below = self.at_most is None or self.value <= self.at_most
        return above and below

    @property
    def cells(self) -> tuple[str, str, str, str, str]:
        """The figure as a row of a table, in the order of `HEADINGS`."""
        verdict = "NO" if not self.holds else "yes" if self._target else ""
        return self.name, _rounded(self.value), self.unit, self._target, verdict

    @property
    def _target(self) -> str:
        if self.at_least is not None:
            return f"≥ {self.at_least:g}"
        return f"≤ {self.at_most:g}" if self.at_most is not None else ""


@dataclass(frozen=True)
class Finding:
    """What one suite found."""

    title: str
    figures: Sequence[Figure]

    @property
    def holds(self) -> bool:
        """Whether every target is met."""
        return all(figure.holds for figure in self.figures)


def _rounded(value: float) -> str:
    """Three digits, or all digits before the point."""
    if math.isnan(value) or value == round(value):
        return f"{value:,.0f}"
    digits = 2 - math.floor(math.log10(abs(value)))
    return f"{value:,.{min(max(digits, 0), 4)}f}"


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
