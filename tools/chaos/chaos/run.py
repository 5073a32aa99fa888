"""One run: called until it completes, disturbed by kills, and checked at the end."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from chaos.cloud_state import CloudState, cloud_state, remove_endpoint
from chaos.findings import wrong_with
from chaos.killer import Kill, Killer
from chaos.local_cloud import LocalCloud
from chaos.plan import Lengths, PlannedKill
from chaos.runner import KILLED, Call, call_runner
from chaos.sampler import sampled

MOST_CALLS = 5
# A scheduler's wait before a retry, much shortened; it doubles with each call.
FIRST_BACK_OFF = 0.5
DONE, PERMANENT, RETRYABLE = 0, 3, 4


@dataclass
class RunReport:
    """The outcome of a run."""

    run_id: str
    kills: list[Kill] = field(default_factory=list)
    exit_codes: list[int] = field(default_factory=list)
    attempts: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    looks: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Undisturbed:
    """The state and the durations of a run without kills."""

    state: CloudState
    lengths: Lengths


def config_of(project: str, folder: Path) -> Path:
    """The configuration of a run: a small forest, and a separate project, endpoint and feature group."""
    config = {
        "version": 1,
        "project": project,
        "environment": "local",
        "aws": {"region": "eu-west-1", "accountId": "000000000000"},
        "roleArn": "arn:aws:iam::000000000000:role/credit-risk",
        "artifactsUri": "s3://credit-risk/artifacts",
        "dataset": {"uri": "s3://credit-risk/raw/loans.csv"},
        "stages": {"training": {"algorithm": {"name": "random-forest", "nEstimators": 5, "maxDepth": 4}}},
    }
    file = folder / f"{project}.json"
    file.write_text(json.dumps(config))
    return file


def wrong_with_call(call: Call, exit_code: int, a_job_was_killed: bool) -> list[str]:
    """The faults in how a call of the runner ended."""
    error = call.error()
    wrong = f"exit code {exit_code}, {error.get('error')}: {error.get('msg')}"
    if exit_code == DONE or (exit_code == KILLED and call.was_killed):
        return []
    if exit_code == RETRYABLE and error.get("error") != "StageBusy":
        return []
    if exit_code == PERMANENT and error.get("error") == "JobFailed" and a_job_was_killed:
        return []
    return [wrong]


def _call_until_done(killer: Killer, report: RunReport, config: Path) -> None:
    for nth in range(MOST_CALLS):
        if nth > 0 and report.exit_codes[-1] == RETRYABLE:
            time.sleep(FIRST_BACK_OFF * 2**nth)
        call = call_runner(report.run_id, config, killer.cloud.environment)
        killer.call = call
        try:
            exit_code = call.wait()
        except KeyboardInterrupt:
            call.kill()
            raise
        report.exit_codes.append(exit_code)
        report.wrong += wrong_with_call(call, exit_code, killer.has_killed_a_job())
        if exit_code == DONE:
            return
    report.wrong.append(f"not complete after {MOST_CALLS} calls")


def do_run(
    cloud: LocalCloud,
    project: str,
    kills: Sequence[PlannedKill],
    undisturbed: Undisturbed | None,
    folder: Path,
) -> tuple[RunReport, Undisturbed | None]:
    """One run, disturbed or not, with what it left in the cloud if it completed."""
    report = RunReport(project)
    config = config_of(project, folder)
    killer = Killer(cloud, undisturbed.lengths if undisturbed else Lengths(0, {}))
    with sampled(cloud.environment, project, cloud.state) as activity:
        killer.begin(kills)
        try:
            _call_until_done(killer, report, config)
        finally:
            report.seconds = time.monotonic() - killer.began
            killer.end()
    report.kills = sorted(killer.done, key=lambda kill: kill.second)
    report.wrong += killer.faults
    report.looks = activity.looks
    if report.exit_codes[-1] != DONE:
        return report, None
    state = cloud_state(cloud.environment, project, report.run_id, folder)
    report.attempts = {stage: manifest["attempt"] for stage, manifest in state.manifests.items()}
    report.wrong += wrong_with(state, undisturbed.state if undisturbed else state, activity.most_active)
    for endpoint in state.endpoints:
        remove_endpoint(cloud.environment, endpoint)
    return report, Undisturbed(state, Lengths(report.seconds, activity.process_seconds))
