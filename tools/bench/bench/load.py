"""The scoring API at the highest steady rate the machine holds, and while the Feature Store throttles."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from local_run.faults import under_faults
from local_run.load import CONNECTIONS, Load, Target, sending
from local_run.other_model import OTHER, Swap, other_model
from local_run.start_command import Running

from bench.figures import TIMES, Figure, Finding
from bench.local_api import local_api
from bench.measure import ProgramFailedError

WARM_UP_SECONDS = 5
ROUND_SECONDS = 10
# Load is sent in rounds, and the last one is finished after the end: more than a minute in all.
UPDATE_AFTER_SECONDS = 25
END_AFTER_SECONDS = 52
SHARE_OF_HIGHEST = 0.9
SHARE_WHILE_THROTTLED = 0.5
THROTTLED = {"operation": "GetRecord", "code": "ThrottlingException", "share": 0.1}


def _send(target: Target, seconds: int, rate: int | None) -> Load:
    with sending(target, seconds, rate) as load:
        return load.end()


def rate_below(highest: float, share: float) -> int:
    """A share of the highest rate that the connections can share evenly."""
    return max(1, int(highest * share / CONNECTIONS)) * CONNECTIONS


def highest_rate(target: Target) -> float:
    """Responses a second if each connection always has a request on its way, after a warm-up."""
    sys.stderr.write("Looking for the highest rate …\n")
    _send(target, WARM_UP_SECONDS, None)
    return _send(target, WARM_UP_SECONDS, None).rate


def _checked(load: Load, swap: Swap, began: float, ended: float) -> None:
    models = list(dict.fromkeys(answer.detail for answer in load.predicted))
    if models != [swap.model, OTHER]:
        raise ProgramFailedError(f"expected responses of {swap.model}, then of {OTHER}: got {models}")
    if not load.started_at < began < ended < load.ended_at:
        raise ProgramFailedError("the endpoint was not updated within the time of the load")


def _times(name: str, load: Load, began: float = 0, ended: float = float("inf")) -> Sequence[Figure]:
    percentiles = {"p50": 50, "p99": 99, "longest": 100}
    count = sum(began <= answer.at <= ended for answer in load.answers)
    return [
        Figure(name, count, "responses"),
        *(
            Figure(f"{name}: {which}", load.percentile(percent, began, ended), "ms")
            for which, percent in percentiles.items()
        ),
    ]


def _targets(name: str, load: Load, rate: int) -> Sequence[Figure]:
    if load.failed:
        sys.stderr.write(f"{name}: {'; '.join(load.what_went_wrong)}\n")
    return [
        Figure(f"{name}: failed requests", load.failed, "requests", at_most=0),
        Figure(f"{name}: rate held ÷ {rate} a second requested", load.rate / rate, TIMES, at_least=0.95),
    ]


def with_update(target: Target, running: Running, rate: int) -> Sequence[Figure]:
    """Load for a minute, with another model put behind the endpoint in the middle."""
    sys.stderr.write(f"Sending {rate} requests a second, and updating the endpoint …\n")
    with other_model(running) as swap, sending(target, ROUND_SECONDS, rate) as load:
        time.sleep(UPDATE_AFTER_SECONDS)
        began = time.time()
        swap.update()
        ended = time.time()
        time.sleep(max(0, END_AFTER_SECONDS - UPDATE_AFTER_SECONDS - (ended - began)))
        done = load.end()
        _checked(done, swap, began, ended)
    took = done.ended_at - done.started_at
    return [
        *_times(f"{took:.0f} s at {rate} a second, with an update", done),
        *_times(f"the {ended - began:.1f} s of the update", done, began, ended),
        *_targets("update", done, rate),
    ]


def while_throttled(target: Target, running: Running, rate: int) -> Sequence[Figure]:
    """Load while a tenth of the reads of the Feature Store is refused."""
    sys.stderr.write(f"Sending {rate} requests a second, a tenth of GetRecord throttled …\n")
    with under_faults(running.environment, [THROTTLED]) as hits:
        done = _send(target, ROUND_SECONDS, rate)
        met = hits()
    took = done.ended_at - done.started_at
    return [
        *_times(f"{took:.0f} s at {rate} a second, {met:,} calls of GetRecord throttled", done),
        *_targets("throttled", done, rate),
        Figure("throttled: calls refused ÷ requests", met / done.sent, TIMES, at_least=0.05),
    ]


def hold(folder: Path) -> Finding:
    """Both, one after the other, over the same API."""
    with local_api(folder) as (running, target):
        highest = highest_rate(target)
        updated = with_update(target, running, rate_below(highest, SHARE_OF_HIGHEST))
        throttled = while_throttled(target, running, rate_below(highest, SHARE_WHILE_THROTTLED))
    return Finding(
        f"The scoring API under load: {CONNECTIONS} connections, {highest:,.0f} responses a second at most",
        [*updated, *throttled],
    )
