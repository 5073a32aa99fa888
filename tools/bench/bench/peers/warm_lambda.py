"""Calls the function in Python many times: CPU and wall time of one request, after a warm-up."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from bench.peers.scoring_lambda import handler

EVENT: dict[str, Any] = {
    "routeKey": "GET /v1/clients/{clientId}/prediction",
    "rawPath": "/v1/clients/5008806/prediction",
    "requestContext": {"authorizer": {"iam": {"userArn": "arn:aws:iam::000000000000:role/loan-desk"}}},
}


def call(function: Any, times: int) -> None:
    """Calls it some times, and expects a prediction each time."""
    for _ in range(times):
        if function(EVENT, None)["statusCode"] != 200:
            raise AssertionError("no prediction")


def main(requests: int, warm_up: int) -> None:
    """Prints the time of one request."""
    output = sys.stdout
    with Path(os.devnull).open("w", encoding="utf-8") as sys.stdout:
        call(handler, warm_up)
        cpu, wall = time.process_time(), time.perf_counter()
        call(handler, requests)
        result = {
            "cpuSeconds": (time.process_time() - cpu) / requests,
            "seconds": (time.perf_counter() - wall) / requests,
        }
    output.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
