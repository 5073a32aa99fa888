"""Features of made-up loans, with a known dependence of defaults on them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

FIRST_DAY = 17_897
DAYS = 730


def made_loans(rows: int, seed: int = 1, default_rate: float = 0.03) -> tuple[pa.Table, pa.Table]:
    """The tables of the channels `features` and `persons`; three clients stand for one person."""
    draw = np.random.default_rng(seed)
    clients = np.sort(draw.integers(1, max(3, rows // 15), rows)) * 10
    age = draw.integers(20, 70, rows)
    amount = np.where(draw.random(rows) < 0.05, np.nan, 100 + draw.exponential(30, rows))
    years = np.where(draw.random(rows) < 0.2, np.nan, draw.integers(0, 30, rows))
    score = 0.05 * (45 - age) + 0.01 * (np.nan_to_num(amount, nan=130) - 130)
    intercept = np.log(default_rate / (1 - default_rate)) - 0.3
    labels = draw.random(rows) < 1 / (1 + np.exp(-(intercept + score)))
    features = pa.table(
        {
            "client_id": pa.array(clients),
            "loan_date": pa.array((FIRST_DAY + draw.integers(0, DAYS, rows)).astype("int32")).cast(
                pa.date32()
            ),
            "loan_id": pa.array(np.arange(rows)),
            "nb_previous_loans": pa.array(draw.integers(0, 60, rows)),
            "avg_amount_loans_previous": pa.array(amount, from_pandas=True),
            "age": pa.array(age),
            "years_on_the_job": pa.array(years, from_pandas=True).cast(pa.int64()),
            "flag_own_car": pa.array(draw.integers(0, 2, rows)),
            "status": pa.array(labels.astype("int64")),
        }
    )
    known = np.unique(clients)
    return features, pa.table({"client_id": known, "person": known // 30})


def vectors(table: pa.Table) -> npt.NDArray[np.float32]:
    """The model's input, nulls as NaN."""
    names = ["nb_previous_loans", "avg_amount_loans_previous", "age", "years_on_the_job", "flag_own_car"]
    columns = [table[name].cast(pa.float64()).to_numpy(zero_copy_only=False) for name in names]
    return np.column_stack(columns).astype(np.float32)


def made_arrays(
    rows: int, seed: int
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Made-up loans as the training job holds them: vectors, labels, persons, days."""
    features, persons = made_loans(rows, seed)
    person_of = dict(zip(persons["client_id"].to_pylist(), persons["person"].to_pylist(), strict=True))
    return (
        vectors(features),
        np.array(features["status"]),
        np.array([person_of[client] for client in features["client_id"].to_pylist()]),
        np.array(features["loan_date"].cast("int32"), dtype=np.int64),
    )
