"""The same code on Spark, on one node: it gives what DuckDB gives."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from feature_engineering.tests.run_job import JOBS, Outcome, run_job

SPARK = JOBS.parent / ".venv-spark" / "bin" / "python"
OUTPUTS = ("features", "persons", "quarantine")


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """Both engines over the same dirty loans."""
    folder = tmp_path_factory.mktemp("engines")
    csv = folder / "loans.csv"
    options = ["--rows", "5000", "--bad-rows", "0.03", "--no-outcome", "0.02", "--out", str(csv)]
    subprocess.run(
        [sys.executable, "-m", "generate_loans", *options],
        check=True,
        env={"PYTHONPATH": str(JOBS.parent / "tools" / "generate-loans")},
    )
    files: dict[str, bytes | Path] = {"loans.csv": csv, "more.csv": MORE}
    return {
        "duckdb": run_job(folder / "duckdb", files, "--engine", "duckdb"),
        "spark": run_job(folder / "spark", files, "--engine", "spark", python=SPARK),
    }


HEADER = "loan_id,id,flag_own_car,status,birthday,job_start_date,loan_date,loan_amount,name_housing_type"
MORE = "\r\n".join(
    [
        HEADER,
        '900001,77,Y,0,1980-01-01,,2019-05-01,120.5,"House, apartment"',
        "",
        "900002,77,N,1,1980-01-01,2001-01-01,2019-05-01,99.25,x,too many",
        ",77,N,1,1980-01-01,2001-01-01,2019-05-01,99.25,x",
        '900003,77,N,"1",1980-01-01,2001-01-01,2019-05-02,1e2,"a ""quoted"" word"',
        '900004,77,N,,1980-01-01,2001-01-01,2019-05-02,0.1,"two\r\nlines"',
        "900005,77,N,,1980-01-01,,2019-05-03,,x",
    ]
).encode()


@pytest.mark.parametrize("output", OUTPUTS)
def test_spark_gives_what_duckdb_gives(outcomes: dict[str, Outcome], output: str) -> None:
    assert [outcome.exit_code for outcome in outcomes.values()] == [0, 0], outcomes["spark"].log[-3000:]
    expected = outcomes["duckdb"].table(output)
    assert len(expected) > 0
    assert outcomes["spark"].table(output).equals(expected)


def test_the_summaries_differ_in_the_name_of_the_engine_alone(outcomes: dict[str, Outcome]) -> None:
    duckdb, spark = (outcomes[name].summary for name in ("duckdb", "spark"))
    assert {**spark, "engine": "duckdb"} == duckdb


def test_spark_and_duckdb_tell_the_same_of_a_quotation_mark_that_stays_open(tmp_path: Path) -> None:
    files: dict[str, bytes | Path] = {"more.csv": MORE + b'\r\n900006,77,N,,"1980-01-01,,2019-05-03,7,x'}
    messages = [
        run_job(tmp_path / "duckdb", files, "--engine", "duckdb").message,
        run_job(tmp_path / "spark", files, "--engine", "spark", python=SPARK).message,
    ]
    assert messages[0] == messages[1]
    assert messages[0].startswith("more.csv, line 10: a quotation mark opens here")


def test_without_pyspark_the_job_says_what_to_install(tmp_path: Path) -> None:
    outcome = run_job(tmp_path, {"loans.csv": MORE}, "--engine", "spark")
    assert outcome.exit_code == 1
    assert "requirements-spark.txt" in outcome.message
    assert "duckdb" in outcome.message
