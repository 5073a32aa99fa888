"""Where PySpark is installed."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from container.failure import JobError

NO_PYSPARK = (
    "engine spark needs PySpark, which is an extra: run the image credit-risk/feature-engineering-spark, "
    "install jobs/feature_engineering/requirements-spark.txt, or set engine to duckdb."
)


def spark_home() -> Path:
    """PySpark's folder, which is a Spark distribution."""
    package = find_spec("pyspark")
    if package is None or package.origin is None:
        raise JobError(NO_PYSPARK)
    return Path(package.origin).parent
