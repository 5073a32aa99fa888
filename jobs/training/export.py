"""The model as ONNX: float32, imputation and calibration inside, checked against scikit-learn."""

from __future__ import annotations

from typing import Any

import numpy as np
import onnxruntime
from container.failure import JobError
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType

from training.dataset import Floats
from training.models import probabilities

OPSET = {"": 21, "ai.onnx.ml": 3}
TOLERANCE = 1e-6


def to_onnx_bytes(model: Any, width: int) -> bytes:
    """One input `features` (rows × width); outputs `label` and `probabilities`."""
    graph = to_onnx(
        model,
        initial_types=[("features", FloatTensorType([None, width]))],
        options={id(model): {"zipmap": False}},
        target_opset=OPSET,
    )
    # skl2onnx takes them from a set, whose order differs in about every thirtieth process.
    graph.opset_import.sort(key=lambda one: (one.domain, one.version))
    text: bytes = graph.SerializeToString(deterministic=True)
    return text


def check_equal(onnx: bytes, model: Any, features: Floats) -> float:
    """The largest difference between ONNX Runtime and scikit-learn on these rows; fails above 1e-6."""
    session = onnxruntime.InferenceSession(onnx, providers=["CPUExecutionProvider"])
    answered = session.run(["probabilities"], {"features": features})[0][:, 1]
    difference = float(np.max(np.abs(answered - probabilities(model, features))))
    if not difference <= TOLERANCE:
        raise JobError(
            f"The exported model differs from the trained one by {difference:.2e}, more than {TOLERANCE}."
        )
    return difference
