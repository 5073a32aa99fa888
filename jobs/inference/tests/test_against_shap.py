"""Contributions of trained models, as ONNX, against the exact explainer of the package shap."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shap
from container.contract import load_contract
from inference.explanation import explain
from inference.inference import model_fn, predict_fn
from inference.model import Model
from inference.request import Vectors
from testing.made_loans import made_arrays
from training.artifact import write_model
from training.dataset import DataSet
from training.hyperparameters import parse_hyperparameters
from training.job import train
from training.split import split

MISSING = float("nan")
EXPLAINED = 25
ALGORITHMS: dict[str, dict[str, str]] = {
    "a random forest": {"n_estimators": "20", "min_samples_leaf": "20"},
    "the five trees of the notebook": {"n_estimators": "5", "min_samples_leaf": "1"},
    "a logistic regression": {"algorithm": "logistic-regression"},
}


@pytest.fixture(scope="module", params=ALGORITHMS)
def model(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Model:
    asked = parse_hyperparameters(ALGORITHMS[request.param])
    folder: Path = tmp_path_factory.mktemp("model")
    trained = train(
        asked, split(DataSet(*made_arrays(6000, 1)), asked.split_by, asked.test_share, asked.seed)
    )
    write_model(folder, trained, asked, load_contract())
    return model_fn(folder)


def instances() -> Vectors:
    """Loans that the model has not seen, some with nulls, one with all that can be null."""
    loans = made_arrays(EXPLAINED, 2)[0]
    extremes = [[0, MISSING, 20, MISSING, 0], [1000, 1e6, 200, 100, 1]]
    return np.concatenate([loans, np.array(extremes, dtype=np.float32)])


def by_shap(rows: Vectors, model: Model) -> Any:
    assert model.background is not None
    background = model.background.rows
    masker = shap.maskers.Independent(background, max_samples=len(background))

    def predict(some: Any) -> Any:
        return predict_fn(np.asarray(some, dtype=np.float32), model).astype(float)

    return shap.explainers.Exact(predict, masker)(rows, silent=True)


def test_they_are_those_of_shap(model: Model) -> None:
    rows = instances()
    assert np.isnan(rows).any()
    probabilities = predict_fn(rows, model)
    found, expected = explain(rows, probabilities, model), by_shap(rows, model)
    assert np.abs(found.contributions - expected.values).max() < 1e-6
    assert np.abs(found.background_probability - expected.base_values).max() < 1e-6
    added_up = found.background_probability + found.contributions.sum(axis=1)
    assert np.abs(added_up - probabilities).max() < 1e-6


def test_one_is_explained_as_it_is_among_many(model: Model) -> None:
    rows = instances()
    together = explain(rows, predict_fn(rows, model), model).contributions
    alone = [explain(one[None], predict_fn(one[None], model), model).contributions[0] for one in rows]
    assert np.abs(together - np.array(alone)).max() < 1e-7
