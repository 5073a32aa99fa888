"""Runs the job on Spark and on DuckDB over the same dirty loans: exits 1 unless all outputs are the same.

Needs the Spark extra and Java, so it is a program of its own:
`PYTHONPATH=jobs:tools/generate-loans python jobs/feature_engineering/tests/spark/compare_engines.py`
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from feature_engineering.tests.run_job import run_job

OUTPUTS = ("features", "persons", "quarantine")


def main() -> int:
    """Prints one line per output."""
    with tempfile.TemporaryDirectory() as folder:
        csv = Path(folder) / "loans.csv"
        options = ["--rows", "20000", "--bad-rows", "0.03", "--no-outcome", "0.02", "--out", str(csv)]
        subprocess.run([sys.executable, "-m", "generate_loans", *options], check=True)
        outcomes = {
            name: run_job(Path(folder) / name, {"loans.csv": csv}, "--engine", name)
            for name in ("duckdb", "spark")
        }
        for name, outcome in outcomes.items():
            if outcome.exit_code != 0:
                sys.stdout.write(f"{name} failed: {outcome.message}\n")
                return 1
        same = {
            output: outcomes["duckdb"].table(output).equals(outcomes["spark"].table(output))
            for output in OUTPUTS
        }
    for output, is_same in same.items():
        sys.stdout.write(f"{output}: {'the same' if is_same else 'DIFFERENT'}\n")
    return 0 if all(same.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
