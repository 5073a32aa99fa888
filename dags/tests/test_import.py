"""The folder as Airflow's own processor of DAGs reads it, in a process that knows nothing of tests."""

from __future__ import annotations

import os
import subprocess
import sys

from airflow.models.dag import DagModel
from airflow.models.errors import ParseImportError
from airflow.utils.session import create_session


def test_the_folder_has_the_dag_and_nothing_that_cannot_be_imported() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    subprocess.run(
        [sys.executable, "-m", "airflow", "dag-processor", "--num-runs", "1"],
        env=environment,
        cwd=environment["AIRFLOW_HOME"],
        check=True,
        capture_output=True,
    )
    with create_session() as session:
        errors = session.query(ParseImportError.filename, ParseImportError.stacktrace).all()
        assert errors == []
        assert [dag.dag_id for dag in session.query(DagModel)] == ["credit_risk_training"]
