"""How good a model is, by the measures of credit scoring; a measure without a definition is None, not NaN."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.metrics import brier_score_loss, precision_score, recall_score, roc_auc_score, roc_curve

from training.dataset import Integers

Doubles = npt.NDArray[np.float64]
CALIBRATION_BINS = 10


def _discrimination(labels: Integers, scores: Doubles) -> dict[str, float | None]:
    if len(np.unique(labels)) < 2:
        return {"auc": None, "gini": None, "ks": None}
    auc = float(roc_auc_score(labels, scores))
    false_positives, true_positives, _ = roc_curve(labels, scores)
    return {"auc": auc, "gini": 2 * auc - 1, "ks": float(np.max(true_positives - false_positives))}


def calibration_table(labels: Integers, scores: Doubles) -> list[dict[str, float | int]]:
    """Mean prediction beside the rate of defaults, in bins of about equal size."""
    edges = np.unique(np.quantile(scores, np.linspace(0, 1, CALIBRATION_BINS + 1)))
    if len(edges) < 2:
        edges = np.array([edges[0], edges[0]])
    bins = np.clip(np.searchsorted(edges, scores, side="right") - 1, 0, len(edges) - 2)
    return [
        {
            "from": float(edges[number]),
            "to": float(edges[number + 1]),
            "rows": int(np.sum(bins == number)),
            "meanPrediction": float(scores[bins == number].mean()),
            "defaultRate": float(labels[bins == number].mean()),
        }
        for number in np.unique(bins)
    ]


def judge(labels: Integers, scores: Doubles, threshold: float) -> dict[str, Any]:
    """All measures of one model on one part."""
    flagged = scores >= threshold
    return {
        **_discrimination(labels, scores),
        "brier": float(brier_score_loss(labels, scores)),
        "precision": float(precision_score(labels, flagged)) if flagged.any() else None,
        "recall": float(recall_score(labels, flagged)) if labels.any() else None,
        "threshold": threshold,
        "baseRate": float(labels.mean()),
        "meanPrediction": float(scores.mean()),
    }
