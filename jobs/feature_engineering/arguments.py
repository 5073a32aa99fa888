"""The command line of the job."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from container.failure import JobError

POINT_IN_TIME = "loan_date"
ENGINES = ("duckdb", "spark")
OPTIONS = ("--as-of", "--engine", "--loans", "--output", "--output-kms-key-id")


@dataclass(frozen=True)
class S3Places:
    """Where a job reads and writes when SageMaker does not move its data: `s3://` URIs."""

    loans: str
    output: str
    output_kms_key_id: str | None


@dataclass(frozen=True)
class Arguments:
    """`as_of` is `loan_date` or one ISO date."""

    as_of: str
    engine: str
    s3: S3Places | None = None


def _is_date(text: str) -> bool:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) is None:
        return False
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _s3_places(pairs: Mapping[str, str]) -> S3Places | None:
    loans, output = pairs.get("--loans"), pairs.get("--output")
    if loans is None and output is None:
        return None
    for option, uri in (("--loans", loans), ("--output", output)):
        if uri is None or re.fullmatch(r"s3://[^/]+(/.*)?", uri) is None:
            raise JobError(
                f"{option} is {uri!r}: expected s3://bucket/prefix, as --loans and --output go together."
            )
    return S3Places(str(loans), str(output).rstrip("/"), pairs.get("--output-kms-key-id"))


def parse_arguments(line: Sequence[str]) -> Arguments:
    """Reads `--as-of loan_date|YYYY-MM-DD --engine duckdb|spark [--loans s3://… --output s3://…]`."""
    pairs = dict(zip(line[::2], line[1::2], strict=False))
    unknown = sorted(set(line[::2]) - set(OPTIONS))
    if unknown or len(line) % 2:
        raise JobError(
            f"Unknown arguments {unknown or list(line)}: expected {', '.join(OPTIONS)}, each with a value."
        )
    as_of = pairs.get("--as-of", POINT_IN_TIME)
    engine = pairs.get("--engine", "duckdb")
    s3 = _s3_places(pairs)
    if as_of != POINT_IN_TIME and not _is_date(as_of):
        raise JobError(f"--as-of is {as_of!r}: expected loan_date or a date as 2020-12-31.")
    if engine not in ENGINES:
        raise JobError(f"--engine is {engine!r}: expected one of {', '.join(ENGINES)}.")
    if s3 is not None and engine != "spark":
        raise JobError(f"--engine is {engine!r}: expected spark, which alone reads --loans from S3 itself.")
    return Arguments(as_of, engine, s3)
