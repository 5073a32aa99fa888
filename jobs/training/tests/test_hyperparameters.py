"""Hyperparameters: texts in, values or one message about everything that is wrong out."""

from __future__ import annotations

from pathlib import Path

import pytest
from container.failure import JobError
from hypothesis import given
from hypothesis import strategies as st
from training.hyperparameter_contract import Value, load_hyperparameter_contract
from training.hyperparameters import parse_hyperparameters, read_hyperparameters

CONTRACT = load_hyperparameter_contract()
ALGORITHMS = sorted(CONTRACT.algorithms)


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_what_is_not_given_has_its_default(algorithm: str) -> None:
    found = parse_hyperparameters({"algorithm": algorithm})
    rows = CONTRACT.algorithms[algorithm]
    assert found.model == {row.name: row.parse(row.default) for row in rows}
    assert found.job == {row.name: row.parse(row.default) for row in CONTRACT.job}
    assert found.decision_threshold is None


def test_a_job_without_the_file_takes_the_defaults(tmp_path: Path) -> None:
    assert read_hyperparameters(tmp_path / "hyperparameters.json") == parse_hyperparameters({})


ACCEPTED: list[tuple[str, str, str, Value]] = [
    ("random-forest", "n_estimators", "2000", 2000),
    ("random-forest", "max_depth", "none", None),
    ("random-forest", "max_depth", "7", 7),
    ("random-forest", "max_features", "sqrt", "sqrt"),
    ("random-forest", "max_features", "3", 3),
    ("random-forest", "calibration", "none", "none"),
    ("logistic-regression", "C", "1e-7", 1e-7),
    ("logistic-regression", "C", "1000000000", 1e9),
]


@pytest.mark.parametrize(("algorithm", "name", "text", "value"), ACCEPTED)
def test_a_text_within_the_range_is_its_value(algorithm: str, name: str, text: str, value: Value) -> None:
    assert parse_hyperparameters({"algorithm": algorithm, name: text}).model[name] == value


REFUSED = [
    ("random-forest", "n_estimators", "0", "a whole number from 1 to 2000"),
    ("random-forest", "n_estimators", "2001", "a whole number from 1 to 2000"),
    ("random-forest", "n_estimators", "1.5", "a whole number from 1 to 2000"),
    ("random-forest", "max_depth", "", "none or a whole number from 1 to 1000"),
    ("random-forest", "max_features", "log2", "sqrt or a whole number from 1 to 1000"),
    ("random-forest", "calibration", "isotonic", "one of sigmoid, none"),
    ("random-forest", "seed", "4294967296", "a whole number from 0 to 4294967295"),
    ("random-forest", "seed", "\u0661", "a whole number from 0 to 4294967295"),
    ("random-forest", "test_share", "0", "a number between 0 and 1"),
    ("random-forest", "test_share", "nan", "a number between 0 and 1"),
    ("random-forest", "decision_threshold", "1", "base-rate or a number between 0 and 1"),
    ("logistic-regression", "C", "0", "a number above 0 and up to 1000000000"),
    ("logistic-regression", "C", "inf", "a number above 0 and up to 1000000000"),
    ("logistic-regression", "max_iter", "9" * 5000, "a whole number from 1 to 1000000"),
]


@pytest.mark.parametrize(("algorithm", "name", "text", "expected"), REFUSED)
def test_any_other_text_is_refused_with_what_was_expected(
    algorithm: str, name: str, text: str, expected: str
) -> None:
    with pytest.raises(JobError) as refused:
        parse_hyperparameters({"algorithm": algorithm, name: text})
    assert str(refused.value) == f"Hyperparameters: {name} is {text!r}: expected {expected}."


def test_a_hyperparameter_of_another_algorithm_is_not_known() -> None:
    with pytest.raises(JobError, match="n_estimators is not known"):
        parse_hyperparameters({"algorithm": "logistic-regression", "n_estimators": "5"})


@given(st.sampled_from(ALGORITHMS), st.data())
def test_any_integer_is_read_within_its_range_and_refused_outside(
    algorithm: str, data: st.DataObject
) -> None:
    rows = [row for row in CONTRACT.algorithms[algorithm] if row.range and row.range.is_integer]
    row, number = data.draw(st.sampled_from(rows)), data.draw(st.integers(-10, 10**7))
    assert row.range is not None
    if row.range.minimum <= number <= row.range.maximum:
        assert row.parse(str(number)) == number
    else:
        with pytest.raises(ValueError, match="expected"):
            row.parse(str(number))
