"""Spark: in one process on one node, or on a cluster of all hosts of the job."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from container.failure import JobError
from container.hosts import Hosts

from feature_engineering.arguments import Arguments
from feature_engineering.cluster.spark_cluster import opened_cluster
from feature_engineering.engine import EngineSession
from feature_engineering.spark.spark_frames import SparkEngine, spark_session
from feature_engineering.storage import ContainerStorage


def _local_settings(scratch: Path) -> dict[str, str]:
    return {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.local.dir": str(scratch / "spill"),
        "spark.sql.shuffle.partitions": str(os.cpu_count() or 2),
    }


@contextmanager
def opened(arguments: Arguments, hosts: Hosts, scratch: Path) -> Iterator[EngineSession]:
    """Spark where the arguments want it."""
    if arguments.s3 is not None:
        with opened_cluster(arguments.s3, hosts, scratch) as session:
            yield session
        return
    if len(hosts.every) > 1:
        raise JobError(
            f"This job has {len(hosts.every)} hosts: --loans and --output must say where in S3 "
            "they read and write."
        )
    with spark_session("local[*]", scratch, _local_settings(scratch)) as session:
        yield EngineSession(SparkEngine(session, scratch), ContainerStorage(scratch))
