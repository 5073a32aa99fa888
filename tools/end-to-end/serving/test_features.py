"""The features of a run equal an oracle, and no row is lost."""

from __future__ import annotations

from pathlib import Path

from local_run.against_oracle import assert_equals_oracle
from local_run.cloud import read_parquet
from local_run.run import LocalRun
from testing.oracle import oracle


def test_features_equal_an_independent_oracle_to_1e_9(local_run: LocalRun) -> None:
    expected, _ = oracle(local_run.csv, "loan_date")
    assert len(expected) > 5000
    assert_equals_oracle(local_run.features, expected)


def test_invariant_1_rows_in_are_rows_out_and_rows_quarantined(local_run: LocalRun, tmp_path: Path) -> None:
    result = local_run.running.result
    _, bad = oracle(local_run.csv, "loan_date")
    quarantine = read_parquet(
        local_run.running.environment, result["quarantine"]["uri"], tmp_path
    ).to_pandas()
    rows = result["rows"]
    assert rows["in"] == rows["out"] + rows["quarantined"]
    assert rows["out"] == len(local_run.features)
    assert rows["quarantined"] == len(quarantine) == len(bad) > 100
    assert list(quarantine.sort_values("ordinal")["ordinal"]) == list(bad.sort_values("ordinal")["ordinal"])
    assert quarantine["reason"].str.len().min() > 0
    assert quarantine["column"].notna().all()
