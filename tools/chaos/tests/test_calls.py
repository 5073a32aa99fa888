"""Which exit codes of a call of the runner are accepted."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping

import pytest
from chaos.plan import MOST_KILLS, VICTIMS, plan_of
from chaos.run import RunReport, wrong_with_call
from chaos.runner import Call
from chaos.table import table_of

BUSY = {"error": "StageBusy", "exitCode": 4, "msg": "busy"}
FAILED = {"error": "JobFailed", "exitCode": 3, "msg": "failed"}
DIFFERS = {"error": "RequestDiffers", "exitCode": 3, "msg": "differs"}
NO_ANSWER = {"error": "CallFailed", "exitCode": 4, "msg": "no answer"}


def _ended(*events: Mapping[str, object], was_killed: bool = False) -> Call:
    process = subprocess.Popen([sys.executable, "-c", ""], text=True)
    process.wait()
    return Call(process, [dict(line) for line in events], was_killed)


def test_success_our_own_kill_a_retryable_fault_and_a_killed_job_are_accepted() -> None:
    assert wrong_with_call(_ended(), 0, False) == []
    assert wrong_with_call(_ended(was_killed=True), -9, False) == []
    assert wrong_with_call(_ended(NO_ANSWER), 4, False) == []
    assert wrong_with_call(_ended(FAILED), 3, True) == []


@pytest.mark.parametrize(
    ("call", "exit_code", "a_job_was_killed"),
    [
        (_ended(), -9, True),
        (_ended(), 1, True),
        (_ended(), 2, True),
        (_ended(), 130, True),
        (_ended(FAILED), 3, False),
        (_ended(DIFFERS), 3, True),
        (_ended(BUSY), 4, True),
    ],
)
def test_any_other_end_is_wrong(call: Call, exit_code: int, a_job_was_killed: bool) -> None:
    [wrong] = wrong_with_call(call, exit_code, a_job_was_killed)
    assert f"exit code {exit_code}" in wrong


def test_the_stages_in_progress_are_those_that_started_and_have_not_ended() -> None:
    lines = [("started", "training"), ("started", "register-features"), ("completed", "training")]
    call = _ended(*({"event": event, "stage": stage} for event, stage in lines))
    assert call.stage() == "register-features"
    assert _ended().stage() == "start-up"


def test_seed_and_number_decide_a_plan_and_the_first_victim_alternates() -> None:
    plans = [plan_of(1, number) for number in range(30)]
    assert plans == [plan_of(1, number) for number in range(30)]
    assert plans != [plan_of(2, number) for number in range(30)]
    assert [plan[0].victim for plan in plans] == [*VICTIMS] * 10
    assert all(1 <= len(plan) <= MOST_KILLS and plan[0].share < 1 for plan in plans)
    assert {kill.victim for plan in plans for kill in plan[1:]} == set(VICTIMS)


def test_the_table_lists_what_is_wrong() -> None:
    report = RunReport("chaos-007", exit_codes=[-9, 4, 0], attempts={"training": 2}, wrong=["2 models"])
    [*_, row] = table_of([report]).splitlines()
    assert row == "| chaos-007 | none | killed 4 0 | training 2 | 0.0 | 0 | FAILED: 2 models |"
