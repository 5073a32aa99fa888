"""Contributions over HTTP: requests, responses, and the server's other work meanwhile."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from container.contract import load_contract
from container.failure import JobError
from inference.inference import model_fn, predict_fn
from inference.tests.served import GOOD, Server, served

LOANS = [GOOD, {**GOOD, "age": 60}, {**GOOD, "avg_amount_loans_previous": None, "nb_previous_loans": 0}]


def changed(base: Path, folder: Path, **members: Any) -> Path:
    """A copy of a model's archive with another model.json; a member that is None is taken out."""
    archive = folder / "model"
    shutil.copytree(base / "model", archive)
    described = {**json.loads((archive / "model.json").read_text()), **members}
    kept = {name: value for name, value in described.items() if value is not None}
    (archive / "model.json").write_text(json.dumps(kept))
    return archive


def test_each_prediction_has_the_contributions_of_all_features_in_order(server: Server, base: Path) -> None:
    answer = server.invoke_json({"instances": LOANS, "contributions": True})
    assert answer.status == 200
    response = answer.json
    background = np.load(base / "model" / "background.npy")
    mean = predict_fn(background, model_fn(base / "model")).mean(dtype=float)
    assert response["backgroundProbability"] == pytest.approx(mean, abs=1e-12)
    for prediction in response["predictions"]:
        contributions = prediction["contributions"]
        assert tuple(contributions) == load_contract().feature_names
        moved = prediction["probabilityOfDefault"] - response["backgroundProbability"]
        assert sum(contributions.values()) == pytest.approx(moved, abs=1e-9)
        assert any(contributions.values())


def test_the_rest_of_the_response_is_the_same_with_contributions_and_without(server: Server) -> None:
    plain = server.invoke_json({"instances": LOANS})
    declined = server.invoke_json({"instances": LOANS, "contributions": False})
    explained = server.invoke_json({"instances": LOANS, "contributions": True}).json
    assert declined.body == plain.body
    assert "backgroundProbability" not in plain.json
    del explained["backgroundProbability"]
    for prediction in explained["predictions"]:
        del prediction["contributions"]
    assert explained == plain.json


def test_the_server_responds_to_pings_and_predictions_while_it_explains_many(server: Server) -> None:
    many = {"instances": [{**GOOD, "avg_amount_loans_previous": at} for at in range(1000)]}
    with ThreadPoolExecutor(1) as pool:
        explained = pool.submit(server.invoke_json, {**many, "contributions": True})
        meanwhile = 0
        while not explained.done():
            assert server.get("/ping").status == 200
            assert server.invoke_json({"instances": [GOOD]}).status == 200
            meanwhile += not explained.done()
    assert explained.result().status == 200
    assert len(explained.result().json["predictions"]) == 1000
    assert meanwhile > 1


def test_a_model_without_a_background_predicts_and_says_that_it_cannot_explain(
    server: Server, base: Path, tmp_path: Path
) -> None:
    (changed(base, tmp_path, background=None) / "background.npy").unlink()
    with served(tmp_path, tmp_path / "serving.log") as old:
        assert old.invoke_json({"instances": LOANS}).body == server.invoke_json({"instances": LOANS}).body
        refused = old.invoke_json({"instances": LOANS, "contributions": True})
    assert refused.status == 400
    assert refused.json["error"]["code"] == "model-without-background"
    assert refused.json["error"]["field"] == "contributions"
    assert "train again" in refused.json["error"]["expected"]


def test_a_background_that_does_not_match_its_digest_is_not_loaded(base: Path, tmp_path: Path) -> None:
    archive = changed(base, tmp_path)
    np.save(archive / "background.npy", np.zeros((100, 5), dtype=np.float32))
    with pytest.raises(JobError, match="does not match the digest in its model.json"):
        model_fn(archive)
    (archive / "background.npy").unlink()
    with pytest.raises(JobError, match="holds no background.npy"):
        model_fn(archive)


def test_a_container_without_its_models_name_is_unnamed(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MODEL_NAME", raising=False)
    assert model_fn(base / "model").name == "unnamed"
    monkeypatch.setenv("MODEL_NAME", "credit-risk-champion")
    assert model_fn(base / "model").name == "credit-risk-champion"
