"""The function in Python, asked again and again: CPU and wall time of one request, after a warm-up."""

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


def ask(function: Any, times: int) -> None:
    """Asks some times, and wants an answer each time."""
    for _ in range(times):
        if function(EVENT, None)["statusCode"] != 200:
            raise AssertionError("no prediction")


def main(requests: int, warm_up: int) -> None:
    """Prints the time of one request."""
    told_to = sys.stdout
    with Path(os.devnull).open("w", encoding="utf-8") as sys.stdout:
        ask(handler, warm_up)
        cpu, wall = time.process_time(), time.perf_counter()
        ask(handler, requests)
        told = {
            "cpuSeconds": (time.process_time() - cpu) / requests,
            "seconds": (time.perf_counter() - wall) / requests,
        }
    told_to.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
