"""The job from its channels to its model and metrics."""

from __future__ import annotations

import json
import time
from typing import Any

import numpy as np
from container.contract import Contract, load_contract
from container.failure import log
from container.paths import channel, hyperparameters_file, model_dir, output_data_dir
from container.provenance import code_sha256, lock_sha256

from training.artifact import Trained, write_model
from training.background import draw_background
from training.dataset import DataSet, Floats, read_dataset
from training.export import check_equal, to_onnx_bytes
from training.hyperparameters import Hyperparameters, parse_hyperparameters, read_hyperparameters
from training.metrics import calibration_table, judge
from training.models import probabilities, train_model
from training.split import Split, split

CHECKED_ROWS = 20_000
REGRESSION = "logistic-regression"


def _base_rate_threshold(model: Any, train: DataSet) -> float:
    return float(np.quantile(probabilities(model, train.features), 1 - train.labels.mean()))


def _threshold(asked: Hyperparameters, model: Any, train: DataSet) -> float:
    given = asked.decision_threshold
    return _base_rate_threshold(model, train) if given is None else given


def _checked_rows(train: DataSet) -> Floats:
    rows = np.linspace(0, len(train) - 1, num=min(len(train), CHECKED_ROWS)).astype(int)
    everything_missing = np.full((1, train.features.shape[1]), np.nan, dtype=np.float32)
    return np.vstack([train.features[rows], everything_missing])


def train(asked: Hyperparameters, parts: Split) -> Trained:
    """Fits, exports, and shows that both forms give the same probabilities."""
    model = train_model(asked, parts.train)
    onnx = to_onnx_bytes(model, parts.train.features.shape[1])
    difference = check_equal(onnx, model, _checked_rows(parts.train))
    log("exported", bytes=len(onnx), largest_difference=difference)
    background = draw_background(parts.train.features, asked.seed)
    return Trained(model, onnx, _threshold(asked, model, parts.train), background)


def _baselines(asked: Hyperparameters, parts: Split) -> list[dict[str, Any]]:
    rate = float(parts.train.labels.mean())
    constant = np.full(len(parts.test), rate)
    known = [{"name": "base-rate", **judge(parts.test.labels, constant, rate)}]
    if asked.algorithm == REGRESSION:
        return known
    model = train_model(parse_hyperparameters({"algorithm": REGRESSION}), parts.train)
    scores = probabilities(model, parts.test.features)
    threshold = _base_rate_threshold(model, parts.train)
    return [*known, {"name": REGRESSION, **judge(parts.test.labels, scores, threshold)}]


def _metrics(asked: Hyperparameters, parts: Split, trained: Trained, contract: Contract) -> dict[str, Any]:
    scores = probabilities(trained.model, parts.test.features)
    constant, *others = _baselines(asked, parts)
    return {
        **judge(parts.test.labels, scores, trained.threshold),
        "calibration": calibration_table(parts.test.labels, scores),
        "baseline": constant,
        "otherBaselines": others,
        "train": {
            "rows": len(parts.train),
            "baseRate": float(parts.train.labels.mean()),
            "meanPrediction": float(probabilities(trained.model, parts.train.features).mean()),
        },
        "split": {
            "by": asked.split_by,
            "testShare": asked.test_share,
            "trainRows": len(parts.train),
            "testRows": len(parts.test),
            "testDefaults": int(parts.test.labels.sum()),
        },
        "modelSha256": trained.version,
        "contractVersion": contract.version,
        "seed": asked.seed,
        "codeSha256": code_sha256("training"),
        "lockSha256": lock_sha256(),
    }


def _write_metrics(metrics: dict[str, Any]) -> None:
    output_data_dir().mkdir(parents=True, exist_ok=True)
    text = json.dumps(metrics, indent=2, allow_nan=False)
    (output_data_dir() / "metrics.json").write_text(text, encoding="utf-8")


def run() -> None:
    """Reads the channels `features` and `persons`, writes the model and its metrics."""
    started = time.monotonic()
    asked = read_hyperparameters(hyperparameters_file())
    contract = load_contract()
    data = read_dataset(channel("features"), channel("persons"), contract)
    parts = split(data, asked.split_by, asked.test_share, asked.seed)
    log("started", loans=len(data), train=len(parts.train), test=len(parts.test))
    trained = train(asked, parts)
    metrics = _metrics(asked, parts, trained, contract)
    write_model(model_dir(), trained, asked, contract)
    _write_metrics(metrics)
    logged = {name: metrics[name] for name in ("auc", "gini", "ks", "brier", "baseRate", "meanPrediction")}
    log("completed", seconds=round(time.monotonic() - started, 2), **logged)
