"""The engine on all hosts of a job: lines are read where the nodes are, from S3 through s3a."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from container.failure import JobError, log
from container.hosts import Hosts
from container.paths import base_dir

from feature_engineering.arguments import S3Places
from feature_engineering.cluster.hadoop_files import HadoopFiles
from feature_engineering.cluster.jars import class_path
from feature_engineering.cluster.lines import Layout, rows_of_lines, sql_schema
from feature_engineering.cluster.members import led_cluster, spark_environment
from feature_engineering.cluster.s3_storage import S3Storage
from feature_engineering.engine import EngineSession
from feature_engineering.raw_file import RawFile
from feature_engineering.spark.spark_frames import SparkEngine, spark_session, write_raw

SECONDS_TO_JOIN = 120
# The other half is for Python, the driver and the system.
EXECUTOR_SHARE = 0.5
LINES_OF = (
    "cast(value as binary) as line",
    "_metadata.file_path as path",
    "_metadata.file_block_start as block",
)


def _s3_settings(kms_key_id: str | None) -> dict[str, str]:
    """The endpoint of S3, from the variables of the AWS SDKs; s3a finds credentials itself."""
    settings = {
        "spark.driver.extraClassPath": class_path(),
        "spark.executor.extraClassPath": class_path(),
        # The same path on every host: what s3a holds back until a part is whole.
        "spark.hadoop.hadoop.tmp.dir": str(base_dir() / "hadoop"),
        "spark.hadoop.fs.s3a.endpoint.region": os.environ.get("AWS_REGION", "us-east-1"),
    }
    endpoint = os.environ.get("AWS_ENDPOINT_URL_S3", os.environ.get("AWS_ENDPOINT_URL"))
    if endpoint is not None:
        settings |= {
            "spark.hadoop.fs.s3a.endpoint": endpoint,
            "spark.hadoop.fs.s3a.path.style.access": "true",
        }
    if kms_key_id is not None:
        settings |= {
            "spark.hadoop.fs.s3a.encryption.algorithm": "SSE-KMS",
            "spark.hadoop.fs.s3a.encryption.key": kms_key_id,
        }
    return settings


def _cluster_settings(hosts: Hosts) -> dict[str, str]:
    cores = len(hosts.every) * (os.cpu_count() or 1)
    memory = int(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") * EXECUTOR_SHARE)
    return {
        "spark.driver.host": hosts.current,
        "spark.executor.memory": f"{memory >> 20}m",
        "spark.cores.max": str(cores),
        "spark.default.parallelism": str(cores),
        "spark.sql.shuffle.partitions": str(2 * cores),
        "spark.scheduler.minRegisteredResourcesRatio": "1.0",
        "spark.scheduler.maxRegisteredResourcesWaitingTime": f"{SECONDS_TO_JOIN}s",
    }


def _check_nodes(session: Any, hosts: Hosts) -> None:
    """A first task waits for all nodes: a cluster that is short of one would be slow, and silent."""
    session.range(1).collect()
    workers = session.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1
    log("cluster", nodes=len(hosts.every), workers=workers)
    if workers < len(hosts.every):
        raise JobError(
            f"Only {workers} of {len(hosts.every)} nodes joined the Spark cluster: see their logs."
        )


class ClusterEngine(SparkEngine):
    """Runs the shared code on all nodes; files are in S3."""

    def __init__(self, session: Any, storage: S3Storage, scratch: Path) -> None:
        super().__init__(session, scratch)
        self._storage = storage

    def _parsed(self, files: Sequence[RawFile], columns: Sequence[str]) -> Any:
        layouts = {
            self._storage.uri_of(file): Layout(
                len(file.header), tuple(file.header.index(name) for name in columns)
            )
            for file in files
        }
        lines = self._session.read.text(list(layouts)).selectExpr(*LINES_OF)
        return self.keep(lines.mapInArrow(rows_of_lines(layouts, columns), sql_schema(columns)), "parsed")

    def _whole(self, file: RawFile, columns: Sequence[str]) -> Any:
        """A file with records of several lines is read from its beginning to its end, by the first host."""
        log("records-of-several-lines", file=file.path.name)
        fetched = self._storage.fetched(file)
        target = fetched.path.with_name(f"{fetched.path.parent.name}.parquet")
        write_raw(fetched, columns, target)
        return self._session.read.parquet(self._storage.stage(target))

    def read_raw(self, files: Sequence[RawFile], columns: Sequence[str]) -> Any:
        """A row's ordinal is its position in its block and the number of rows in the blocks before."""
        f = self.dialect.functions
        parsed = self._parsed(files, columns)
        counted = parsed.groupBy("location", "block").agg(
            f.count("*").alias("rows"), f.max("goes_on").alias("goes_on")
        )
        blocks = sorted(counted.collect(), key=lambda row: (row.location, row.block))
        names = {self._storage.uri_of(file): file for file in files}
        broken = {row.location for row in blocks if row.goes_on}
        starts, before = [], dict.fromkeys(names, 0)
        for row in blocks:
            if row.location not in broken:
                starts.append((row.location, row.block, before[row.location], names[row.location].path.name))
                before[row.location] += row.rows
        schema = "location string, block bigint, start bigint, file string"
        known = f.broadcast(self._session.createDataFrame(starts, schema))
        raw = parsed.join(known, ["location", "block"]).select(
            "file", (f.col("position") + f.col("start")).alias("ordinal"), "field_count", *columns
        )
        for uri in sorted(broken):
            raw = raw.unionByName(self._whole(names[uri], columns))
        return raw


@contextmanager
def opened_cluster(places: S3Places, hosts: Hosts, scratch: Path) -> Iterator[EngineSession]:
    """Master, workers and session, ended with the block."""
    os.environ.update(spark_environment(hosts, scratch))
    settings = {**_s3_settings(places.output_kms_key_id), **_cluster_settings(hosts)}
    with led_cluster(hosts, scratch) as master, spark_session(master, scratch, settings) as session:
        _check_nodes(session, hosts)
        storage = S3Storage(HadoopFiles(session), places, scratch)
        try:
            yield EngineSession(ClusterEngine(session, storage, scratch), storage)
        finally:
            storage.close()
