"""Generated loans for benchmarks, with bad rows among them."""

from __future__ import annotations

import sys
from pathlib import Path

from bench.measure import ROOT, measure

ONE_BAD_ROW_IN = 100


def generate(rows: int, target: Path) -> Path:
    """A file of loans, none of them bad."""
    sys.stderr.write(f"Generating {rows:,} loans …\n")
    measure(
        [sys.executable, "-m", "generate_loans", "--rows", str(rows), "--seed", "1", "--out", str(target)],
        {"PYTHONPATH": str(ROOT / "tools" / "generate-loans")},
    )
    return target


def spoil(clean: Path, target: Path) -> Path:
    """The same loans; of every hundredth row the amount, which is its last field, is a word."""
    with clean.open(encoding="utf-8") as source, target.open("w", encoding="utf-8") as spoilt:
        for number, line in enumerate(source):
            is_bad = number > 0 and number % ONE_BAD_ROW_IN == 0
            spoilt.write(f"{line.rpartition(',')[0]},a lot\n" if is_bad else line)
    return target
