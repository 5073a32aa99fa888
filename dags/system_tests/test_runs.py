"""The DAG run for real, by `dag.test()`, against a local cloud."""

from __future__ import annotations

import json
import os
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from airflow.dag_processing.dagbag import DagBag
from airflow.models.xcom import XComModel
from airflow.utils.session import create_session
from credit_risk.runner import runner_command
from local_run.start_command import ROOT, cloud
from sagemaker import call, jobs

CONFIG = "s3://credit-risk/config.json"


def dag() -> Any:
    found = DagBag(os.environ["AIRFLOW__CORE__DAGS_FOLDER"]).dags["credit_risk_training"]
    for task in found.tasks:
        task.retries = 0
    return found


def run(**params: Any) -> str:
    """Runs the DAG to its end; returns its state."""
    state: str = dag().test(run_conf={"config_uri": CONFIG, **params}).state
    return state


def results(dag_run: Any) -> dict[str, Any]:
    """What each task left as its XCom."""
    with create_session() as session:
        found = XComModel.get_many(run_id=dag_run.run_id, key="return_value")
        return {one.task_id: XComModel.deserialize_value(one) for one in session.execute(found).scalars()}


def put(environment: Mapping[str, str], path: str, content: bytes = b"") -> None:
    request = urllib.request.Request(f"{environment['AWS_ENDPOINT_URL_S3']}/{path}", content, method="PUT")
    with urllib.request.urlopen(request, timeout=20) as answer:
        assert answer.status == 200


def generated(folder: Path) -> bytes:
    options = ["--rows", "1000", "--signal", "1", "--out", str(folder / "loans.csv")]
    subprocess.run(
        [ROOT / ".venv" / "bin" / "python", "-m", "generate_loans", *options],
        env={"PYTHONPATH": str(ROOT / "tools" / "generate-loans")},
        check=True,
    )
    return (folder / "loans.csv").read_bytes()


@pytest.fixture(scope="module")
def loans(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return generated(tmp_path_factory.mktemp("loans"))


def fill(environment: Mapping[str, str], loans: bytes) -> None:
    """The bucket, the loans and the configuration of the example."""
    put(environment, "credit-risk")
    put(environment, "credit-risk/raw/loans.csv", loans)
    put(environment, "credit-risk/config.json", (ROOT / "libs/config/examples/local.json").read_bytes())
    os.environ.update(environment)


@pytest.fixture(scope="module")
def local_cloud(loans: bytes, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    with cloud(tmp_path_factory.mktemp("state")) as environment:
        fill(environment, loans)
        yield environment


def test_the_whole_dag_ends_with_an_endpoint_and_a_retry_starts_no_second_job(
    local_cloud: dict[str, str],
) -> None:
    ended = dag().test(run_conf={"config_uri": CONFIG, "run_id": "nightly"})
    assert ended.state == "success"
    manifests = {task: (one["stage"], one["runId"], one["status"]) for task, one in results(ended).items()}
    assert manifests == {task.task_id: (task.stage, "nightly", "Completed") for task in dag().tasks}
    after_first = jobs(local_cloud)
    assert sorted(after_first.values()) == ["Completed", "Completed"]
    assert call(local_cloud, "ListEndpoints")["Endpoints"][0]["EndpointStatus"] == "InService"
    assert run(run_id="nightly") == "success"
    assert jobs(local_cloud) == after_first


@pytest.mark.parametrize(
    "params",
    [
        {"config_uri": "s3://credit-risk/nowhere.json"},
        {"config_uri": "s3://credit-risk/raw/loans.csv"},
        {"as_of": "2020-02-30"},
    ],
)
def test_a_parameter_that_cannot_be_right_fails_before_anything_is_submitted(
    params: dict[str, str], local_cloud: dict[str, str]
) -> None:
    before = jobs(local_cloud)
    assert run(run_id="wrong", **params) == "failed"
    assert jobs(local_cloud) == before


def test_a_runner_that_outlived_its_worker_is_waited_for(local_cloud: dict[str, str]) -> None:
    before = jobs(local_cloud)
    command = [*runner_command(), "run", "training", "--config", CONFIG, "--run-id", "orphan"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as orphan:
        while jobs(local_cloud) == before and orphan.poll() is None:
            time.sleep(0.1)
        assert run(run_id="orphan") == "success"
        assert orphan.wait() == 0
    made = {name: status for name, status in jobs(local_cloud).items() if name not in before}
    assert sorted(made.values()) == ["Completed", "Completed"]


def test_a_run_as_of_a_day_has_a_feature_group_of_its_own(local_cloud: dict[str, str]) -> None:
    assert run(run_id="as-of", as_of="2021-01-01") == "success"
    groups = [
        one["FeatureGroupName"] for one in call(local_cloud, "ListFeatureGroups")["FeatureGroupSummaries"]
    ]
    assert any(name.endswith("-asof-20210101") for name in groups)


def slow_images(folder: Path) -> Path:
    """The image table of this checkout with a feature-engineering job that takes a minute."""
    settings = ROOT / "tools" / "start"
    table = json.loads((settings / "images.json").read_text().replace("${settingsDir}", str(settings)))
    for image in table["images"]:
        if "feature-engineering" in image["image"]:
            image["entrypoint"] = ["sleep", "60"]
            image.pop("workingDirectory")
    (folder / "images.json").write_text(json.dumps(table))
    return folder / "images.json"


def test_a_task_that_runs_out_of_time_stops_its_job_and_pays_for_no_other(
    loans: bytes, tmp_path: Path
) -> None:
    # The stage passes arguments on to the program; sleep takes a duration alone.
    script = tmp_path / "slow.sh"
    script.write_text("#!/bin/sh\nexec sleep 60\n")
    script.chmod(0o755)
    images = slow_images(tmp_path)
    images.write_text(images.read_text().replace('["sleep", "60"]', json.dumps([str(script)])))
    with cloud(tmp_path / "state", "--images", str(images)) as environment:
        fill(environment, loans)
        hurried = dag()
        late = hurried.get_task("feature_engineering")
        late.execution_timeout = timedelta(seconds=15)
        late.retries, late.retry_delay = 2, timedelta(0)
        assert hurried.test(run_conf={"config_uri": CONFIG, "run_id": "late"}).state == "failed"
        assert list(jobs(environment).values()) == ["Stopped"]
