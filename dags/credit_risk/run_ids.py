"""A run of the pipeline belongs to a run of the DAG: its id follows from the DAG run's, also in a retry."""

from __future__ import annotations

import hashlib

DIGEST_LENGTH = 12


def run_id_of(dag_run_id: str, asked: str | None) -> str:
    """The id asked for, or one derived from the DAG run, of the form that the runner wants."""
    if asked:
        return asked
    return f"airflow-{hashlib.sha256(dag_run_id.encode()).hexdigest()[:DIGEST_LENGTH]}"
