"""The features of all loans with an outcome, as a matrix of float32 in the order of the contract."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from container.contract import Contract
from container.failure import JobError

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class DataSet:
    """Loans by row: features (null as NaN), label 0 or 1, the person behind the client, days since 1970."""

    features: Floats
    labels: Integers
    persons: Integers
    days: Integers

    def take(self, rows: npt.NDArray[np.bool_]) -> DataSet:
        """The rows of a mask."""
        return DataSet(self.features[rows], self.labels[rows], self.persons[rows], self.days[rows])

    def __len__(self) -> int:
        """How many loans."""
        return len(self.labels)


def _read(folder: Path, columns: list[str]) -> pa.Table:
    files = sorted(folder.glob("**/*.parquet")) if folder.is_dir() else []
    if not files:
        raise JobError(
            f"Channel {folder.name} holds no Parquet file: expected the output of feature engineering."
        )
    for file in files:
        missing = sorted(set(columns) - set(pq.read_schema(file).names))
        if missing:
            raise JobError(
                f"Channel {folder.name}: {file.name} lacks the columns {', '.join(missing)}. "
                "Was it made under another feature contract?"
            )
    return pa.concat_tables([pq.read_table(file, columns=columns) for file in files])


def _with_persons(loans: pa.Table, persons: pa.Table) -> pa.Table:
    joined = loans.join(persons, keys="client_id", join_type="left outer")
    unknown = pc.sum(pc.is_null(joined["person"])).as_py() or 0
    if unknown:
        raise JobError(f"Channel persons lacks the clients of {unknown} loans: it belongs to other features.")
    return joined.sort_by([("client_id", "ascending"), ("loan_date", "ascending"), ("loan_id", "ascending")])


def _column(table: pa.Table, name: str, kind: Any) -> Any:
    return table[name].cast(kind).to_numpy()


def _matrix(table: pa.Table, names: tuple[str, ...]) -> Floats:
    columns = [pc.fill_null(table[name].cast(pa.float64()), float("nan")).to_numpy() for name in names]
    return np.ascontiguousarray(np.column_stack(columns).astype(np.float32))


def read_dataset(features: Path, persons: Path, contract: Contract) -> DataSet:
    """Reads both channels; a loan that has no outcome yet is left out."""
    loans = _read(features, ["client_id", "loan_date", "loan_id", *contract.feature_names, "status"])
    with_outcome = loans.filter(pc.is_valid(loans["status"]))
    if with_outcome.num_rows == 0:
        raise JobError(f"None of the {loans.num_rows} loans has an outcome: there is nothing to learn from.")
    table = _with_persons(with_outcome, _read(persons, ["client_id", "person"]))
    return DataSet(
        features=_matrix(table, contract.feature_names),
        labels=_column(table, "status", pa.int64()),
        persons=_column(table, "person", pa.int64()),
        days=_column(
            table.set_column(1, "loan_date", table["loan_date"].cast(pa.int32())), "loan_date", pa.int64()
        ),
    )
