"""`npm run bench`: prints a table of ratios; `--rows` makes it shorter."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.feature_engineering import Row, compare
from bench.measure import ROOT, measure


def _generate(rows: int, target: Path) -> None:
    measure(
        [sys.executable, "-m", "generate_loans", "--rows", str(rows), "--seed", "1", "--out", str(target)],
        {"PYTHONPATH": str(ROOT / "tools" / "generate-loans")},
    )


def _table(rows: list[Row], loans: int) -> Table:
    table = Table(title=f"Feature engineering of {loans:,} loans, CSV to Parquet")
    for heading in ("program", "seconds", "peak MiB", "× ours"):
        table.add_column(heading, justify="left" if heading == "program" else "right")
    for row in rows:
        table.add_row(row.name, f"{row.seconds:.2f}", f"{row.peak_mib:,.0f}", f"{row.times_ours:.2f}")
    return table


def main() -> None:
    """Runs every benchmark."""
    parser = argparse.ArgumentParser(prog="npm run bench --", description=__doc__)
    parser.add_argument("--rows", type=int, default=777_715, help="how many loans (default: all)")
    parser.add_argument("--runs", type=int, default=3, help="rounds; the median is printed (default: 3)")
    asked = parser.parse_args()
    console = Console()
    python = platform.python_version()
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {python}, {platform.system()}"
    console.print(
        f"Machine: {machine}. Programs run in turn; medians of {asked.runs} rounds, whole processes."
    )
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        csv = Path(folder) / "loans.csv"
        _generate(asked.rows, csv)
        console.print(_table(compare(csv, Path(folder), asked.runs), asked.rows))


if __name__ == "__main__":
    main()
