"""The one operator: a stage of the training pipeline, submitted or found again, and waited for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from airflow.sdk import BaseOperator
from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowTaskTimeout

from credit_risk.run_ids import run_id_of
from credit_risk.runner import DONE, INTERRUPTED, Ended, RunnerCall

FIRST_STAGE = "get-config"
WHEN_BUSY = ("--when-busy", "wait")
STOPPED = "its job was asked to stop; clear the task to begin another one"


class StageOperator(BaseOperator):
    """Runs one stage by the runner's command line; a retry attaches to what was submitted before.

    A task that is killed or runs out of time stops its job, and is not retried: the retry would pay for
    another job. The runner of a worker that died may still be running: a retry waits for it.

    The stage's manifest is the XCom. Nothing depends on it: all that a later stage needs is in S3.
    """

    def __init__(self, *, stage: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.stage = stage
        self._is_killed = False
        self._call: RunnerCall | None = None
        self._stop_arguments: list[str] | None = None

    def _arguments(self, context: Any) -> list[str]:
        params = context["params"]
        config_uri = params["config_uri"]
        run_id = run_id_of(self.dag_id, context["dag_run"].run_id, config_uri, params["run_id"])
        arguments = [self.stage, "--run-id", run_id, "--config", config_uri]
        if self.stage == FIRST_STAGE and params["as_of"]:
            arguments += ["--as-of", params["as_of"]]
        return arguments

    def _refuse_if_killed(self) -> None:
        if self._is_killed:
            raise AirflowFailException(f"{self.stage} was killed: {STOPPED}")

    def _run(self, *arguments: str) -> Ended:
        self._refuse_if_killed()
        self._call = RunnerCall(arguments, self.log.info)
        ended = self._call.run()
        self._refuse_if_killed()
        if ended.exit_code == DONE:
            return ended
        failure = f"credit-risk {arguments[0]} {self.stage} ended with {ended.exit_code}: {ended.message}"
        # A retry cannot mend a configuration or a job that failed for good; it would only hide it.
        raise AirflowException(failure) if ended.is_worth_retrying else AirflowFailException(failure)

    def _check(self, context: Any) -> None:
        params = context["params"]
        as_of: Sequence[str] = ["--as-of", params["as_of"]] if params["as_of"] else []
        self._run("validate", "--config", params["config_uri"], *as_of)

    def execute(self, context: Any) -> Any:
        """Checks everything first, in the first stage; then submits and waits."""
        if self.stage == FIRST_STAGE:
            self._check(context)
        arguments = self._arguments(context)
        self._stop_arguments = ["stop", *arguments]
        try:
            self._run("submit", *arguments, *WHEN_BUSY)
            return self._run("wait", *arguments, *WHEN_BUSY).result
        except AirflowTaskTimeout as cause:
            self.on_kill()
            raise AirflowFailException(f"{self.stage} ran out of time: {STOPPED}") from cause

    def on_kill(self) -> None:
        """Airflow ends the task, also between two calls: the remote job is asked to stop."""
        self._is_killed = True
        if self._call is None or self._stop_arguments is None:
            return
        # A runner that is interrupted stops the job itself, unless another runner works on it.
        if self._call.stop() != INTERRUPTED:
            RunnerCall(self._stop_arguments, self.log.info).run()
