"""Where PySpark is installed."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

from container.failure import JobError

from feature_engineering.spark.java import java_home

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


def java_environment(scratch: Path) -> dict[str, str]:
    """The environment of every Java process of Spark; its own files go with `scratch`."""
    return {
        "JAVA_HOME": str(java_home()),
        "JAVA_TOOL_OPTIONS": f"-Djava.io.tmpdir={scratch}",
        "SPARK_HOME": str(spark_home()),
        "PYSPARK_PYTHON": sys.executable,
    }
