"""The job against the oracle: on golden rows, on generated dirty data, on random rows."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from feature_engineering.tests.run_job import JOBS, Outcome, run_here, run_job
from hypothesis import given, settings
from hypothesis import strategies as st
from testing.oracle import FEATURES, oracle

HEADER = "loan_id,id,flag_own_car,status,birthday,job_start_date,loan_date,loan_amount"
GOLDEN_DAYS = ["02-07", "02-18", "02-24", "03-06", "03-12", "04-08", "04-19", "04-21", "06-13"]
GOLDEN_AMOUNTS = [
    "107.07612254863264",
    "102.58733003715705",
    "154.74866156248083",
    "314.2242366972321",
    "125.63556465933749",
    "167.84877419124314",
    "170.4380684513585",
    "105.44724739656805",
    "115.75376268395235",
]
GOLDEN_MEANS = [
    107.076123,
    104.831726,
    121.470705,
    169.659088,
    160.854383,
    162.020115,
    163.222680,
    156.000751,
]


def assert_equal_to_oracle(outcome: Outcome, files: list[Path], as_of: str = "loan_date") -> None:
    expected, bad = oracle(files, as_of)
    made, quarantine = outcome.table("features"), outcome.table("quarantine")
    assert list(made.columns) == FEATURES
    for column in FEATURES:
        if column == "avg_amount_loans_previous":
            continue
        assert made[column].astype("string").tolist() == expected[column].astype("string").tolist(), column
    np.testing.assert_allclose(
        made["avg_amount_loans_previous"].to_numpy(dtype="float64", na_value=np.nan),
        expected["avg_amount_loans_previous"].to_numpy(dtype="float64", na_value=np.nan),
        rtol=1e-9,
        equal_nan=True,
    )
    where = ["file", "ordinal", "column", "value"]
    found = quarantine[where].astype("object").where(quarantine[where].notna(), "")
    assert found.values.tolist() == bad.sort_values(["file", "ordinal"])[where].values.tolist()


def test_golden_rows_have_their_means(tmp_path: Path) -> None:
    rows = [
        f"{at + 1},5008806,Y,0,1962-11-19,2017-07-09,2019-{day},{amount}"
        for at, (day, amount) in enumerate(zip(GOLDEN_DAYS, GOLDEN_AMOUNTS, strict=True))
    ]
    made = run_job(tmp_path, {"loans.csv": "\n".join([HEADER, *rows]).encode()}).table("features")
    assert pd.isna(made["avg_amount_loans_previous"][0])
    np.testing.assert_allclose(made["avg_amount_loans_previous"][1:].astype(float), GOLDEN_MEANS, atol=5e-7)
    assert made["nb_previous_loans"].tolist() == list(range(9))


@pytest.mark.parametrize("as_of", ["loan_date", "2020-12-31"])
def test_invariant_1_generated_dirty_data_equals_the_oracle_and_no_row_is_lost(
    as_of: str, tmp_path: Path
) -> None:
    csv = tmp_path / "loans.csv"
    generate = [
        "--rows",
        "4000",
        "--seed",
        "5",
        "--bad-rows",
        "0.05",
        "--no-outcome",
        "0.03",
        "--out",
        str(csv),
    ]
    subprocess.run(
        [sys.executable, "-m", "generate_loans", *generate],
        env={"PYTHONPATH": str(JOBS.parent / "tools" / "generate-loans")},
        check=True,
    )
    outcome = run_job(tmp_path / "ml", {"loans.csv": csv}, "--as-of", as_of)
    assert outcome.exit_code == 0, outcome.log
    assert_equal_to_oracle(outcome, [csv], as_of)
    summary = outcome.summary
    assert summary["rowsIn"] == 4000 == summary["rowsOut"] + summary["rowsQuarantined"]
    assert summary["rowsQuarantined"] == len(outcome.table("quarantine")) > 150
    assert sum(summary["quarantineByReason"].values()) == summary["rowsQuarantined"]


dates = st.sampled_from(
    ["2019-01-01", "2019-01-02", "2019-02-28", "2020-02-29", "2019-02-29", "2019-1-1", "", "x"]
)
cells = st.tuples(
    st.sampled_from(["1", "2", "3", "4", "5", "6", "07", "7", "", "a", "-1", "1234567890123456"]),
    st.sampled_from(["10", "11", "12", "", "1.5", " 10"]),
    st.sampled_from(["Y", "N", "y", ""]),
    st.sampled_from(["0", "1", "", "2", "0.0"]),
    st.sampled_from(["1980-05-05", "1980-02-30", "2019-01-02", "0000-01-01", ""]),
    st.sampled_from(["2010-01-01", "3021-09-18", "2019-01-02", "", "soon"]),
    dates,
    st.one_of(
        st.floats(0, 1e6).map(repr),
        st.sampled_from(
            ["1e3", "+5", ".5", "5.", "-0", "nan", "Infinity", "1e99", "0x10", "1,5", "", "1e-9"]
        ),
    ),
)


def as_line(row: tuple[str, ...]) -> str:
    return ",".join(f'"{cell}"' if "," in cell else cell for cell in row)


# Each example is a whole run of the job, so there are fewer than of other properties.
@settings(max_examples=max(8, settings().max_examples // 4))
@given(st.lists(cells, min_size=1, max_size=60))
def test_random_rows_equal_the_oracle(rows: list[tuple[str, ...]]) -> None:
    good = "99,99,Y,0,1980-05-05,,2019-01-01,1"
    text = "\n".join([HEADER, *(as_line(row) for row in rows), good]) + "\n"
    with tempfile.TemporaryDirectory() as folder:
        csv = Path(folder) / "loans.csv"
        csv.write_text(text)
        outcome = run_here(Path(folder) / "ml", {"loans.csv": csv})
        assert outcome.exit_code == 0, outcome.log
        assert_equal_to_oracle(outcome, [csv])
        summary = outcome.summary
        assert summary["rowsIn"] == len(rows) + 1 == summary["rowsOut"] + summary["rowsQuarantined"]
