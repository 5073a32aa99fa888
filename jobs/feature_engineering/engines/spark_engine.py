"""Spark on one node. PySpark is an extra: it is large, and wants Java."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from container.failure import JobError

from feature_engineering.engines.engine import Dialect
from feature_engineering.engines.malformed_rows import record_batches, schema_of
from feature_engineering.raw_file import RawFile

try:
    from pyspark.errors import PySparkRuntimeError
    from pyspark.sql import SparkSession, Window
    from pyspark.sql import functions as spark_functions
except ImportError as error:
    raise JobError(
        "engine spark needs PySpark, which is an extra: install "
        "jobs/feature_engineering/requirements-spark.txt, or set engine to duckdb."
    ) from error

MEMORY = "2g"


def _session(scratch: Path) -> Any:
    settings = {
        "spark.driver.memory": os.environ.get("SPARK_DRIVER_MEMORY", MEMORY),
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.local.dir": str(scratch / "spill"),
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": str(os.cpu_count() or 2),
        "spark.sql.warehouse.dir": str(scratch / "warehouse"),
        "mapreduce.fileoutputcommitter.marksuccessfuljobs": "false",
    }
    builder = SparkSession.builder.master("local[*]").appName("feature-engineering")
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except PySparkRuntimeError as error:
        raise JobError(
            "engine spark needs Java 17 or newer: set JAVA_HOME, or set engine to duckdb."
        ) from error
    session.sparkContext.setLogLevel("ERROR")
    return session


class SparkEngine:
    """Runs the shared code on Spark."""

    def __init__(self, scratch: Path) -> None:
        self._scratch = scratch
        self._session = _session(scratch)
        self.dialect = Dialect(spark_functions, Window)

    def read_raw(self, files: Sequence[RawFile], columns: Sequence[str]) -> Any:
        """All rows of all files, by the reader that knows ordinals, staged as Parquet."""
        staged = self._scratch / "raw"
        staged.mkdir(parents=True)
        for number, file in enumerate(files):
            with pq.ParquetWriter(staged / f"raw-{number:05}.parquet", schema_of(columns)) as writer:
                for batch in record_batches(file, columns):
                    writer.write_batch(batch)
        return self._session.read.parquet(str(staged))

    def keep(self, frame: Any, name: str) -> Any:
        """As Parquet in the scratch folder."""
        target = str(self._scratch / name)
        frame.write.parquet(target)
        return self._session.read.parquet(target)

    def write_sorted(self, frame: Any, folder: Path, order: Sequence[str]) -> None:
        """One file per range of the order."""
        frame.orderBy(*order).write.parquet(str(folder), compression="snappy")
        for file in folder.iterdir():
            if file.suffix != ".parquet":
                file.unlink()

    def first_row(self, frame: Any) -> dict[str, Any]:
        """The only row of an aggregate."""
        return self.rows(frame)[0]

    def rows(self, frame: Any) -> list[dict[str, Any]]:
        """All rows of a small frame."""
        return [row.asDict() for row in frame.collect()]

    def close(self) -> None:
        """Ends the session and its Java process."""
        self._session.stop()


def make(scratch: Path) -> SparkEngine:
    """An engine that works below `scratch`."""
    return SparkEngine(scratch)
