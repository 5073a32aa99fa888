"""The four functions of SageMaker's inference contract."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
from container.contract import Contract, load_contract
from container.failure import JobError

from inference.faults import RequestFaultError
from inference.request import Vectors, check_contract, read_csv, read_json

JSON = "application/json"
CSV = "text/csv"


@dataclass(frozen=True)
class Model:
    """A loaded model, and what travels with it."""

    session: Any
    version: str
    threshold: float
    contract: Contract


def model_fn(model_dir: Path) -> Model:
    """Loads the model; refuses one that was trained under another contract version."""
    described_in, stored_in = model_dir / "model.json", model_dir / "model.onnx"
    for file in (described_in, stored_in):
        if not file.exists():
            raise JobError(
                f"The model's archive holds no {file.name}: expected the output of the training job."
            )
    described = json.loads(described_in.read_text(encoding="utf-8"))
    contract = load_contract()
    if described["contractVersion"] != contract.version:
        raise JobError(
            f"The model was trained under contract version {described['contractVersion']}, this image has "
            f"{contract.version}: train again, or deploy the image of the model's version."
        )
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(stored_in), options, providers=["CPUExecutionProvider"])
    return Model(session, described["modelVersion"], described["threshold"], contract)


def input_fn(body: bytes, content_type: str, contract: Contract) -> Vectors:
    """A request's body to one float32 row per instance."""
    media_type = content_type.split(";", maxsplit=1)[0].strip().lower()
    if media_type == JSON:
        return read_json(body, contract)
    if media_type == CSV:
        return read_csv(body, contract)
    raise RequestFaultError(415, "unsupported-media-type", "Content-Type", content_type, f"{JSON} or {CSV}")


def predict_fn(vectors: Vectors, model: Model) -> npt.NDArray[np.float32]:
    """The probability of default of each row."""
    answered: npt.NDArray[np.float32] = model.session.run(["probabilities"], {"features": vectors})[0][:, 1]
    return answered


def output_fn(probabilities: npt.NDArray[np.float32], accept: str, model: Model) -> bytes:
    """The answer, with the decision at the model's own threshold."""
    accepted = {one.split(";")[0].strip().lower() for one in accept.split(",")} if accept else {"*/*"}
    if not accepted & {JSON, "*/*", "application/*"}:
        raise RequestFaultError(406, "not-acceptable", "Accept", accept, JSON)
    predictions = [
        {"probabilityOfDefault": value, "decision": "decline" if value >= model.threshold else "approve"}
        for value in (float(one) for one in probabilities)
    ]
    answer = {
        "contractVersion": model.contract.version,
        "modelVersion": model.version,
        "threshold": model.threshold,
        "predictions": predictions,
    }
    return json.dumps(answer).encode()


def contract_named_in(custom_attributes: str) -> str | None:
    """The contract version in `contract-version=<v>` among SageMaker's custom attributes."""
    pairs = (one.strip().partition("=") for one in custom_attributes.split(","))
    return next((value for name, _, value in pairs if name == "contract-version"), None)


def respond(model: Model, body: bytes, content_type: str, accept: str, custom_attributes: str) -> bytes:
    """A request's body to an answer's body; raises `RequestFaultError` for what the caller did wrong."""
    field = "X-Amzn-SageMaker-Custom-Attributes"
    check_contract(contract_named_in(custom_attributes), model.contract, field)
    return output_fn(predict_fn(input_fn(body, content_type, model.contract), model), accept, model)
