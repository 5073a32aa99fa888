"""The hyperparameters of a training job: SageMaker passes all of them as strings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from container.failure import JobError

from training.hyperparameter_contract import Hyperparameter, Value, load_hyperparameter_contract

ALGORITHM = "algorithm"
BASE_RATE = "base-rate"

T = TypeVar("T")


@dataclass(frozen=True)
class Hyperparameters:
    """The values by their names: those of every job, and those of the job's algorithm."""

    algorithm: str
    job: Mapping[str, Value]
    model: Mapping[str, Value]

    @property
    def seed(self) -> int:
        """The same seed and data give the same model."""
        return _checked(self.job, "seed", int)

    @property
    def split_by(self) -> str:
        """What keeps the test loans apart from the training loans."""
        return _checked(self.job, "split_by", str)

    @property
    def test_share(self) -> float:
        """The share of loans kept for testing."""
        return _checked(self.job, "test_share", float)

    @property
    def decision_threshold(self) -> float | None:
        """The probability from which loans are declined; None flags as many as the base rate says."""
        if self.job["decision_threshold"] == BASE_RATE:
            return None
        return _checked(self.job, "decision_threshold", float)


def _checked(values: Mapping[str, Value], name: str, kind: type[T]) -> T:
    value = values[name]
    if not isinstance(value, kind):
        raise TypeError(f"{name} is {value!r}: the contract no longer says {kind.__name__}")
    return value


def _read(
    rows: tuple[Hyperparameter, ...], texts: Mapping[str, str], faults: list[str]
) -> Mapping[str, Value]:
    values: dict[str, Value] = {}
    for row in rows:
        try:
            values[row.name] = row.parse(texts.get(row.name, row.default))
        except ValueError as fault:
            faults.append(str(fault))
    return values


def _unknown(texts: Mapping[str, str], rows: tuple[Hyperparameter, ...]) -> list[str]:
    known = {ALGORITHM, *(row.name for row in rows)}
    return [f"{name} is not known" for name in sorted(set(texts) - known)]


def parse_hyperparameters(texts: Mapping[str, str]) -> Hyperparameters:
    """Reads all hyperparameters, or fails with everything that is wrong with them."""
    contract = load_hyperparameter_contract()
    name = texts.get(ALGORITHM, contract.default_algorithm)
    rows = contract.algorithms.get(name, ())
    faults = [] if rows else [f"{ALGORITHM} is {name!r}: expected one of {', '.join(contract.algorithms)}"]
    model = _read(rows, texts, faults)
    job = _read(contract.job, texts, faults)
    if rows:
        faults += _unknown(texts, (*contract.job, *rows))
    if faults:
        raise JobError(f"Hyperparameters: {'; '.join(faults)}.")
    return Hyperparameters(name, job, model)


def read_hyperparameters(file: Path) -> Hyperparameters:
    """Reads hyperparameters.json; a job without the file takes the defaults."""
    return parse_hyperparameters(json.loads(file.read_text(encoding="utf-8")) if file.exists() else {})
