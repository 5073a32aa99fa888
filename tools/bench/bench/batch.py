"""A batch of clients against as many single requests, and what reasons add to a request."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlparse

from local_run.load import Target

from bench.figures import TIMES, Figure, Finding
from bench.local_api import local_api
from bench.measure import ProgramFailedError

BATCH = 100
TIMES_ONE_CLIENT = 200
MILLISECONDS = 1_000


class Caller:
    """A client of the API that keeps its connection."""

    def __init__(self, target: Target) -> None:
        self._connection = HTTPConnection(urlparse(target.url).netloc)
        self._headers = {"authorization": f"Bearer {target.token}", "content-type": "application/json"}

    def _send(self, method: str, path: str, body: str | None = None) -> Mapping[str, Any]:
        self._connection.request(method, path, body, self._headers)
        response = self._connection.getresponse()
        text = response.read()
        if response.status != 200:
            raise ProgramFailedError(f"{method} {path}: expected 200, got {response.status} {text.decode()}")
        body_of_response: Mapping[str, Any] = json.loads(text)
        return body_of_response

    def at_once(self, client_ids: Sequence[str], reasons: bool) -> None:
        """One request for all clients; as many predictions as clients."""
        body = json.dumps({"clientIds": client_ids, "reasons": reasons})
        count = len(self._send("POST", "/v1/predictions", body)["results"])
        if count != len(client_ids):
            raise ProgramFailedError(f"{count} predictions for {len(client_ids)} clients")

    def one_by_one(self, client_ids: Sequence[str], reasons: bool) -> None:
        """A request for each client."""
        for client_id in client_ids:
            if reasons:
                self._send("GET", f"/v1/clients/{client_id}/prediction")
            else:
                self.at_once([client_id], reasons)


def _milliseconds(calls: Mapping[str, Callable[[], None]], times: int) -> dict[str, float]:
    """The middle time of each call; all calls in turn, the first round as a warm-up."""
    taken: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(times + 1):
        for name, call in calls.items():
            began = time.perf_counter()
            call()
            taken[name].append((time.perf_counter() - began) * MILLISECONDS)
    return {name: median(times[1:]) for name, times in taken.items()}


def compare(runs: int, folder: Path) -> Finding:
    """One caller, one request after the other."""
    with local_api(folder) as (_, target):
        caller = Caller(target)
        clients = target.client_ids[:BATCH]
        sys.stderr.write(f"Requesting {BATCH} clients at once and one by one, {runs} rounds …\n")
        many = _milliseconds(
            {
                "at once": lambda: caller.at_once(clients, reasons=False),
                "at once, reasons": lambda: caller.at_once(clients, reasons=True),
                "single": lambda: caller.one_by_one(clients, reasons=False),
                "single, reasons": lambda: caller.one_by_one(clients, reasons=True),
            },
            runs,
        )
        sys.stderr.write(f"Requesting one client {TIMES_ONE_CLIENT} times, with and without reasons …\n")
        one = _milliseconds(
            {
                "without": lambda: caller.at_once(clients[:1], reasons=False),
                "with": lambda: caller.at_once(clients[:1], reasons=True),
            },
            TIMES_ONE_CLIENT,
        )
    rows = {
        f"{BATCH} clients at once": many["at once"],
        f"{BATCH} clients at once, with reasons": many["at once, reasons"],
        f"{BATCH} single requests (POST)": many["single"],
        f"{BATCH} single requests, with reasons (GET)": many["single, reasons"],
        "one client": one["without"],
        "one client, with reasons": one["with"],
    }
    return Finding(
        f"Batches and reasons, at the scoring API; median of {runs}, of one client of {TIMES_ONE_CLIENT}",
        [
            *(Figure(name, taken, "ms") for name, taken in rows.items()),
            Figure("single requests ÷ at once", many["single"] / many["at once"], TIMES, at_least=10),
            Figure(
                "single, with reasons ÷ at once",
                many["single, reasons"] / many["at once"],
                TIMES,
                at_least=10,
            ),
            Figure("reasons, added to a request", one["with"] - one["without"], "ms", at_most=15),
        ],
    )
