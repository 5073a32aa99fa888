"""How a call of the runner ends, with scripts in its place that end in each way."""

from __future__ import annotations

import re
import signal
import time
from pathlib import Path

import pytest
from airflow.sdk.exceptions import AirflowException, AirflowFailException
from credit_risk.runner import EXIT_CODES, RunnerCall
from credit_risk.stage_operator import StageOperator


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A script in place of the runner; write its body."""
    script = tmp_path / "runner.sh"
    monkeypatch.setenv("CREDIT_RISK_RUNNER", f"sh {script}")
    return script


TABLE = Path(__file__).resolve().parents[2] / "libs" / "pipelines" / "src" / "errors" / "exit-codes.ts"


def test_the_exit_codes_are_those_of_the_pipelines_package() -> None:
    found = re.search(r"export const exitCodes\b[^=]*= \{(.*?)\n\}", TABLE.read_text(), re.DOTALL)
    assert found is not None
    codes = {name: int(code) for name, code in re.findall(r"(\w+): (\d+)", found[1])}
    assert codes == EXIT_CODES


def test_the_error_of_a_task_is_the_sentence_of_the_last_line_and_not_its_json(runner: Path) -> None:
    runner.write_text(
        'echo \'{"level":50,"error":"JobFailed","msg":"The job failed: out of memory."}\' >&2; exit 3'
    )
    operator = StageOperator(task_id="training", stage="training")
    with pytest.raises(AirflowFailException) as raised:
        operator._run("wait", "training")
    assert str(raised.value) == "credit-risk wait training ended with 3: The job failed: out of memory."


@pytest.mark.parametrize(
    ("code", "is_final"),
    [(2, True), (3, True), (1, True), (130, True), (4, False), (137, False), (143, False)],
)
def test_only_what_a_retry_can_mend_is_retried(code: int, is_final: bool, runner: Path) -> None:
    runner.write_text(f"echo 'the reason' >&2; exit {code}")
    operator = StageOperator(task_id="training", stage="training")
    with pytest.raises(AirflowException) as raised:
        operator._run("submit", "training")
    assert isinstance(raised.value, AirflowFailException) is is_final
    assert f"ended with {code}: the reason" in str(raised.value)


def test_the_last_line_is_the_result_and_a_late_warning_is_not(runner: Path) -> None:
    runner.write_text("echo starting; echo '{\"stage\": \"training\"}'; echo 'late warning' >&2")
    logged: list[str] = []
    ended = RunnerCall(["wait"], logged.append).run()
    assert ended.result == {"stage": "training"}
    assert logged == ["late warning"]


def test_a_runner_that_is_killed_is_worth_a_retry(runner: Path) -> None:
    runner.write_text("kill -9 $$")
    assert RunnerCall(["wait"], lambda _: None).run().is_worth_retrying


def test_a_stop_reaches_the_runner_and_waits_for_it(runner: Path, tmp_path: Path) -> None:
    on_term = f"sleep 0.5; touch {tmp_path}/stopped; exit 130"
    runner.write_text(f"trap '{on_term}' TERM; sleep 30 & wait")

    def out_of_time(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, out_of_time)
    signal.setitimer(signal.ITIMER_REAL, 1)
    started = time.monotonic()
    with pytest.raises(TimeoutError):
        RunnerCall(["wait"], lambda _: None).run()
    assert (tmp_path / "stopped").exists()
    assert time.monotonic() - started < 15
