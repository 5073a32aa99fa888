"""The hyperparameters that a job takes, from the generated contract: names, ranges, choices and defaults."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from container.contract import CONTRACT_FOLDER

CONTRACT_FILE = CONTRACT_FOLDER / "hyperparameters.json"
# A longer text is beyond every range of integers.
MOST_DIGITS = 10

Value = int | float | str | None


@dataclass(frozen=True)
class Range:
    """The numbers that a hyperparameter may be; a bound is part of the range unless it is exclusive."""

    is_integer: bool
    minimum: float
    maximum: float
    excludes_minimum: bool
    excludes_maximum: bool

    def parse(self, text: str) -> float | None:
        """The number that a text is, if it is in the range."""
        number = _integer(text) if self.is_integer else _number(text)
        if number is None or not self.minimum <= number <= self.maximum:
            return None
        excluded = (self.excludes_minimum and number == self.minimum) or (
            self.excludes_maximum and number == self.maximum
        )
        return None if excluded else number

    def __str__(self) -> str:
        """The range in words."""
        first, last = f"{self.minimum:.10g}", f"{self.maximum:.10g}"
        if self.is_integer:
            return f"a whole number from {first} to {last}"
        if self.excludes_minimum and self.excludes_maximum:
            return f"a number between {first} and {last}"
        return f"a number {'above' if self.excludes_minimum else 'from'} {first} and up to {last}"


@dataclass(frozen=True)
class Hyperparameter:
    """One hyperparameter: a number of its range, one of its choices, or the text that stands for None."""

    name: str
    range: Range | None
    choices: tuple[str, ...]
    null_text: str | None
    default: str

    @property
    def expected(self) -> str:
        """What its texts have to be."""
        words = [*([self.null_text] if self.null_text else []), *self.choices]
        if self.range is None:
            return f"one of {', '.join(words)}"
        return " or ".join([*words, str(self.range)])

    def parse(self, text: str) -> Value:
        """The value of a text; raises `ValueError`, which says what was expected, if it has none."""
        if text == self.null_text:
            return None
        if text in self.choices:
            return text
        number = self.range.parse(text) if self.range else None
        if number is None:
            raise ValueError(f"{self.name} is {text!r}: expected {self.expected}")
        return number


@dataclass(frozen=True)
class HyperparameterContract:
    """The hyperparameters of every job, and those of each algorithm by its name."""

    default_algorithm: str
    job: tuple[Hyperparameter, ...]
    algorithms: Mapping[str, tuple[Hyperparameter, ...]]


def _integer(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _range(row: Mapping[str, Any]) -> Range | None:
    if "type" not in row:
        return None
    return Range(
        is_integer=row["type"] == "integer",
        minimum=row.get("exclusiveMinimum", row.get("minimum", -math.inf)),
        maximum=row.get("exclusiveMaximum", row.get("maximum", math.inf)),
        excludes_minimum="exclusiveMinimum" in row,
        excludes_maximum="exclusiveMaximum" in row,
    )


def _rows(rows: list[Mapping[str, Any]]) -> tuple[Hyperparameter, ...]:
    return tuple(
        Hyperparameter(
            row["name"], _range(row), tuple(row.get("choices", ())), row.get("nullText"), row["default"]
        )
        for row in rows
    )


def load_hyperparameter_contract(file: Path = CONTRACT_FILE) -> HyperparameterContract:
    """Reads the generated contract."""
    text = json.loads(file.read_text(encoding="utf-8"))
    return HyperparameterContract(
        default_algorithm=text["defaultAlgorithm"],
        job=_rows(text["job"]),
        algorithms={name: _rows(rows) for name, rows in text["algorithms"].items()},
    )
