"""Compares features with the oracle, an independent computation in pandas."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa

EXACT = [
    "client_id",
    "loan_date",
    "loan_id",
    "nb_previous_loans",
    "age",
    "years_on_the_job",
    "flag_own_car",
    "status",
]


def assert_equals_oracle(actual: pa.Table, expected: pd.DataFrame) -> None:
    """Row by row: means to 1e-9 relative, everything else exactly."""
    assert len(actual) == len(expected) > 0
    for column in EXACT:
        texts = [None if pd.isna(value) else str(value) for value in expected[column]]
        assert [None if value is None else str(value) for value in actual[column].to_pylist()] == texts, (
            column
        )
    np.testing.assert_allclose(
        actual["avg_amount_loans_previous"].to_numpy(),
        expected["avg_amount_loans_previous"].to_numpy(dtype="float64", na_value=np.nan),
        rtol=1e-9,
        equal_nan=True,
    )
