"""A run of the pipeline belongs to a run of the DAG: its id follows from the DAG run's, also in a retry."""

from __future__ import annotations

import hashlib

DIGEST_LENGTH = 12


def run_id_of(dag_id: str, dag_run_id: str, config_uri: str, asked: str | None) -> str:
    """The id asked for, or one of the form that the runner wants, derived from what distinguishes two runs.

    Two DAGs may run at the same second, and one may be triggered for several projects.
    """
    if asked:
        return asked
    told_apart_by = "\0".join((dag_id, dag_run_id, config_uri))
    return f"airflow-{hashlib.sha256(told_apart_by.encode()).hexdigest()[:DIGEST_LENGTH]}"
