"""The lock files hold what pyproject.toml lists, and agree: what runs here is what the images hold."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

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


LOCKS = {
    "jobs": "jobs/requirements.txt",
    "dev": "tools/python/requirements.txt",
    "spark": "jobs/feature_engineering/requirements-spark.txt",
    "airflow": "dags/requirements.txt",
    "bootstrap": "tools/python/uv.txt",
}


def listed() -> dict[str, list[str]]:
    """The groups of pyproject.toml, without what they include from each other."""
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text())["dependency-groups"]
    return {
        group: [entry for entry in entries if isinstance(entry, str)] for group, entries in groups.items()
    }


def test_every_group_has_a_lock_file() -> None:
    assert set(listed()) == set(LOCKS)


@pytest.mark.parametrize("group", LOCKS)
def test_a_lock_file_holds_what_its_group_lists(group: str) -> None:
    """A package that is listed without a version is locked at any one."""
    locked = {name: {version for version, _ in versions} for name, versions in pinned(LOCKS[group]).items()}
    for requirement in listed()[group]:
        name, _, version = requirement.partition(";")[0].strip().partition("==")
        assert version in locked[name] if version else name in locked


@pytest.mark.parametrize("lock", LOCKS.values())
def test_a_lock_file_names_no_address_and_hashes_every_package(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert "://" not in text
    assert all(
        "--hash=sha256:" in entry for entry in re.split(r"^(?=\S)", text, flags=re.MULTILINE) if "==" in entry
    )
