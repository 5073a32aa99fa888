"""The scoring API under load, while the endpoint's model changes and while the Feature Store throttles."""

from __future__ import annotations

import pytest
from local_run.faults import under_faults
from local_run.load import CONNECTIONS, Target, sending, target_of
from local_run.other_model import OTHER, other_model
from local_run.run import LocalRun

RATE = 5 * CONNECTIONS
ROUND_SECONDS = 2


@pytest.fixture(scope="module")
def target(local_run: LocalRun, api_url: str) -> Target:
    """The API, and every client that it knows."""
    return target_of(local_run, api_url)


def test_no_request_fails_while_the_model_of_the_endpoint_changes(
    local_run: LocalRun, target: Target
) -> None:
    with other_model(local_run.running) as swap, sending(target, ROUND_SECONDS, RATE) as load:
        swap.update()
        done = load.end()
    assert done.failed == 0, done.what_went_wrong
    models = [answer.detail for answer in done.answers]
    assert list(dict.fromkeys(models)) == [swap.model, OTHER]
    assert models[-1] == OTHER


def test_no_request_fails_while_a_tenth_of_the_calls_of_the_feature_store_is_throttled(
    local_run: LocalRun, target: Target
) -> None:
    throttled = {"operation": "GetRecord", "code": "ThrottlingException", "share": 0.1, "seed": 1}
    with under_faults(local_run.running.environment, [throttled]) as hits:
        with sending(target, ROUND_SECONDS, RATE) as load:
            done = load.end()
        assert hits() > 0
    assert done.failed == 0, done.what_went_wrong
