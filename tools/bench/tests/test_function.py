"""A peer that responds with something else would make a ratio worthless."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from bench.function import aws_stub, environment_of

CALL_ONCE = """
import json
from bench.peers.warm_lambda import EVENT
from bench.peers.scoring_lambda import handler
print(json.dumps(handler(EVENT, None)))
"""


@pytest.mark.parametrize("stream", ["", "predictions"])
def test_the_function_in_python_responds_with_a_prediction(stream: str) -> None:
    with aws_stub() as url:
        done = subprocess.run(
            [sys.executable, "-c", CALL_ONCE],
            env={**environment_of(url), "PREDICTION_STREAM": stream},
            capture_output=True,
            text=True,
            check=True,
        )
    response = json.loads(done.stdout.splitlines()[-1])
    body = json.loads(response["body"])
    assert response["statusCode"] == 200
    assert body["features"]["avg_amount_loans_previous"] == 156.000751
    assert [one["feature"] for one in body["reasons"]][0] == "avg_amount_loans_previous"
    assert ("_aws" in done.stdout) == bool(stream)
