"""The DAG as Airflow loads it."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import uuid4

import pytest
from airflow.dag_processing.dagbag import DagBag
from airflow.models.taskinstance import TaskInstance
from airflow.sdk.definitions.param import process_params
from airflow.sdk.exceptions import ParamValidationError
from airflow.serialization.serialized_objects import DagSerialization
from credit_risk.run_ids import run_id_of


@pytest.fixture(scope="module")
def dag() -> Any:
    bag = DagBag(os.environ["AIRFLOW__CORE__DAGS_FOLDER"])
    assert bag.import_errors == {}
    return bag.dags["credit_risk_training"]


def test_its_graph_is_the_pipelines(dag: Any) -> None:
    shown = subprocess.run(
        [*shlex.split(os.environ["CREDIT_RISK_RUNNER"]), "graph"], capture_output=True, text=True, check=True
    )
    expected = {one["name"]: sorted(one["needs"]) for one in json.loads(shown.stdout)["stages"]}
    stage_of = {task.task_id: task.stage for task in dag.tasks}
    assert {
        task.stage: sorted(stage_of[one] for one in task.upstream_task_ids) for task in dag.tasks
    } == expected


def test_every_task_has_an_owner_a_timeout_retries_and_a_word_on_what_it_does(dag: Any) -> None:
    assert dag.doc_md
    assert "credit-risk" in dag.tags
    for task in dag.tasks:
        assert task.owner == "credit-risk"
        assert task.execution_timeout is not None
        assert task.retries == 5
        assert task.stage in task.doc_md


def test_the_delay_before_a_retry_grows_from_try_to_try_up_to_ten_minutes(dag: Any) -> None:
    as_scheduled = DagSerialization.deserialize_dag(DagSerialization.serialize_dag(dag))
    for task in as_scheduled.tasks:
        attempt = TaskInstance(task, dag_version_id=uuid4(), run_id="nightly")
        attempt.end_date = datetime(2026, 11, 24, tzinfo=UTC)
        delays = []
        for attempt.try_number in range(1, task.retries + 1):
            delays.append(attempt.next_retry_datetime() - attempt.end_date)
        assert timedelta(seconds=30) <= delays[0] <= timedelta(minutes=1)
        assert all(earlier < later for earlier, later in pairwise(delays)), delays
        assert timedelta(minutes=5) < delays[-1] <= timedelta(minutes=10)


WRONG = [
    ("config_uri", ""),
    ("config_uri", 3),
    ("run_id", "Not A Slug"),
    ("as_of", "yesterday"),
    ("as_of", "2020/12/31"),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_parameter_of_the_wrong_form_is_refused_by_airflow_itself(dag: Any, name: str, value: Any) -> None:
    good = {"config_uri": "s3://bucket/config.json", "run_id": None, "as_of": None}
    with pytest.raises((ParamValidationError, ValueError)):
        process_params(dag, dag.get_task("get_config"), {**good, name: value}, suppress_exception=False)


def test_the_run_id_follows_from_the_dag_run_and_fits_the_runner() -> None:
    first = run_id_of("credit", "manual__2026-11-24T10:15:02+00:00", "s3://b/one.json", None)
    assert first == run_id_of("credit", "manual__2026-11-24T10:15:02+00:00", "s3://b/one.json", None)
    others = [
        run_id_of("credit", "manual__2026-11-24T10:15:03+00:00", "s3://b/one.json", None),
        run_id_of("risk", "manual__2026-11-24T10:15:02+00:00", "s3://b/one.json", None),
        run_id_of("credit", "manual__2026-11-24T10:15:02+00:00", "s3://b/other.json", None),
    ]
    assert len({first, *others}) == 4
    assert run_id_of("credit", "x", "s3://b/one.json", "mine") == "mine"
    assert re.fullmatch(r"[a-z0-9](-?[a-z0-9]){0,23}", first)
