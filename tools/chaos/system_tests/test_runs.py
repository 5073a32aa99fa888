"""A few disturbed runs in a separate cloud, with a kill of each victim."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chaos.cloud_state import client, cloud_state
from chaos.findings import wrong_with
from chaos.plan import VICTIMS, PlannedKill
from chaos.run import RunReport, do_run
from chaos.session import Session, disturbed_run, session
from chaos.table import table_of

SEED = 59


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A cloud with an undisturbed run in it."""
    with session(tmp_path_factory.mktemp("chaos")) as started:
        yield started


def _said(report: RunReport) -> str:
    return table_of([report])


@pytest.mark.parametrize("number", range(len(VICTIMS)), ids=VICTIMS)
def test_a_run_passes_whichever_part_is_killed(
    here: Session, number: int, capsys: pytest.CaptureFixture[str]
) -> None:
    report = disturbed_run(here, SEED, number, lambda _: None)
    with capsys.disabled():
        sys.stdout.write(f"\n{table_of([report])}\n")
    assert report.wrong == [], _said(report)
    assert any(VICTIMS[number] in kill.victim for kill in report.kills), _said(report)


def test_a_kill_in_the_middle_of_a_job_leaves_traces(here: Session) -> None:
    """Without traces, the harness would kill nothing."""
    in_the_middle = PlannedKill(victim="job", share=0.3, job="training", pause=0)
    report, _ = do_run(here.cloud, "traced", [in_the_middle], here.undisturbed, here.folder)
    assert report.wrong == [], _said(report)
    assert report.exit_codes == [3, 0], _said(report)
    assert report.attempts["training"] == 2, _said(report)


def _plant_job(sagemaker: Any) -> str:
    [name] = [
        job["TrainingJobName"]
        for job in sagemaker.list_training_jobs(NameContains="calm")["TrainingJobSummaries"]
    ]
    job = sagemaker.describe_training_job(TrainingJobName=name)
    asked = (
        *("AlgorithmSpecification", "RoleArn", "HyperParameters", "InputDataConfig"),
        *("OutputDataConfig", "ResourceConfig", "StoppingCondition"),
    )
    sagemaker.create_training_job(
        TrainingJobName=f"{name}-twin", **{member: job[member] for member in asked if member in job}
    )
    sagemaker.get_waiter("training_job_completed_or_stopped").wait(
        TrainingJobName=f"{name}-twin", WaiterConfig={"Delay": 1, "MaxAttempts": 30}
    )
    return f"{name}-twin"


def test_a_duplicate_job_and_a_missing_endpoint_are_found(here: Session, tmp_path: Path) -> None:
    twin = _plant_job(client("sagemaker", here.cloud.environment))
    state = cloud_state(here.cloud.environment, "calm", "calm", tmp_path)
    wrong = wrong_with(state, here.undisturbed.state, {})
    assert f"2 completed jobs of training: ['{twin.removesuffix('-twin')}', '{twin}']" in wrong
    assert "there is no endpoint calm-local" in wrong
