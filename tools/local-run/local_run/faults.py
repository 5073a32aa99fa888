"""Makes a running cloud fail some of its calls."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any


def faults(environment: Mapping[str, str], method: str, rules: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Sets, reads or removes the faults of a running cloud; returns them with the number of hits of each."""
    url = f"{environment['AWS_ENDPOINT_URL_SAGEMAKER']}/_local/faults"
    body = json.dumps({"rules": rules}).encode() if method == "PUT" else None
    request = urllib.request.Request(url, body, method=method)  # noqa: S310
    with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
        current: list[dict[str, Any]] = json.loads(answer.read())["rules"]
    return current


@contextmanager
def under_faults(environment: Mapping[str, str], rules: list[dict[str, Any]]) -> Iterator[Callable[[], int]]:
    """Faults in a running cloud while the block runs; yields a function that counts their hits."""
    faults(environment, "PUT", rules)
    try:
        yield lambda: sum(rule["hits"] for rule in faults(environment, "GET", []))
    finally:
        faults(environment, "DELETE", [])
