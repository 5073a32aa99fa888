"""The one operator: a stage of the training pipeline, submitted or found again, and waited for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from airflow.sdk import BaseOperator
from airflow.sdk.exceptions import AirflowException, AirflowFailException

from credit_risk.run_ids import run_id_of
from credit_risk.runner import Ended, RunnerCall

FIRST_STAGE = "get-config"


class StageOperator(BaseOperator):
    """Runs one stage by the runner's command line; a retry attaches to what was submitted before.

    The stage's manifest is the XCom. Nothing depends on it: all that a later stage needs is in S3.
    """

    def __init__(self, *, stage: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.stage = stage
        self._call: RunnerCall | None = None

    def _arguments(self, context: Any) -> list[str]:
        params = context["params"]
        run_id = run_id_of(context["dag_run"].run_id, params["run_id"])
        arguments = [self.stage, "--run-id", run_id, "--config", params["config_uri"]]
        if self.stage == FIRST_STAGE and params["as_of"]:
            arguments += ["--as-of", params["as_of"]]
        return arguments

    def _run(self, *arguments: str) -> Ended:
        self._call = RunnerCall(arguments, self.log.info)
        ended = self._call.run()
        if ended.exit_code == 0:
            return ended
        told = f"credit-risk {arguments[0]} {self.stage} ended with {ended.exit_code}: {ended.last_words}"
        # A retry cannot mend a configuration or a job that failed for good; it would only hide it.
        raise AirflowException(told) if ended.is_worth_retrying else AirflowFailException(told)

    def _check(self, context: Any) -> None:
        params = context["params"]
        as_of: Sequence[str] = ["--as-of", params["as_of"]] if params["as_of"] else []
        self._run("validate", "--config", params["config_uri"], *as_of)

    def execute(self, context: Any) -> Any:
        """Checks everything first, in the first stage; then submits and waits."""
        if self.stage == FIRST_STAGE:
            self._check(context)
        arguments = self._arguments(context)
        self._run("submit", *arguments)
        return self._run("wait", *arguments).result

    def on_kill(self) -> None:
        """Airflow ends the task: the runner stops the remote job and ends."""
        if self._call is not None:
            self._call.stop()
