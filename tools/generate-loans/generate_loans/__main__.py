"""`python -m generate_loans --rows N --out FILE.csv`."""

from __future__ import annotations

import argparse
import os
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path

from generate_loans.generate import BATCH_ROWS, Request, generate

QUIET_SECONDS = 2.0


def _within(low: float, high: float) -> Callable[[str], float]:
    def parse(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"{text!r}: expected a number from {low:g} to {high:g}")
        return value

    return parse


def _whole(low: int, high: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not (text.isascii() and text.isdigit()) or not low <= int(text) <= high:
            raise argparse.ArgumentTypeError(f"{text!r}: expected a whole number from {low} to {high}")
        return int(text)

    return parse


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="generate_loans", description="Loans like those of the public data set."
    )
    parser.add_argument("--rows", type=_whole(1, 10**9), required=True, help="how many loans")
    parser.add_argument(
        "--seed", type=_whole(0, 2**32 - 1), default=1, help="the same seed gives the same bytes"
    )
    parser.add_argument(
        "--signal", type=_within(0, 10), default=0.0, help="how strongly features predict defaults"
    )
    parser.add_argument("--bad-rows", type=_within(0, 1), default=0.0, help="share of rows to spoil")
    parser.add_argument(
        "--no-outcome", type=_within(0, 1), default=0.0, help="share of newest loans without status"
    )
    parser.add_argument("--out", required=True, help="a file, or - for standard output")
    return parser.parse_args()


def _write(request: Request, write: Callable[[bytes], object]) -> None:
    started = time.monotonic()
    for number, piece in enumerate(generate(request)):
        write(piece)
        if time.monotonic() - started > QUIET_SECONDS:
            done = min(request.rows, number * BATCH_ROWS)
            sys.stderr.write(f"{done:,} of {request.rows:,} loans\n")


def _is_no_regular_file(path: Path) -> bool:
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except FileNotFoundError:
        return False


def _to_file(request: Request, asked: Path) -> None:
    """A file appears when it is whole; a pipe or a device stays what it is, and a link a link."""
    if _is_no_regular_file(asked):
        with asked.open("wb") as stream:
            _write(request, stream.write)
        return
    target = asked.resolve()
    unfinished = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with unfinished.open("wb") as stream:
            _write(request, stream.write)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def main() -> int:
    """Generates a file."""
    asked = _arguments()
    request = Request(asked.rows, asked.seed, asked.signal, asked.bad_rows, asked.no_outcome)
    try:
        if asked.out == "-":
            _write(request, sys.stdout.buffer.write)
        else:
            _to_file(request, Path(asked.out))
    except OSError as error:
        sys.stderr.write(f"{asked.out} could not be written: {error.strerror}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
