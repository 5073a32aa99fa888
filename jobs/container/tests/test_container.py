"""What all jobs share, from the outside."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest
from container.contract import load_contract
from container.failure import JobError, run_job
from container.hosts import Hosts, load_hosts
from container.paths import base_dir, channel, failure_file
from container.provenance import code_sha256


def fail_with(error: Exception, folder: Path) -> tuple[int, str]:
    def job() -> None:
        raise error

    code = run_job(job, lambda: folder / "output" / "failure")
    return code, (folder / "output" / "failure").read_text()


def test_paths_are_below_opt_ml_unless_a_folder_is_set(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("SAGEMAKER_BASE_DIR", raising=False)
    assert base_dir() == Path("/opt/ml")
    monkeypatch.setenv("SAGEMAKER_BASE_DIR", str(tmp_path))
    assert channel("features") == tmp_path / "input" / "data" / "features"
    assert failure_file() == tmp_path / "output" / "failure"


def test_a_failure_that_its_reader_can_mend_keeps_its_text(tmp_path: Path) -> None:
    assert fail_with(JobError("loans.csv is empty"), tmp_path) == (1, "loans.csv is empty")


def test_an_unexpected_failure_reports_its_type_and_none_of_its_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, text = fail_with(ValueError("client 5008804 has a secret"), tmp_path)
    assert code == 1
    assert "ValueError" in text
    assert "5008804" not in text + capsys.readouterr().err


@pytest.mark.parametrize(
    "error",
    [OSError(errno.ENOSPC, "No space left on device"), RuntimeError("write: No space left on device")],
)
def test_a_full_disk_is_reported_as_one(error: Exception, tmp_path: Path) -> None:
    assert fail_with(error, tmp_path)[1].startswith("The disk is full.")


def test_a_job_that_succeeds_leaves_no_failure(tmp_path: Path) -> None:
    assert run_job(lambda: None, lambda: tmp_path / "failure") == 0
    assert not (tmp_path / "failure").exists()


def test_hosts_are_those_of_resourceconfig(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SAGEMAKER_BASE_DIR", str(tmp_path))
    assert load_hosts() == Hosts("algo-1", ("algo-1",))
    (tmp_path / "input" / "config").mkdir(parents=True)
    hosts = {"current_host": "algo-2", "hosts": ["algo-1", "algo-2"]}
    (tmp_path / "input" / "config" / "resourceconfig.json").write_text(json.dumps(hosts))
    assert load_hosts() == Hosts("algo-2", ("algo-1", "algo-2"))


def test_the_contract_has_the_features_in_the_order_of_the_model(tmp_path: Path) -> None:
    assert load_contract().feature_names == (
        "nb_previous_loans",
        "avg_amount_loans_previous",
        "age",
        "years_on_the_job",
        "flag_own_car",
    )


def test_the_digest_of_the_code_changes_with_the_code_and_not_with_its_tests(tmp_path: Path) -> None:
    (tmp_path / "contract").mkdir()
    (tmp_path / "contract" / "loan-features.json").write_text("{}")
    (tmp_path / "job").mkdir()
    (tmp_path / "job" / "a.py").write_text("x = 1")
    before = code_sha256("job", tmp_path)
    (tmp_path / "job" / "tests").mkdir()
    (tmp_path / "job" / "tests" / "test_a.py").write_text("")
    assert code_sha256("job", tmp_path) == before
    (tmp_path / "job" / "a.py").write_text("x = 2")
    assert code_sha256("job", tmp_path) != before
    (tmp_path / "other").mkdir()
    changed = code_sha256("job", tmp_path)
    (tmp_path / "other" / "b.py").write_text("y = 1")
    assert code_sha256("job", tmp_path) == changed
