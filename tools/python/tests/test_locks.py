"""The lock files of the workspace agree: what runs here is what the images hold."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
# `scipy[extra]==1.17.1 ; python_full_version < '3.12'`: name, extras, version, condition.
PINNED = re.compile(r"^([^\s#\[=]+)(?:\[[^\]]*\])?==(\S+)([^\\\n]*)", re.MULTILINE)


def pinned(lock: str) -> dict[str, set[tuple[str, str]]]:
    """By package: its versions, each with the condition under which it is the one."""
    found: dict[str, set[tuple[str, str]]] = {}
    for name, version, condition in PINNED.findall((ROOT / lock).read_text()):
        found.setdefault(name, set()).add((version, condition.strip()))
    return found


def test_every_package_of_the_images_is_in_the_local_environment_at_the_same_version() -> None:
    images, local = pinned("jobs/requirements.txt"), pinned("tools/python/requirements.txt")
    assert {"duckdb", "onnxruntime", "scikit-learn"} <= set(images)
    assert {name: local.get(name) for name in images} == images


def test_spark_runs_beside_the_packages_of_the_images_at_the_same_versions() -> None:
    images, spark = (
        pinned("jobs/requirements.txt"),
        pinned("jobs/feature_engineering/requirements-spark.txt"),
    )
    shared = set(images) & set(spark)
    assert {name: spark[name] for name in shared} == {name: images[name] for name in shared}
