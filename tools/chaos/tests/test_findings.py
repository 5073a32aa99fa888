"""What counts as a fault: each one is planted in the state of a run that passes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pytest
from chaos.cloud_state import STAGES, CloudState
from chaos.findings import wrong_with

GOOD = CloudState(
    jobs={"feature-engineering": {"fe-1": "Failed", "fe-2": "Completed"}, "training": {"t-1": "Completed"}},
    models=["model-1"],
    endpoints={"live": "InService"},
    configurations={"live": "config-1"},
    manifests={
        stage: {"attempt": 1, "outputs": {"endpoint": "live", "endpointConfig": "config-1"}}
        for stage in STAGES
    },
    features=pa.table({"client_id": [1, 2], "age": [30, 40]}),
    online={1: {"age": "30"}, 2: {"age": "40"}},
    answer="0.100000",
)
ONE_AT_A_TIME = {"feature-engineering": 1, "training": 1}


def test_a_run_that_passes_has_no_faults() -> None:
    assert wrong_with(GOOD, GOOD, ONE_AT_A_TIME) == []


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (
            {"jobs": {**GOOD.jobs, "training": {"t-1": "Completed", "t-2": "Completed"}}},
            "2 completed jobs of training: ['t-1', 't-2']",
        ),
        ({"jobs": {**GOOD.jobs, "training": {"t-1": "Failed"}}}, "0 completed jobs of training: []"),
        (
            {"jobs": {**GOOD.jobs, "training": {"t-1": "Completed", "t-2": "InProgress"}}},
            "job t-2 is InProgress",
        ),
        ({"models": ["model-1", "model-2"]}, "2 models: ['model-1', 'model-2']"),
        (
            {
                "endpoints": {"live": "InService", "other": "InService"},
                "configurations": {"live": "config-1", "other": "config-1"},
            },
            "2 endpoints: ['live', 'other']",
        ),
        ({"endpoints": {"live": "Failed"}}, "endpoint live is Failed"),
        ({"configurations": {"live": "config-0"}}, "endpoint live has config-0, not config-1"),
        (
            {"manifests": {stage: GOOD.manifests[stage] for stage in STAGES if stage != "training"}},
            "no manifest of training",
        ),
        (
            {"features": pa.table({"client_id": [1, 2], "age": [30, 41]})},
            "2 rows of features differ from the undisturbed run's",
        ),
        ({"online": {1: {"age": "30"}}}, "1 online records differ from the undisturbed run's"),
        (
            {"online": {1: {"age": "30"}, 2: {"age": "41"}}},
            "1 online records differ from the undisturbed run's",
        ),
        ({"answer": "no such endpoint"}, "the endpoint returns no such endpoint, not 0.100000"),
    ],
)
def test_each_fault_is_found_and_named(change: Mapping[str, Any], finding: str) -> None:
    assert wrong_with(replace(GOOD, **change), GOOD, ONE_AT_A_TIME) == [finding]


def test_two_jobs_of_a_stage_at_the_same_time_are_found() -> None:
    found = wrong_with(GOOD, GOOD, {"feature-engineering": 2, "training": 1})
    assert found == ["2 jobs of feature-engineering were active at the same time"]
