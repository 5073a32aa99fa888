"""`npm start`: what it prints, and what it leaves behind."""

from __future__ import annotations

from pathlib import Path

from local_run.processes import left_running, processes_of
from local_run.run import LocalRun
from local_run.start_command import start_once


def test_the_last_line_of_standard_output_has_everything_that_a_caller_needs(local_run: LocalRun) -> None:
    result = local_run.running.result
    assert set(result) >= {
        "runId",
        "features",
        "quarantine",
        "featureGroup",
        "model",
        "endpoint",
        "metrics",
        "prediction",
        "api",
        "seconds",
        "environment",
    }
    assert set(result["seconds"]) >= {
        "get-config",
        "feature-engineering",
        "register-features",
        "training",
        "create-model",
        "create-endpoint",
    }
    assert 0 < result["prediction"]["probabilityOfDefault"] < 1
    assert set(result["prediction"]) >= {"clientId", "probabilityOfDefault"}
    assert result["environment"]["AWS_ENDPOINT_URL_SAGEMAKER"].startswith("http://127.0.0.1:")


def test_once_prints_a_probability_exits_0_and_leaves_nothing_running(tmp_path: Path) -> None:
    ended = start_once(tmp_path / "state", "--rows", "1000", "--seed", "3")
    assert ended.exit_code == 0, ended.errors[-4000:]
    assert 0 < ended.result["prediction"]["probabilityOfDefault"] < 1
    assert ended.result["endpoint"] in ended.output
    assert ended.result["model"] in ended.output
    assert left_running(tmp_path / "state") == []


def test_the_processes_of_a_running_run_are_found(local_run: LocalRun, tmp_path: Path) -> None:
    """Guards the tests above against a search that never finds anything."""
    state = local_run.running.process.args
    assert isinstance(state, list)
    assert len(processes_of(Path(state[state.index("--state") + 1]))) >= 3
    assert processes_of(tmp_path) == []
