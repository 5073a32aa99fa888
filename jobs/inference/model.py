"""A model as the container holds it, and its archive, as the training job leaves it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
from container.contract import Contract, load_contract
from container.failure import JobError
from container.provenance import file_sha256

from inference.background import Background, make_background
from inference.request import Vectors

# The name of a model whose container was started without one, for example by hand.
UNNAMED = "unnamed"

Probabilities = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Model:
    """A loaded model with its description; without a background it cannot explain its predictions."""

    session: Any
    name: str
    version: str
    threshold: float
    contract: Contract
    background: Background | None


def predict(vectors: Vectors, session: Any) -> Probabilities:
    """The probability of default of each row."""
    probabilities: Probabilities = session.run(["probabilities"], {"features": vectors})[0][:, 1]
    return probabilities


def _file(model_dir: Path, name: str) -> Path:
    file = model_dir / name
    if not file.exists():
        raise JobError(f"The model's archive holds no {name}: expected the output of the training job.")
    return file


def _session(file: Path) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])


def _background(model_dir: Path, described: Mapping[str, Any], session: Any) -> Background | None:
    """Older models have none."""
    if "background" not in described:
        return None
    file = _file(model_dir, "background.npy")
    if file_sha256(file) != described["background"]["sha256"]:
        raise JobError("The model's background.npy does not match the digest in its model.json: train again.")
    return make_background(np.load(file), lambda rows: predict(rows, session))


def load_model(model_dir: Path) -> Model:
    """Loads the model; refuses one that was trained under another contract version."""
    described = json.loads(_file(model_dir, "model.json").read_text(encoding="utf-8"))
    onnx = _file(model_dir, "model.onnx")
    contract = load_contract()
    if described["contractVersion"] != contract.version:
        raise JobError(
            f"The model was trained under contract version {described['contractVersion']}, this image has "
            f"{contract.version}: train again, or deploy the image of the model's version."
        )
    session = _session(onnx)
    return Model(
        session=session,
        name=os.environ.get("MODEL_NAME") or UNNAMED,
        version=described["modelVersion"],
        threshold=described["threshold"],
        contract=contract,
        background=_background(model_dir, described, session),
    )
