"""The command line of the job."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from container.failure import JobError

POINT_IN_TIME = "loan_date"
ENGINES = ("duckdb", "spark")


@dataclass(frozen=True)
class Arguments:
    """`as_of` is `loan_date` or one ISO date."""

    as_of: str
    engine: str


def _is_date(text: str) -> bool:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) is None:
        return False
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def parse_arguments(line: Sequence[str]) -> Arguments:
    """Reads `--as-of loan_date|YYYY-MM-DD --engine duckdb|spark`."""
    pairs = dict(zip(line[::2], line[1::2], strict=False))
    unknown = sorted(set(line[::2]) - {"--as-of", "--engine"})
    if unknown or len(line) % 2:
        raise JobError(
            f"Unknown arguments {unknown or list(line)}: expected --as-of and --engine, each with a value."
        )
    as_of = pairs.get("--as-of", POINT_IN_TIME)
    engine = pairs.get("--engine", "duckdb")
    if as_of != POINT_IN_TIME and not _is_date(as_of):
        raise JobError(f"--as-of is {as_of!r}: expected loan_date or a date as 2020-12-31.")
    if engine not in ENGINES:
        raise JobError(f"--engine is {engine!r}: expected one of {', '.join(ENGINES)}.")
    return Arguments(as_of, engine)
