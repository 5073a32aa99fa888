"""The features as one hand-written DuckDB query: no checks, no quarantine."""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

QUERY = """
copy (
  select
    id,
    loan_date,
    loan_id,
    row_number() over client - 1 as nb_previous_loans,
    avg(loan_amount) over earlier as avg_amount_loans_previous,
    (loan_date - birthday) // 365 as age,
    case when job_start_date <= loan_date then (loan_date - job_start_date) // 365 end as years_on_the_job,
    (flag_own_car = 'Y')::bigint as flag_own_car,
    status
  from read_csv($source, header = true)
  window
    client as (partition by id order by loan_date, loan_id),
    earlier as (
      partition by id order by loan_date
      range between unbounded preceding and interval 1 day preceding
    )
  order by id, loan_date, loan_id
) to '{target}' (format parquet)
"""

if __name__ == "__main__":
    source, target = (Path(argument) for argument in sys.argv[1:3])
    duckdb.sql(QUERY.format(target=str(target).replace("'", "''")), params={"source": str(source)})
