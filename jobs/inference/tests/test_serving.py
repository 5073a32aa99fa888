"""The inference container over HTTP."""

from __future__ import annotations

import json
import math
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
from container.contract import load_contract
from inference.tests.served import GOOD, MODEL_NAME, Server, change, environment, served

VERSION = load_contract().version


def test_ping_returns_200(server: Server) -> None:
    assert server.get("/ping").status == 200


def test_the_response_holds_the_models_prediction_decision_and_versions(server: Server, base: Path) -> None:
    answer = server.invoke_json({"contractVersion": VERSION, "instances": [GOOD, {**GOOD, "age": 60}]})
    assert answer.status == 200
    described = json.loads((base / "model" / "model.json").read_text())
    session = onnxruntime.InferenceSession(str(base / "model" / "model.onnx"))
    rows = np.array([[3, 104.831726, age, math.nan, 1] for age in (32, 60)], dtype=np.float32)
    expected = session.run(["probabilities"], {"features": rows})[0][:, 1]
    assert answer.json == {
        "contractVersion": VERSION,
        "modelName": MODEL_NAME,
        "modelVersion": described["modelVersion"],
        "threshold": described["threshold"],
        "predictions": [
            {
                "probabilityOfDefault": float(one),
                "decision": "decline" if one >= described["threshold"] else "approve",
            }
            for one in expected
        ],
    }


def test_csv_and_an_absent_nullable_feature_give_the_same_response(server: Server) -> None:
    of_json = server.invoke_json({"instances": [GOOD]})
    without = {name: value for name, value in GOOD.items() if value is not None}
    assert server.invoke_json({"instances": [without]}).body == of_json.body
    assert server.invoke(b"3,104.831726,32,,1\n", Content_Type="text/csv; charset=utf-8").body == of_json.body


def test_another_content_type_is_a_415_and_another_accept_a_406(server: Server) -> None:
    assert server.invoke(b"x", Content_Type="application/xml").status == 415
    body = json.dumps({"instances": [GOOD]}).encode()
    assert server.invoke(body, Content_Type="application/json", Accept="image/png").status == 406
    assert server.invoke(body, Content_Type="application/json", Accept="text/plain, */*").status == 200


def test_invariant_8_a_caller_of_another_contract_is_refused_by_name(server: Server) -> None:
    in_body = server.invoke_json({"contractVersion": "0123456789abcdef", "instances": [GOOD]})
    in_header = server.invoke(
        b"3,104.8,32,,1",
        Content_Type="text/csv",
        X_Amzn_SageMaker_Custom_Attributes="trace=1,contract-version=0123456789abcdef",
    )
    for answer in (in_body, in_header):
        assert answer.status == 400
        assert answer.json["error"]["code"] == "contract-version-mismatch"
        assert "0123456789abcdef" in answer.json["error"]["value"]
        assert VERSION in answer.json["error"]["expected"]


def test_invariant_8_a_model_of_another_contract_is_not_loaded(base: Path, tmp_path: Path) -> None:
    model = tmp_path / "model"
    model.mkdir()
    described = json.loads((base / "model" / "model.json").read_text())
    (model / "model.json").write_text(json.dumps({**described, "contractVersion": "0123456789abcdef"}))
    (model / "model.onnx").write_bytes((base / "model" / "model.onnx").read_bytes())
    failure = run_to_failure(tmp_path)
    assert "0123456789abcdef" in failure
    assert VERSION in failure


def test_an_archive_without_a_model_says_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    assert "model.json" in run_to_failure(tmp_path)


def run_to_failure(folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "inference", "serve"],
        env=environment(folder, 1),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    return done.stderr


def test_many_callers_at_once_get_their_own_responses(server: Server) -> None:
    ages = list(range(20, 70))
    alone = [server.invoke_json({"instances": [{**GOOD, "age": age}]}).body for age in ages]
    with ThreadPoolExecutor(16) as pool:
        together = pool.map(lambda age: server.invoke_json({"instances": [{**GOOD, "age": age}]}).body, ages)
    assert list(together) == alone


def test_invariant_6_no_feature_value_is_in_the_log(base: Path, tmp_path: Path) -> None:
    with served(base, tmp_path / "serving.log") as running:
        assert running.invoke_json(change(avg_amount_loans_previous=98765.4321)).status == 200
        assert running.invoke_json(change(age="marked-age")).status == 400
    assert "98765" not in running.log.read_text()
    assert "marked-age" not in running.log.read_text()


def test_sigterm_ends_the_server_at_once_and_without_a_fault(base: Path, tmp_path: Path) -> None:
    with served(base, tmp_path / "serving.log") as running:
        running.process.send_signal(signal.SIGTERM)
        assert running.process.wait(timeout=10) in (0, -signal.SIGTERM)
