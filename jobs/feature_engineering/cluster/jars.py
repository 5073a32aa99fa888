"""The jars that let Spark read and write S3: fetched once by `python -m feature_engineering.cluster.jars`.

They are resolved by the Ivy inside PySpark, and each is compared with the digest in jars.sha256.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from container.failure import JobError
from container.provenance import file_sha256

from feature_engineering.spark.java import java_home
from feature_engineering.spark.spark_home import spark_home

HERE = Path(__file__).parent
JARS = Path(sys.prefix) / "spark-s3-jars"


def _locked() -> dict[str, str]:
    lines = (HERE / "jars.sha256").read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, name in (line.split() for line in lines)}


def is_complete() -> bool:
    """Whether all jars were fetched."""
    return JARS.is_dir() and {file.name for file in JARS.iterdir()} == set(_locked())


def class_path() -> str:
    """What Spark's own class path needs in front of it."""
    if not is_complete():
        raise JobError(
            "A Spark cluster needs jars for S3 that this image does not have: "
            "run python -m feature_engineering.cluster.jars when it is built."
        )
    return str(JARS / "*")


def _resolve(target: Path, cache: Path) -> None:
    places = ["-settings", str(HERE / "ivysettings.xml"), "-ivy", str(HERE / "ivy.xml"), "-cache", str(cache)]
    retrieve = ["-retrieve", f"{target}/[artifact]-[revision].[ext]", "-types", "jar", "-warn"]
    ivy = [str(java_home() / "bin" / "java"), "-cp", str(spark_home() / "jars" / "*"), "org.apache.ivy.Main"]
    done = subprocess.run([*ivy, *places, *retrieve], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise JobError(f"The jars could not be fetched from Maven Central: {done.stdout[-2000:]}")


def fetch() -> None:
    """Fetches the jars unless they are there; they appear when all of them are whole."""
    if is_complete():
        return
    with tempfile.TemporaryDirectory(dir=JARS.parent) as folder:
        fetched = Path(folder) / "jars"
        _resolve(fetched, Path(folder) / "cache")
        found = {file.name: file_sha256(file) for file in fetched.iterdir()}
        if found != _locked():
            names = sorted(name for name, _ in found.items() ^ _locked().items())
            raise JobError(f"Jars are not those of jars.sha256: {', '.join(names)}.")
        shutil.rmtree(JARS, ignore_errors=True)
        fetched.rename(JARS)


if __name__ == "__main__":
    sys.stderr.write("Fetching the jars that let Spark read S3 …\n")
    fetch()
