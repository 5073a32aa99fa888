"""The models: imputation inside, probabilities calibrated on persons that the model has not seen."""

from __future__ import annotations

from typing import Any

import numpy as np
from container.failure import JobError
from joblib import parallel_config
from sklearn.calibration import CalibratedClassifierCV
from sklearn.ensemble import RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from training.dataset import DataSet, Floats
from training.hyperparameters import Hyperparameters

CALIBRATION_FOLDS = 2
PARALLEL_FITS = 2
# A tree of a forest learns from at most this many loans: more make it slower, not better.
LOANS_PER_TREE = 20_000
# No feature is negative, so trees can separate a missing value from any other.
MISSING = -1.0


def _forest(asked: Hyperparameters, fewest_rows: int) -> Pipeline:
    """Not yet fitted; `fewest_rows` is the number of loans in the smallest part that it will learn from."""
    forest = RandomForestClassifier(
        n_estimators=asked.model["n_estimators"],
        max_depth=asked.model["max_depth"],
        min_samples_leaf=asked.model["min_samples_leaf"],
        max_features=asked.model["max_features"],
        max_samples=LOANS_PER_TREE if fewest_rows > LOANS_PER_TREE else None,
        random_state=asked.seed,
        # Threads would add up the trees' predictions in the order in which they finish.
        n_jobs=1,
    )
    return make_pipeline(SimpleImputer(strategy="constant", fill_value=MISSING), forest)


def _regression(asked: Hyperparameters) -> Pipeline:
    return make_pipeline(
        SimpleImputer(strategy="median", keep_empty_features=True),
        StandardScaler(),
        LogisticRegression(C=asked.model["C"], max_iter=asked.model["max_iter"]),
    )


def _folds(train: DataSet, seed: int) -> list[tuple[Any, Any]]:
    splitter = StratifiedGroupKFold(CALIBRATION_FOLDS, shuffle=True, random_state=seed)
    folds = list(splitter.split(train.features, train.labels, train.persons))
    for side in (side for fold in folds for side in fold):
        if len(np.unique(train.labels[side])) < 2:
            raise JobError(
                f"{int(train.labels.sum())} defaults among {len(train)} loans of "
                f"{len(np.unique(train.persons))} persons are too few to calibrate on persons held out."
            )
    return folds


def _round_thresholds(pipeline: Pipeline) -> None:
    """Rounds the thresholds of trees down to float32: the same decisions, and ONNX can hold them."""
    for tree in getattr(pipeline[-1], "estimators_", []):
        thresholds = tree.tree_.threshold
        rounded = thresholds.astype(np.float32)
        too_high = rounded.astype(np.float64) > thresholds
        thresholds[:] = np.where(too_high, np.nextafter(rounded, np.float32(-np.inf)), rounded)


def _calibrated_forest(asked: Hyperparameters, train: DataSet) -> CalibratedClassifierCV:
    pipeline = _forest(asked, len(train) // CALIBRATION_FOLDS)
    model = CalibratedClassifierCV(pipeline, method="sigmoid", cv=_folds(train, asked.seed), ensemble=False)
    with parallel_config(backend="threading", n_jobs=PARALLEL_FITS):
        model.fit(train.features, train.labels)
    for calibrated in model.calibrated_classifiers_:
        _round_thresholds(calibrated.estimator)
    return model


def _must_have_both_outcomes(train: DataSet) -> None:
    if len(np.unique(train.labels)) < 2:
        raise JobError(
            f"All {len(train)} loans to learn from have the same outcome: there is nothing to learn."
        )


def _plain_forest(asked: Hyperparameters, train: DataSet) -> Pipeline:
    """Shares of defaults in leaves, as they are: a probability only if the leaves are large."""
    _must_have_both_outcomes(train)
    pipeline = _forest(asked, len(train)).fit(train.features, train.labels)
    _round_thresholds(pipeline)
    return pipeline


def _fitted_regression(asked: Hyperparameters, train: DataSet) -> Pipeline:
    """A sigmoid fitted by maximum likelihood with a free intercept is calibrated as it is."""
    _must_have_both_outcomes(train)
    return _regression(asked).fit(train.features, train.labels)


def train_model(asked: Hyperparameters, train: DataSet) -> Any:
    """A fitted model; the same data and seed give the same one, whatever the number of processors."""
    if asked.algorithm == "logistic-regression":
        return _fitted_regression(asked, train)
    if asked.model["calibration"] == "none":
        return _plain_forest(asked, train)
    return _calibrated_forest(asked, train)


def probabilities(model: Any, features: Floats) -> Any:
    """The probability of default of each row."""
    return model.predict_proba(features)[:, 1]
