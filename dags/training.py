"""The training pipeline on Airflow: one task per stage, each a call of the runner."""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import DAG, Param
from credit_risk.stage_operator import StageOperator

# Each stage with those that it needs; a test compares it with `credit-risk graph`.
NEEDS = {
    "get-config": [],
    "feature-engineering": ["get-config"],
    "register-features": ["feature-engineering"],
    "training": ["feature-engineering"],
    "create-model": ["training"],
    "create-endpoint": ["create-model", "register-features"],
}

# The job's own limit (maxRuntimeInSeconds) ends it first; these end a task that hangs all the same.
TIMEOUTS = {
    "get-config": timedelta(minutes=10),
    "feature-engineering": timedelta(hours=2),
    "register-features": timedelta(hours=2),
    "training": timedelta(hours=2),
    "create-model": timedelta(minutes=10),
    "create-endpoint": timedelta(hours=1),
}

PARAMS = {
    "config_uri": Param(
        type="string",
        minLength=1,
        description="The configuration: an s3:// URI, or a file on the worker.",
    ),
    "run_id": Param(
        default=None,
        type=["null", "string"],
        pattern="^[a-z0-9](-?[a-z0-9]){0,23}$",
        description="The run to start or to resume; by default it follows from the DAG run.",
    ),
    "as_of": Param(
        default=None,
        type=["null", "string"],
        pattern="^(loan_date|[0-9]{4}-[0-9]{2}-[0-9]{2})$",
        description="In place of the configuration's dataset.asOf.",
    ),
}

DOC = """
### Training: from raw loans to a live endpoint

get-config → feature-engineering → (register-features, training → create-model) → create-endpoint

- A **retry** never starts a second paid job: it attaches to the one that was submitted, or opens the
  next attempt of the stage if that one failed for good. Clear a task as often as you like.
- Exit code 4 (throttled, out of reach) and a runner that was killed are retried, after half a minute at
  first and ten minutes at most; 2 (configuration) and 3 (failed for good) fail at once.
- **Killing** a task stops its job on SageMaker, and so does a task that runs out of time. Neither is
  retried, since the retry would pay for another job: clear the task to begin one.
- The result of a stage is its XCom, for people; nothing depends on it.
"""

with DAG(
    dag_id="credit_risk_training",
    description="Features, registration, training, model and endpoint of the credit-default model",
    doc_md=DOC,
    schedule=None,
    catchup=False,
    max_active_runs=1,
    tags=["credit-risk", "sagemaker"],
    params=PARAMS,
    render_template_as_native_obj=True,
    default_args={
        "owner": "credit-risk",
        "retries": 5,
        "retry_delay": timedelta(seconds=30),
        # The factor from one delay to the next; True would be a factor of one.
        "retry_exponential_backoff": 2.0,
        "max_retry_delay": timedelta(minutes=10),
    },
) as dag:
    tasks = {
        stage: StageOperator(
            task_id=stage.replace("-", "_"),
            stage=stage,
            execution_timeout=TIMEOUTS[stage],
            doc_md=f"`credit-risk submit {stage}`, then `credit-risk wait {stage}`",
        )
        for stage in NEEDS
    }
    for stage, needs in NEEDS.items():
        for needed in needs:
            tasks[needed] >> tasks[stage]
