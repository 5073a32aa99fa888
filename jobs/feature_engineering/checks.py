"""Which rows are bad, and why: patterns first, so that every later cast is of a text that can be cast."""

from __future__ import annotations

from typing import Any

from feature_engineering.arguments import POINT_IN_TIME
from feature_engineering.engine import Dialect

# Fifteen decimals are kept exactly, so that sums do not depend on the order in which they are made.
AMOUNT = "decimal(30,15)"
WHOLE_NUMBER = "^[0-9]{1,15}$"
# The calendar as a pattern, leap years included: engines disagree on what a cast makes of 2019-02-30.
LEAP_YEAR = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)"
CALENDAR_DATE = (
    "^([0-9]{4}-(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
    "|[0-9]{4}-(0[469]|11)-(0[1-9]|[12][0-9]|30)"
    "|[0-9]{4}-02-(0[1-9]|1[0-9]|2[0-8])"
    f"|{LEAP_YEAR}-02-29)$"
)
FIRST_YEAR = "0001"
AMOUNT_FORM = r"^[+]?([0-9]{1,14}([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]{1,2})?$"
# With an exponent the value can be larger than its digits show.
LARGEST_AMOUNT = 1e14
WRONG_FIELD_COUNT = "wrong number of fields"
REPEATED = "another row has the same loan_id"
# The columns of a checked row: its place, its values, and texts that mean more than their values.
KEPT = (
    "file",
    "ordinal",
    "loan_id",
    "loan_number",
    "client_number",
    "loan_day",
    "birth_day",
    "job_start_date",
    "job_start_day",
    "amount",
    "flag_own_car",
    "status",
    "as_of_date",
)


def _matches(sql: Dialect, column: str, pattern: str) -> Any:
    text = sql.functions.coalesce(sql.functions.col(column), sql.functions.lit(""))
    return text.rlike(pattern)


def _date(sql: Dialect, column: str) -> Any:
    f = sql.functions
    is_date = _matches(sql, column, CALENDAR_DATE) & (f.col(column) >= FIRST_YEAR)
    return f.when(is_date, f.col(column).cast("date"))


def _whole_number(sql: Dialect, column: str) -> Any:
    return sql.functions.when(_matches(sql, column, WHOLE_NUMBER), sql.functions.col(column).cast("bigint"))


def _amount(sql: Dialect) -> Any:
    f = sql.functions
    number = f.when(_matches(sql, "loan_amount", AMOUNT_FORM), f.col("loan_amount").cast("double"))
    return f.when(number < LARGEST_AMOUNT, f.col("loan_amount").cast(AMOUNT))


def _parsed(sql: Dialect, raw: Any, as_of: str) -> Any:
    """Beside each text its value, null where the text has none; `as_of_date` beside them."""
    values = raw.select(
        "*",
        _whole_number(sql, "loan_id").alias("loan_number"),
        _whole_number(sql, "id").alias("client_number"),
        _date(sql, "loan_date").alias("loan_day"),
        _date(sql, "birthday").alias("birth_day"),
        _date(sql, "job_start_date").alias("job_start_day"),
        _amount(sql).alias("amount"),
    )
    f = sql.functions
    as_of_date = f.col("loan_day") if as_of == POINT_IN_TIME else f.lit(as_of).cast("date")
    return values.withColumn("as_of_date", as_of_date)


def _faults(sql: Dialect) -> list[tuple[str, Any, str]]:
    """Column, condition, reason: the first that holds is reported."""
    f = sql.functions
    flag, status = (f.coalesce(f.col(name), f.lit("")) for name in ("flag_own_car", "status"))
    return [
        ("", f.col("field_count").isNotNull(), WRONG_FIELD_COUNT),
        ("loan_id", f.col("loan_number").isNull(), "expected 1 to 15 digits"),
        ("id", f.col("client_number").isNull(), "expected 1 to 15 digits"),
        ("loan_date", f.col("loan_day").isNull(), "expected a date as YYYY-MM-DD"),
        ("loan_amount", f.col("amount").isNull(), "expected a number from 0 to 1e14"),
        ("birthday", f.col("birth_day").isNull(), "expected a date as YYYY-MM-DD"),
        ("birthday", f.col("birth_day") > f.col("as_of_date"), "expected a date not after as_of"),
        ("flag_own_car", ~flag.isin("Y", "N"), "expected Y or N"),
        ("status", ~status.isin("", "0", "1"), "expected 0, 1 or nothing"),
    ]


def _first_fault(sql: Dialect, faults: list[tuple[Any, Any]]) -> Any:
    """The outcome that stands beside the first condition that holds, null if none does."""
    (condition, outcome), *rest = faults
    chain = sql.functions.when(condition, outcome)
    for one_condition, one_outcome in rest:
        chain = chain.when(one_condition, one_outcome)
    return chain


def checked(sql: Dialect, raw: Any, as_of: str) -> Any:
    """Every row with its values and its first fault, whose three columns are null in a good row."""
    f = sql.functions
    faults = _faults(sql)
    return _parsed(sql, raw, as_of).select(
        *KEPT,
        _first_fault(sql, [(when, f.lit(name)) for name, when, _ in faults]).alias("fault_column"),
        _first_fault(sql, [(when, f.col(name or "field_count")) for name, when, _ in faults]).alias(
            "fault_value"
        ),
        _first_fault(sql, [(when, f.lit(why)) for _, when, why in faults]).alias("fault_reason"),
    )


def repeated_loans(sql: Dialect, rows: Any) -> Any:
    """The loan numbers that more than one row has: few or none."""
    f = sql.functions
    counted = (
        rows.filter(f.col("loan_number").isNotNull()).groupBy("loan_number").agg(f.count("*").alias("times"))
    )
    return counted.filter(f.col("times") > 1).select(f.col("loan_number").alias("repeated_number"))


def with_repeated(sql: Dialect, rows: Any, repeated: Any) -> Any:
    """The same rows; those that share their number are bad, too."""
    f = sql.functions
    joined = rows.join(repeated, f.col("loan_number") == f.col("repeated_number"), "left")
    is_repeated = f.col("fault_reason").isNull() & f.col("repeated_number").isNotNull()
    outcomes = {"column": f.lit("loan_id"), "value": f.col("loan_id"), "reason": f.lit(REPEATED)}
    return joined.select(
        *KEPT,
        *(
            f.when(is_repeated, outcome).otherwise(f.col(f"fault_{name}")).alias(f"fault_{name}")
            for name, outcome in outcomes.items()
        ),
    )


def quarantine_of(sql: Dialect, rows: Any) -> Any:
    """The bad rows: where they stood, what was wrong."""
    f = sql.functions
    return rows.filter(f.col("fault_reason").isNotNull()).select(
        "file",
        "ordinal",
        f.col("fault_column").alias("column"),
        f.col("fault_value").alias("value"),
        f.col("fault_reason").alias("reason"),
    )


def good_rows_of(sql: Dialect, rows: Any) -> Any:
    """The rows that become features."""
    return rows.filter(sql.functions.col("fault_reason").isNull())
