"""The features once more, in plain Python and pandas, from the table of definitions.

The job is held against it, and shares nothing with it: every rule is spelled out.
"""

from __future__ import annotations

import csv
import datetime
import math
import re
from pathlib import Path

import pandas as pd

WANTED = ["loan_id", "id", "loan_date", "loan_amount", "birthday", "job_start_date", "flag_own_car", "status"]
FEATURES = [
    "client_id",
    "loan_date",
    "loan_id",
    "nb_previous_loans",
    "avg_amount_loans_previous",
    "age",
    "years_on_the_job",
    "flag_own_car",
    "status",
]


def as_date(text: str) -> datetime.date | None:
    """A calendar date, written as YYYY-MM-DD exactly."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is None:
        return None
    try:
        return datetime.date(int(text[:4]), int(text[5:7]), int(text[8:]))
    except ValueError:
        return None


def as_number(text: str) -> int | None:
    """One to fifteen digits."""
    return int(text) if re.fullmatch(r"[0-9]{1,15}", text) else None


def as_amount(text: str) -> float | None:
    """A finite number, not negative, in plain or scientific notation, below 1e14."""
    if re.fullmatch(r"\+?([0-9]{1,14}(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,2})?", text) is None:
        return None
    value = float(text)
    return value if math.isfinite(value) and value < 1e14 else None


def is_birthday(text: str, reference: datetime.date | None) -> bool:
    """A date that is not after the day that ages are counted at."""
    birthday = as_date(text)
    return birthday is not None and reference is not None and birthday <= reference


def fault_of(row: dict[str, str], as_of: str, times: dict[int, int]) -> tuple[str, str] | None:
    """The first thing that is wrong with a row: column and reason."""
    loan_id, loan_date = as_number(row["loan_id"]), as_date(row["loan_date"])
    reference = loan_date if as_of == "loan_date" else as_date(as_of)
    rules = [
        ("loan_id", loan_id is not None, "no number"),
        ("id", as_number(row["id"]) is not None, "no number"),
        ("loan_date", loan_date is not None, "no date"),
        ("loan_amount", as_amount(row["loan_amount"]) is not None, "no amount"),
        ("birthday", is_birthday(row["birthday"], reference), "no birthday before the day"),
        ("flag_own_car", row["flag_own_car"] in ("Y", "N"), "neither Y nor N"),
        ("status", row["status"] in ("", "0", "1"), "no outcome"),
        ("loan_id", loan_id is None or times[loan_id] == 1, "not the only one"),
    ]
    return next(((column, reason) for column, holds, reason in rules if not holds), None)


def read_records(path: Path) -> list[tuple[int, dict[str, str] | None, int]]:
    """Ordinal, fields by name (None if their number is wrong), their number; blank lines are not rows."""
    with path.open(encoding="utf-8-sig", newline="", errors="replace") as stream:
        header, *records = [record for record in csv.reader(stream) if record]
    names = [name.strip() for name in header]
    return [
        (at, dict(zip(names, record, strict=True)) if len(record) == len(names) else None, len(record))
        for at, record in enumerate(records)
    ]


def client_features(loans: list[dict[str, str]], as_of: str) -> list[dict[str, object]]:
    """The features of one client's loans."""
    in_order = sorted(loans, key=lambda row: (row["loan_date"], int(row["loan_id"])))
    made: list[dict[str, object]] = []
    for position, row in enumerate(in_order):
        day = as_date(row["loan_date"])
        reference = day if as_of == "loan_date" else as_date(as_of)
        birthday, job = as_date(row["birthday"]), as_date(row["job_start_date"])
        assert day is not None
        assert reference is not None
        assert birthday is not None
        earlier = [float(one["loan_amount"]) for one in in_order if one["loan_date"] < row["loan_date"]]
        made.append(
            {
                "client_id": int(row["id"]),
                "loan_date": day,
                "loan_id": int(row["loan_id"]),
                "nb_previous_loans": position,
                "avg_amount_loans_previous": math.fsum(earlier) / len(earlier) if earlier else None,
                "age": (reference - birthday).days // 365,
                "years_on_the_job": None if job is None or job > reference else (reference - job).days // 365,
                "flag_own_car": 1 if row["flag_own_car"] == "Y" else 0,
                "status": int(row["status"]) if row["status"] else None,
            }
        )
    return made


def oracle(paths: Path | list[Path], as_of: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Features sorted by client, date and loan; and the bad rows, in order."""
    files = [paths] if isinstance(paths, Path) else paths
    everything = [(path.name, *record) for path in files for record in read_records(path)]
    times: dict[int, int] = {}
    for _, _, row, _ in everything:
        number = as_number(row["loan_id"]) if row else None
        if number is not None:
            times[number] = times.get(number, 0) + 1
    bad: list[dict[str, object]] = []
    clients: dict[int, list[dict[str, str]]] = {}
    for name, ordinal, row, width in everything:
        fault = ("", "wrong number of fields") if row is None else fault_of(row, as_of, times)
        if row is None or fault is not None:
            column, reason = fault or ("", "")
            value = str(width) if row is None else row[column]
            bad.append({"file": name, "ordinal": ordinal, "column": column, "value": value, "reason": reason})
        else:
            clients.setdefault(int(row["id"]), []).append(row)
    rows = [made for client in sorted(clients) for made in client_features(clients[client], as_of)]
    features = pd.DataFrame(rows, columns=FEATURES).astype(
        {"avg_amount_loans_previous": "Float64", "years_on_the_job": "Int64", "status": "Int64"}
    )
    return features, pd.DataFrame(bad, columns=["file", "ordinal", "column", "value", "reason"])
