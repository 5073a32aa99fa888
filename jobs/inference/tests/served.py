"""The container as a process: a tiny model in its folder, a free port, HTTP."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from testing.made_loans import made_loans
from testing.training_job import JOBS, train_on
from training.export import to_onnx_bytes

READY_SECONDS = 30
MODEL_NAME = "credit-risk-tests-model"
GOOD: Mapping[str, float | None] = {
    "nb_previous_loans": 3,
    "avg_amount_loans_previous": 104.831726,
    "age": 32,
    "years_on_the_job": None,
    "flag_own_car": 1,
}


def make_model(base: Path) -> Path:
    """Trains a small model; returns the folder with its `model`."""
    outcome = train_on("training", base, made_loans(6000), {"n_estimators": "10"})
    assert outcome.exit_code == 0, outcome.log
    return base


def model_of_width(width: int) -> bytes:
    """A model as ONNX that wants another number of features than the contract has."""
    rows = np.arange(2 * width, dtype=np.float32).reshape(2, width)
    return to_onnx_bytes(LogisticRegression().fit(rows, [0, 1]), width)


def change(**changes: Any) -> dict[str, Any]:
    """A request of a good instance and a changed one."""
    return {"instances": [GOOD, {**GOOD, **changes}]}


@dataclass(frozen=True)
class Answer:
    """Status and body of an HTTP answer."""

    status: int
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


@dataclass(frozen=True)
class Server:
    """A serving process."""

    process: subprocess.Popen[str]
    url: str
    log: Path

    def get(self, path: str) -> Answer:
        """GET."""
        return self._send(urllib.request.Request(self.url + path))

    def invoke(self, body: bytes, **headers: str) -> Answer:
        """POST /invocations; header names with underscores for hyphens."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._send(urllib.request.Request(self.url + "/invocations", body, named, method="POST"))

    def invoke_json(self, request: Any) -> Answer:
        """POST /invocations of JSON."""
        return self.invoke(json.dumps(request).encode(), Content_Type="application/json")

    @staticmethod
    def _send(request: urllib.request.Request) -> Answer:
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return Answer(answer.status, answer.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.read())


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def environment(base: Path, port: int) -> Mapping[str, str]:
    """What a hosting container is given."""
    return {
        **os.environ,
        "PYTHONPATH": str(JOBS),
        "SAGEMAKER_BASE_DIR": str(base),
        "SAGEMAKER_BIND_TO_PORT": str(port),
        "CREDIT_RISK_BIND_ADDRESS": "127.0.0.1",
        "MODEL_NAME": MODEL_NAME,
    }


@contextmanager
def served(base: Path, log: Path) -> Iterator[Server]:
    """A server that answers its ping; ended by SIGTERM."""
    port = _free_port()
    with log.open("w") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "inference", "serve"],
            env=environment(base, port),
            stdout=stream,
            stderr=stream,
            text=True,
        )
    server = Server(process, f"http://127.0.0.1:{port}", log)
    try:
        deadline = time.monotonic() + READY_SECONDS
        while True:
            try:
                if server.get("/ping").status == 200:
                    break
            except OSError:
                assert process.poll() is None, log.read_text()
                assert time.monotonic() < deadline
                time.sleep(0.05)
        yield server
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
