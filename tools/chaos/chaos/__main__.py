"""`python -m chaos --runs 50 --seed 1`: prints a table of the runs; exits with 1 if a run failed."""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from chaos.session import disturbed_run, session
from chaos.table import table_of


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="chaos", description=sys.modules["chaos"].__doc__)
    parser.add_argument("--runs", type=int, default=50, help="how many runs to disturb (default: 50)")
    parser.add_argument(
        "--first", type=int, default=0, help="number of the first run, to repeat one (default: 0)"
    )
    parser.add_argument("--seed", type=int, default=1, help="decides what is killed, and when (default: 1)")
    return parser.parse_args(words)


def _interruptible() -> None:
    # A shell makes its background jobs ignore Ctrl-C. The end of this program must end what it started.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def main(words: Sequence[str] | None = None) -> int:
    """Disturbs the runs and prints their table; returns the exit code."""
    asked = _arguments(words)
    _interruptible()
    began = time.monotonic()
    reports = []
    with (
        tempfile.TemporaryDirectory(prefix="chaos-", ignore_cleanup_errors=True) as folder,
        session(Path(folder)) as here,
    ):
        lengths = here.undisturbed.lengths
        jobs = ", ".join(f"{job} job {seconds:.1f} s" for job, seconds in lengths.jobs.items())
        _say(f"undisturbed: {lengths.run:.1f} s ({jobs})")
        for number in range(asked.first, asked.first + asked.runs):
            reports.append(disturbed_run(here, asked.seed, number, _say))
    wrong = sum(bool(report.wrong) for report in reports)
    sys.stdout.write(f"{table_of(reports)}\n\n")
    sys.stdout.write(f"{len(reports)} runs, {wrong} failed, {time.monotonic() - began:.0f} s\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
