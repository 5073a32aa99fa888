"""The features of a loan, by the one table of definitions (see libs/loan-features)."""

from __future__ import annotations

from typing import Any

from feature_engineering.engine import Dialect

DAYS_PER_YEAR = 365
ORDER = ("client_id", "loan_date", "loan_id")
PERSONS_ORDER = ("client_id",)


def _whole_years(sql: Dialect, since: str) -> Any:
    f = sql.functions
    return f.floor(f.datediff(f.col("as_of_date"), f.col(since)) / DAYS_PER_YEAR).cast("bigint")


def _mean_of_earlier_days(sql: Dialect) -> Any:
    """Mean over strictly earlier days; the sum is exact, in decimals."""
    f, window = sql.functions, sql.window
    by_day = window.partitionBy("client_number").orderBy("day_number")
    earlier = by_day.rangeBetween(window.unboundedPreceding, -1)
    total, count = f.sum("amount").over(earlier), f.count("amount").over(earlier)
    return f.when(count > 0, total.cast("double") / count.cast("double"))


def features_of(sql: Dialect, loans: Any) -> Any:
    """`client_id, loan_date, loan_id`, the five features, `status`: one row per good loan."""
    f = sql.functions
    in_order = sql.window.partitionBy("client_number").orderBy("loan_day", "loan_number")
    has_job = f.col("job_start_day") <= f.col("as_of_date")
    day_number = f.datediff(f.col("loan_day"), f.lit("1970-01-01").cast("date"))
    return loans.withColumn("day_number", day_number).select(
        f.col("client_number").alias("client_id"),
        f.col("loan_day").alias("loan_date"),
        f.col("loan_number").alias("loan_id"),
        (f.row_number().over(in_order) - 1).cast("bigint").alias("nb_previous_loans"),
        _mean_of_earlier_days(sql).alias("avg_amount_loans_previous"),
        _whole_years(sql, "birth_day").alias("age"),
        f.when(has_job, _whole_years(sql, "job_start_day")).alias("years_on_the_job"),
        f.when(f.col("flag_own_car") == "Y", 1).otherwise(0).cast("bigint").alias("flag_own_car"),
        f.when(f.coalesce(f.col("status"), f.lit("")) != "", f.col("status").cast("bigint")).alias("status"),
    )


def persons_of(sql: Dialect, loans: Any) -> Any:
    """`client_id, person`: the smallest client id with the profile of the client's first loan."""
    f = sql.functions
    profile = ("birth_day", "job_start_date", "flag_own_car")
    first = sql.window.partitionBy("client_number").orderBy("loan_day", "loan_number")
    clients = loans.select("client_number", *profile, f.row_number().over(first).alias("position"))
    one_each = clients.filter(f.col("position") == 1)
    alike = sql.window.partitionBy(*profile)
    return one_each.select(
        f.col("client_number").alias("client_id"), f.min("client_number").over(alike).alias("person")
    )
