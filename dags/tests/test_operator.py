"""What the operator calls, with a script in the runner's place that writes down its calls."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowTaskTimeout
from airflow.sdk.execution_time.timeout import timeout
from credit_risk.stage_operator import StageOperator

CONFIG = "s3://bucket/config.json"


class Script:
    """A runner that records each call, and then runs the script given for it."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "runner.sh"
        self.calls_file = folder / "calls"

    def write(self, **on: str) -> None:
        cases = " ".join(f"{verb}) {body} ;;" for verb, body in on.items())
        self.file.write_text(f'echo "$@" >> {self.calls_file}\ncase $1 in {cases} esac\n')

    def calls(self) -> list[str]:
        return self.calls_file.read_text().splitlines() if self.calls_file.exists() else []

    def wait_for(self, verb: str) -> None:
        while not any(call.startswith(f"{verb} ") for call in self.calls()):
            time.sleep(0.02)


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Script:
    made = Script(tmp_path)
    monkeypatch.setenv("CREDIT_RISK_RUNNER", f"sh {made.file}")
    return made


def context(**params: Any) -> Any:
    given = {"config_uri": CONFIG, "run_id": "nightly", "as_of": None, **params}
    return {"params": given, "dag_run": SimpleNamespace(run_id="manual__1")}


def operator(stage: str = "training") -> StageOperator:
    return StageOperator(task_id=stage.replace("-", "_"), stage=stage)


def execute(one: StageOperator, given: Any) -> Any:
    return StageOperator.execute.__wrapped__(one, given)  # type: ignore[attr-defined]


UNTIL_TOLD = "trap 'exit 130' TERM; sleep 30 & wait $!"


@contextmanager
def killing(one: StageOperator, script: Script, verb: str) -> Iterator[None]:
    """SIGTERM to this process once the runner gets this call, handled as Airflow's task runner handles it."""
    before = signal.signal(signal.SIGTERM, lambda *_: one.on_kill())

    def kill() -> None:
        script.wait_for(verb)
        time.sleep(0.2)
        os.kill(os.getpid(), signal.SIGTERM)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        yield
    finally:
        killer.join()
        signal.signal(signal.SIGTERM, before)


def test_the_first_stage_checks_everything_before_it_submits(script: Script) -> None:
    script.write(wait='echo \'{"stage": "get-config"}\'')
    execute(operator("get-config"), context(as_of="2021-01-01"))
    stage = f"get-config --run-id nightly --config {CONFIG} --as-of 2021-01-01 --when-busy wait"
    assert script.calls() == [
        f"validate --config {CONFIG} --as-of 2021-01-01",
        f"submit {stage}",
        f"wait {stage}",
    ]


def test_what_the_check_refuses_is_not_submitted(script: Script) -> None:
    script.write(validate="echo wrong >&2; exit 2")
    with pytest.raises(AirflowFailException, match="wrong"):
        execute(operator("get-config"), context())
    assert script.calls() == [f"validate --config {CONFIG}"]


def test_later_stages_check_nothing_and_take_what_the_run_began_with(script: Script) -> None:
    script.write()
    execute(operator(), context(as_of="2021-01-01"))
    stage = f"training --run-id nightly --config {CONFIG} --when-busy wait"
    assert script.calls() == [f"submit {stage}", f"wait {stage}"]


def test_the_result_is_what_the_runner_prints_when_it_has_waited(script: Script) -> None:
    script.write(submit='echo \'{"status": "InProgress"}\'', wait='echo \'{"status": "Completed"}\'')
    assert execute(operator(), context()) == {"status": "Completed"}


def test_each_try_asks_for_the_same_run(script: Script) -> None:
    script.write(submit="exit 4")
    for _ in range(2):
        with pytest.raises(AirflowException):
            execute(operator(), context(run_id=None))
    first, second = script.calls()
    assert first == second
    assert "--run-id airflow-" in first


@pytest.mark.parametrize("verb", ["submit", "wait"])
def test_a_kill_interrupts_the_runner_and_is_not_retried(verb: str, script: Script) -> None:
    one = operator()
    script.write(**{verb: UNTIL_TOLD})
    with killing(one, script, verb), pytest.raises(AirflowFailException, match="was killed"):
        execute(one, context())
    assert script.calls()[-1].startswith(verb)


def test_a_kill_that_the_runner_does_not_live_to_hear_stops_the_job_all_the_same(script: Script) -> None:
    one = operator()
    script.write(wait="trap - TERM; exec sleep 30")
    with killing(one, script, "wait"), pytest.raises(AirflowFailException, match="was killed"):
        execute(one, context())
    assert script.calls()[-1] == f"stop training --run-id nightly --config {CONFIG}"


def test_a_kill_between_two_calls_stops_the_job_and_nothing_else_is_called(script: Script) -> None:
    one = operator()
    script.write()
    run = one._run

    def killed_after(*arguments: str) -> Any:
        ended = run(*arguments)
        one.on_kill()
        return ended

    one._run = killed_after  # type: ignore[method-assign]
    with pytest.raises(AirflowFailException, match="was killed"):
        execute(one, context())
    assert [call.split()[0] for call in script.calls()] == ["submit", "stop"]


def test_a_kill_before_the_first_call_submits_nothing(script: Script) -> None:
    one = operator()
    script.write()
    one.on_kill()
    with pytest.raises(AirflowFailException, match="was killed"):
        execute(one, context())
    assert script.calls() == []


def test_a_task_that_runs_out_of_time_is_not_retried(script: Script) -> None:
    one = operator()
    script.write(wait=UNTIL_TOLD)
    with pytest.raises(AirflowFailException, match="ran out of time") as raised, timeout(2):
        execute(one, context())
    assert isinstance(raised.value.__cause__, AirflowTaskTimeout)
    assert [call.split()[0] for call in script.calls()] == ["submit", "wait"]
