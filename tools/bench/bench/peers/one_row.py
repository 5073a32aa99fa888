"""Trains on the channels below SAGEMAKER_BASE_DIR and times one prediction; prints seconds as JSON."""

from __future__ import annotations

import json
import sys
import tempfile
import timeit
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numpy as np
from container.contract import load_contract
from container.paths import channel
from inference.inference import model_fn, predict_fn, respond
from training.artifact import write_model
from training.dataset import read_dataset
from training.hyperparameters import parse_hyperparameters
from training.job import train
from training.models import probabilities
from training.split import split

HYPERPARAMETERS = {
    "algorithm": "random-forest",
    "n_estimators": "100",
    "max_depth": "none",
    "min_samples_leaf": "200",
    "max_features": "sqrt",
    "seed": "123",
    "split_by": "person-and-time",
    "test_share": "0.25",
    "decision_threshold": "base-rate",
}


def seconds_of(call: Callable[[], object], repeats: int) -> float:
    """The median of repeats, each long enough to be timed."""
    number, _ = timeit.Timer(call).autorange()
    return median(timeit.repeat(call, number=number, repeat=repeats)) / number


if __name__ == "__main__":
    contract = load_contract()
    asked = parse_hyperparameters(HYPERPARAMETERS)
    data = read_dataset(channel("features"), channel("persons"), contract)
    trained = train(asked, split(data, asked.split_by, asked.test_share, asked.seed))
    with tempfile.TemporaryDirectory() as folder:
        write_model(Path(folder), trained, asked, contract)
        model = model_fn(Path(folder))
    row = np.array([[3, 104.8, 32, 5, 1]], dtype=np.float32)
    instance = dict(zip(contract.feature_names, (3, 104.8, 32, 5, 1), strict=True))
    plain = json.dumps({"instances": [instance]}).encode()
    explained = json.dumps({"instances": [instance], "contributions": True}).encode()
    difference = abs(float(predict_fn(row, model)[0]) - float(probabilities(trained.model, row)[0]))
    if difference > 1e-6:
        raise SystemExit(f"The two differ by {difference}.")
    timed = {
        "predict_fn": seconds_of(lambda: predict_fn(row, model), 7),
        "respond": seconds_of(lambda: respond(model, plain, "application/json", "*/*", ""), 7),
        "explain": seconds_of(lambda: respond(model, explained, "application/json", "*/*", ""), 7),
        "predict_proba": seconds_of(lambda: trained.model.predict_proba(row), 7),
        "trees": float(HYPERPARAMETERS["n_estimators"]),
    }
    sys.stdout.write(json.dumps(timed))
