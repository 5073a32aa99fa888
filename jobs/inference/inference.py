"""The four functions of SageMaker's inference contract, and a request from its bytes to its response."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from container.contract import Contract

from inference.explanation import Explanation, explain
from inference.faults import RequestFaultError
from inference.model import Model, Probabilities, load_model, predict
from inference.request import Request, Vectors, check_contract, read_csv, read_json

JSON = "application/json"
CSV = "text/csv"


def model_fn(model_dir: Path) -> Model:
    """Loads the model; refuses one that was trained under another contract version."""
    return load_model(model_dir)


def input_fn(body: bytes, content_type: str, contract: Contract) -> Request:
    """A request's body to one float32 row per instance."""
    media_type = content_type.split(";", maxsplit=1)[0].strip().lower()
    if media_type == JSON:
        return read_json(body, contract)
    if media_type == CSV:
        return read_csv(body, contract)
    raise RequestFaultError(415, "unsupported-media-type", "Content-Type", content_type, f"{JSON} or {CSV}")


def predict_fn(vectors: Vectors, model: Model) -> Probabilities:
    """The probability of default of each row."""
    return predict(vectors, model.session)


def _predictions(
    probabilities: Probabilities, explanation: Explanation | None, model: Model
) -> list[dict[str, Any]]:
    predictions: list[dict[str, Any]] = [
        {"probabilityOfDefault": value, "decision": "decline" if value >= model.threshold else "approve"}
        for value in probabilities.tolist()
    ]
    if explanation is None:
        return predictions
    names = model.contract.feature_names
    return [
        {**prediction, "contributions": dict(zip(names, values, strict=True))}
        for prediction, values in zip(predictions, explanation.contributions.tolist(), strict=True)
    ]


def output_fn(
    probabilities: Probabilities, accept: str, model: Model, explanation: Explanation | None = None
) -> bytes:
    """The response, with the decision at the model's own threshold."""
    accepted = {one.split(";")[0].strip().lower() for one in accept.split(",")} if accept else {"*/*"}
    if not accepted & {JSON, "*/*", "application/*"}:
        raise RequestFaultError(406, "not-acceptable", "Accept", accept, JSON)
    background = {} if explanation is None else {"backgroundProbability": explanation.background_probability}
    response = {
        "contractVersion": model.contract.version,
        "modelName": model.name,
        "modelVersion": model.version,
        "threshold": model.threshold,
        **background,
        "predictions": _predictions(probabilities, explanation, model),
    }
    return json.dumps(response).encode()


def contract_named_in(custom_attributes: str) -> str | None:
    """The contract version in `contract-version=<v>` among SageMaker's custom attributes."""
    pairs = (one.strip().partition("=") for one in custom_attributes.split(","))
    return next((value for name, _, value in pairs if name == "contract-version"), None)


def read(model: Model, body: bytes, content_type: str, custom_attributes: str) -> Request:
    """A request from its bytes; raises `RequestFaultError` for what the caller did wrong."""
    field = "X-Amzn-SageMaker-Custom-Attributes"
    check_contract(contract_named_in(custom_attributes), model.contract, field)
    return input_fn(body, content_type, model.contract)


def response_to(request: Request, accept: str, model: Model) -> bytes:
    """The response to a request; raises `RequestFaultError` for what the caller did wrong."""
    probabilities = predict_fn(request.vectors, model)
    explanation = explain(request.vectors, probabilities, model) if request.contributions else None
    return output_fn(probabilities, accept, model, explanation)


def respond(model: Model, body: bytes, content_type: str, accept: str, custom_attributes: str) -> bytes:
    """A request's body to the response's body; raises `RequestFaultError` for what the caller did wrong."""
    return response_to(read(model, body, content_type, custom_attributes), accept, model)
