"""The DAG as Airflow loads it."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from typing import Any

import pytest
from airflow.dag_processing.dagbag import DagBag
from airflow.sdk.definitions.param import process_params
from airflow.sdk.exceptions import ParamValidationError
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


def test_every_task_has_an_owner_a_timeout_retries_with_back_off_and_a_word_on_what_it_does(dag: Any) -> None:
    assert dag.doc_md
    assert "credit-risk" in dag.tags
    for task in dag.tasks:
        assert task.owner == "credit-risk"
        assert task.execution_timeout is not None
        assert task.retries == 5
        assert task.retry_exponential_backoff
        assert task.stage in task.doc_md


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
    first = run_id_of("manual__2026-11-24T10:15:02+00:00", None)
    assert first == run_id_of("manual__2026-11-24T10:15:02+00:00", None)
    assert first != run_id_of("manual__2026-11-24T10:15:03+00:00", None)
    assert run_id_of("x", "mine") == "mine"
    assert len(first) <= 24
