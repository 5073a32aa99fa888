"""The parts of training that have properties: splits, thresholds, hyperparameters, calibration tables."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
from container.failure import JobError
from hypothesis import given
from hypothesis import strategies as st
from testing.made_loans import made_arrays
from training.dataset import DataSet
from training.export import check_equal, to_onnx_bytes
from training.hyperparameter_contract import load_hyperparameter_contract
from training.hyperparameters import parse_hyperparameters
from training.metrics import calibration_table, judge
from training.models import probabilities, train_model
from training.split import split

[SPLITS] = [row.choices for row in load_hyperparameter_contract().job if row.name == "split_by"]


@given(st.sampled_from(SPLITS), st.floats(0.1, 0.6), st.integers(0, 2**32 - 1))
def test_no_person_is_on_both_sides_and_test_loans_are_later(by: str, share: float, seed: int) -> None:
    parts = split(DataSet(*made_arrays(2000, seed % 7)), by, share, seed)
    if by != "time":
        assert not set(parts.train.persons) & set(parts.test.persons)
    if by != "person":
        assert parts.train.days.max() < parts.test.days.min()


def test_a_split_of_too_little_says_so() -> None:
    with pytest.raises(JobError, match="too few"):
        split(DataSet(*made_arrays(3, 1)), "person-and-time", 0.01, 1)


def test_onnx_equals_scikit_learn_also_right_at_the_thresholds_of_the_trees() -> None:
    data = DataSet(*made_arrays(4000, 2))
    asked = parse_hyperparameters({"n_estimators": "10", "min_samples_leaf": "20"})
    model = train_model(asked, data)
    [calibrated] = model.calibrated_classifiers_
    trees = [tree.tree_ for tree in calibrated.estimator[-1].estimators_]
    limits = np.concatenate([tree.threshold[tree.feature == 1] for tree in trees]).astype(np.float32)
    near = [limits, np.nextafter(limits, np.float32(np.inf)), np.nextafter(limits, np.float32(-np.inf))]
    rows = np.tile(data.features[0], (len(limits) * 3, 1))
    rows[:, 1] = np.concatenate(near)
    assert check_equal(to_onnx_bytes(model, 5), model, rows) <= 1e-6


@pytest.mark.parametrize("algorithm", ["random-forest", "logistic-regression"])
def test_operator_sets_stand_in_one_order_since_a_models_digest_is_its_version(algorithm: str) -> None:
    asked = parse_hyperparameters({"algorithm": algorithm})
    exported = onnx.load_from_string(to_onnx_bytes(train_model(asked, DataSet(*made_arrays(2000, 4))), 5))
    domains = [one.domain for one in exported.opset_import]
    assert domains == sorted(domains)


def test_the_number_of_processors_does_not_change_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    data = DataSet(*made_arrays(3000, 4))
    asked = parse_hyperparameters({"n_estimators": "10"})
    both = to_onnx_bytes(train_model(asked, data), 5)
    monkeypatch.setattr("training.models.PARALLEL_FITS", 1)
    assert to_onnx_bytes(train_model(asked, data), 5) == both


@given(
    st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=300),
)
def test_a_calibration_table_has_every_row_once(pairs: list[tuple[float, bool]]) -> None:
    scores = np.array([score for score, _ in pairs])
    labels = np.array([label for _, label in pairs], dtype=np.int64)
    table = calibration_table(labels, scores)
    assert sum(one["rows"] for one in table) == len(pairs)
    total = sum(one["rows"] * one["defaultRate"] for one in table)
    assert total == pytest.approx(labels.sum())


@given(
    st.dictionaries(
        st.sampled_from(["seed", "n_estimators", "test_share", "max_depth", "C"]), st.text(max_size=6)
    )
)
def test_any_hyperparameters_are_read_or_refused_by_name(texts: dict[str, str]) -> None:
    try:
        asked = parse_hyperparameters(texts)
    except JobError as error:
        assert any(name in str(error) for name in texts)
    else:
        assert 0 < asked.test_share < 1


def test_a_model_gains_nothing_from_shuffled_outcomes() -> None:
    data = DataSet(*made_arrays(6000, 5))
    shuffled = np.random.default_rng(1).permutation(data.labels)
    parts = split(DataSet(data.features, shuffled, data.persons, data.days), "person", 0.4, 1)
    model = train_model(parse_hyperparameters({"n_estimators": "20"}), parts.train)
    assert abs(judge(parts.test.labels, probabilities(model, parts.test.features), 0.5)["auc"] - 0.5) < 0.12
