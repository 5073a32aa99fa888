"""The hyperparameters of a training job: SageMaker hands over strings, all of them."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar, get_args

from container.failure import JobError

SplitBy = Literal["person-and-time", "person", "time"]
Calibration = Literal["sigmoid", "none"]
CALIBRATIONS: tuple[Calibration, ...] = get_args(Calibration)
SPLITS: tuple[SplitBy, ...] = get_args(SplitBy)
DEFAULT_SPLIT: SplitBy = "person-and-time"


@dataclass(frozen=True)
class RandomForest:
    """A forest; `max_depth` None is unlimited, `max_features` 'sqrt' or a number of features."""

    n_estimators: int
    max_depth: int | None
    min_samples_leaf: int
    max_features: int | Literal["sqrt"]
    calibration: Calibration


@dataclass(frozen=True)
class LogisticRegression:
    """A regression; `c` is the inverse strength of its regularization."""

    c: float
    max_iter: int


@dataclass(frozen=True)
class Hyperparameters:
    """All of a job; `decision_threshold` None flags as many loans as the base rate says."""

    algorithm: RandomForest | LogisticRegression
    seed: int
    split_by: SplitBy
    test_share: float
    decision_threshold: float | None


T = TypeVar("T")


class _Reader:
    """Reads texts one by one and collects what is wrong with them."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._seen: set[str] = set()
        self.faults: list[str] = []

    def read(self, name: str, default: str, parse: Callable[[str], T | None], expected: str) -> T | None:
        self._seen.add(name)
        text = self._texts.get(name, default)
        value = parse(text)
        if value is None:
            self.faults.append(f"{name} is {text!r}: expected {expected}")
        return value

    def integer(self, name: str, default: int, minimum: int, maximum: int = 2**31 - 1) -> int:
        expected = f"a whole number from {minimum} to {maximum}"
        found = self.read(name, str(default), lambda text: _integer(text, minimum, maximum), expected)
        return default if found is None else found

    def unknown(self) -> list[str]:
        return [f"{name} is not known" for name in sorted(set(self._texts) - self._seen)]


def _integer(text: str, minimum: int, maximum: int) -> int | None:
    if not text.isascii() or not text.isdigit() or len(text) > 10:
        return None
    return int(text) if minimum <= int(text) <= maximum else None


def _number(text: str, above: float, below: float) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and above < value < below else None


def _split_by(text: str) -> SplitBy | None:
    return next((one for one in SPLITS if one == text), None)


def _calibration(text: str) -> Calibration | None:
    return next((one for one in CALIBRATIONS if one == text), None)


def _forest(reader: _Reader) -> RandomForest:
    depth = reader.read(
        "max_depth",
        "none",
        lambda text: 0 if text == "none" else _integer(text, 1, 1000),
        "none or a whole number from 1 to 1000",
    )
    features = reader.read(
        "max_features",
        "sqrt",
        lambda text: 0 if text == "sqrt" else _integer(text, 1, 1000),
        "sqrt or a whole number from 1",
    )
    calibration: Calibration | None = reader.read(
        "calibration", "sigmoid", _calibration, f"one of {', '.join(CALIBRATIONS)}"
    )
    return RandomForest(
        n_estimators=reader.integer("n_estimators", 100, 1, 2000),
        max_depth=depth or None,
        min_samples_leaf=reader.integer("min_samples_leaf", 200, 1),
        max_features=features or "sqrt",
        calibration=calibration or "sigmoid",
    )


def _regression(reader: _Reader) -> LogisticRegression:
    c = reader.read("C", "1", lambda text: _number(text, 0, 1e9), "a number above 0")
    return LogisticRegression(c=c or 1.0, max_iter=reader.integer("max_iter", 1000, 1, 1_000_000))


ALGORITHMS: Mapping[str, Callable[[_Reader], RandomForest | LogisticRegression]] = {
    "random-forest": _forest,
    "logistic-regression": _regression,
}


def parse_hyperparameters(texts: Mapping[str, str]) -> Hyperparameters:
    """Reads all hyperparameters; tells everything that is wrong with them at once."""
    reader = _Reader(texts)
    name = reader.read(
        "algorithm",
        "random-forest",
        lambda text: text if text in ALGORITHMS else None,
        f"one of {', '.join(ALGORITHMS)}",
    )
    algorithm = ALGORITHMS[name or "random-forest"](reader)
    split_by: SplitBy | None = reader.read(
        "split_by",
        "person-and-time",
        _split_by,
        f"one of {', '.join(SPLITS)}",
    )
    share = reader.read("test_share", "0.25", lambda text: _number(text, 0, 1), "a number between 0 and 1")
    threshold = reader.read(
        "decision_threshold",
        "base-rate",
        lambda text: 0.0 if text == "base-rate" else _number(text, 0, 1),
        "base-rate or a number between 0 and 1",
    )
    seed = reader.integer("seed", 123, 0, 2**32 - 1)
    faults = [*reader.faults, *(reader.unknown() if name else [])]
    if faults:
        raise JobError(f"Hyperparameters: {'; '.join(faults)}.")
    return Hyperparameters(algorithm, seed, split_by or DEFAULT_SPLIT, share or 0.25, threshold or None)


def read_hyperparameters(file: Path) -> Hyperparameters:
    """Reads hyperparameters.json; a job without the file takes the defaults."""
    return parse_hyperparameters(json.loads(file.read_text(encoding="utf-8")) if file.exists() else {})
