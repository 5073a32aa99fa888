"""A peer that computes something else would make a ratio worthless."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from bench.measure import ROOT, measure

HEADER = "loan_id,id,flag_own_car,status,birthday,job_start_date,loan_date,loan_amount"
GOLDEN = [
    "2,5008804,Y,0,1988-02-13,2009-03-15,2019-02-01,102.283361",
    "1,5008804,Y,0,1988-02-13,2009-03-15,2019-02-15,136.602049",
    "5,5008804,Y,0,1988-02-13,2009-03-15,2019-02-17,114.733694",
    "4,5008804,Y,0,1988-02-13,3021-09-18,2019-02-17,100.0",
    "3,5008804,Y,1,1988-02-13,2009-03-15,2019-05-20,103.539050",
]


@pytest.mark.parametrize("peer", ["pandas_vectorised", "duckdb_by_hand"])
def test_a_peer_computes_the_same_features(peer: str, tmp_path: Path) -> None:
    csv, target = tmp_path / "loans.csv", tmp_path / "features.parquet"
    csv.write_text("\n".join([HEADER, *GOLDEN]) + "\n")
    measure(
        [str(ROOT / ".venv" / "bin" / "python"), "-m", f"bench.peers.{peer}", str(csv), str(target)],
        {"PYTHONPATH": str(ROOT / "tools" / "bench")},
    )
    made = pd.read_parquet(target)
    assert list(made["loan_id"]) == [2, 1, 4, 5, 3]
    assert list(made["nb_previous_loans"]) == [0, 1, 2, 3, 4]
    np.testing.assert_allclose(
        made["avg_amount_loans_previous"].astype("float64"),
        [np.nan, 102.283361, 119.442705, 119.442705, 113.404776],
        rtol=1e-9,
    )
    assert list(made["age"]) == [30, 31, 31, 31, 31]
    assert made["years_on_the_job"].isna().tolist() == [False, False, True, False, False]
    assert list(made["flag_own_car"]) == [1] * 5
