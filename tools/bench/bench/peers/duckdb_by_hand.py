"""The features as hand-written DuckDB queries, bad rows set apart: IN.csv OUT-FOLDER."""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

CHECKED = """
create table checked as
with raw as (
  select
    row_number() over () - 1 as ordinal,
    loan_id as loan_text,
    try_cast(loan_id as bigint) as loan_id,
    try_cast(id as bigint) as client_id,
    try_cast(loan_date as date) as loan_date,
    try_cast(birthday as date) as birthday,
    try_cast(job_start_date as date) as job_start_date,
    try_cast(loan_amount as double) as loan_amount,
    flag_own_car,
    coalesce(status, '') as status
  from read_csv($source, header = true, all_varchar = true)
),
repeated as (select loan_id from raw where loan_id is not null group by loan_id having count(*) > 1)
select
  raw.*,
  case
    when raw.loan_id is null then 'loan_id'
    when client_id is null then 'id'
    when loan_date is null then 'loan_date'
    when loan_amount is null or not (loan_amount >= 0 and loan_amount < 1e14) then 'loan_amount'
    when birthday is null or birthday > loan_date then 'birthday'
    when flag_own_car is null or flag_own_car not in ('Y', 'N') then 'flag_own_car'
    when status not in ('', '0', '1') then 'status'
    when repeated.loan_id is not null then 'repeated'
  end as reason
from raw left join repeated on raw.loan_id = repeated.loan_id
"""

FEATURES = """
copy (
  select
    client_id,
    loan_date,
    loan_id,
    row_number() over client - 1 as nb_previous_loans,
    avg(loan_amount) over earlier as avg_amount_loans_previous,
    (loan_date - birthday) // 365 as age,
    case when job_start_date <= loan_date then (loan_date - job_start_date) // 365 end as years_on_the_job,
    (flag_own_car = 'Y')::bigint as flag_own_car,
    nullif(status, '')::bigint as status
  from checked
  where reason is null
  window
    client as (partition by client_id order by loan_date, loan_id),
    earlier as (
      partition by client_id order by loan_date
      range between unbounded preceding and interval 1 day preceding
    )
  order by client_id, loan_date, loan_id
) to '{target}' (format parquet)
"""

QUARANTINE = "copy (from checked where reason is not null order by ordinal) to '{target}' (format parquet)"


def _quoted(file: Path) -> str:
    return str(file).replace("'", "''")


if __name__ == "__main__":
    source, folder = (Path(argument) for argument in sys.argv[1:3])
    folder.mkdir()
    duckdb.sql(CHECKED, params={"source": str(source)})
    duckdb.sql(FEATURES.format(target=_quoted(folder / "features.parquet")))
    duckdb.sql(QUARANTINE.format(target=_quoted(folder / "quarantine.parquet")))
