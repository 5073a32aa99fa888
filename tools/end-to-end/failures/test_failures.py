"""Bad input and problems of the machine: a message says what to do, and nothing is left half-registered."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from local_run.cloud import client
from local_run.images import images_with
from local_run.processes import left_running
from local_run.run import generate
from local_run.start_command import (
    ROOT,
    Ended,
    clean_environment,
    cloud,
    command,
    run_to_end,
    start_once,
    started,
)

BAD_INPUT, FAILED, RETRYABLE = 2, 3, 4


@pytest.fixture(scope="module")
def good_csv(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generate(tmp_path_factory.mktemp("data") / "loans.csv", "--rows", "1000", "--signal", "1")


def registered(state: Path) -> dict[str, int]:
    """How many resources of each kind the cloud with this state holds."""
    with cloud(state) as environment:
        sagemaker = client("sagemaker", environment)
        return {
            "feature groups": len(sagemaker.list_feature_groups()["FeatureGroupSummaries"]),
            "models": len(sagemaker.list_models()["Models"]),
            "endpoint configurations": len(sagemaker.list_endpoint_configs()["EndpointConfigs"]),
            "endpoints": len(sagemaker.list_endpoints()["Endpoints"]),
        }


NOTHING = {"feature groups": 0, "models": 0, "endpoint configurations": 0, "endpoints": 0}


def assert_failed(ended: Ended, exit_code: int, *texts: str) -> None:
    assert ended.exit_code == exit_code, ended.errors[-4000:]
    for text in texts:
        assert text in ended.errors
    assert not ended.output.rstrip().endswith("}")


def test_a_bad_configuration_names_every_fault_with_its_path_and_the_likely_key(tmp_path: Path) -> None:
    config = tmp_path / "config.json"
    config.write_text(
        json.dumps({"stages": {"featureEngineering": {"instanceCont": 2, "volumeSizeInGB": "big"}}})
    )
    ended = start_once(tmp_path / "state", "--config", str(config))
    assert_failed(ended, BAD_INPUT, "instanceCont", "instanceCount", "volumeSizeInGB", "big")
    assert left_running(tmp_path / "state") == []


def test_a_configuration_that_is_not_json_is_refused_with_its_path(tmp_path: Path) -> None:
    config = tmp_path / "config.json"
    config.write_text('{ "version": 1,, }')
    assert_failed(start_once(tmp_path / "state", "--config", str(config)), BAD_INPUT, str(config), "JSON")


def test_an_option_that_is_not_a_number_is_named(tmp_path: Path) -> None:
    assert_failed(start_once(tmp_path / "state", "--rows", "many"), BAD_INPUT, "--rows", "many")


def test_a_missing_data_file_is_named(tmp_path: Path) -> None:
    missing = tmp_path / "nowhere.csv"
    assert_failed(start_once(tmp_path / "state", "--data", str(missing)), BAD_INPUT, "--data", str(missing))


def without_column(source: Path, target: Path, column: str) -> Path:
    lines = [line.split(",") for line in source.read_text().splitlines()]
    at = lines[0].index(column)
    target.write_text("".join(",".join(cells[:at] + cells[at + 1 :]) + "\n" for cells in lines))
    return target


@pytest.fixture(scope="module")
def refused_files(good_csv: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Ended], Path]:
    """Runs over files that no job can use, one after the other, in one state folder."""
    folder = tmp_path_factory.mktemp("refused")
    empty, binary = folder / "empty.csv", folder / "binary.csv"
    empty.write_text("")
    binary.write_bytes(bytes(range(256)) * 64)
    files = {
        "birthday": without_column(good_csv, folder / "no-birthday.csv", "birthday"),
        "empty": empty,
        "CSV": binary,
    }
    state = folder / "state"
    return {text: start_once(state, "--data", str(file)) for text, file in files.items()}, state


@pytest.mark.parametrize("text", ["birthday", "empty", "CSV"])
def test_a_file_without_a_column_an_empty_one_and_one_that_is_not_a_csv_file_are_refused(
    text: str, refused_files: tuple[dict[str, Ended], Path]
) -> None:
    assert_failed(refused_files[0][text], FAILED, text)


def test_a_refused_file_leaves_nothing_registered(refused_files: tuple[dict[str, Ended], Path]) -> None:
    assert registered(refused_files[1]) == NOTHING


def logs_named_in(errors: str, state: Path) -> list[Path]:
    """The log files in the folder of logs that a message names."""
    [folder] = set(re.findall(r"logs/[a-z-]+-jobs/[^/ ]+/", errors))
    return list((state / folder).iterdir())


@pytest.mark.parametrize("job", ["feature-engineering", "training"])
def test_a_job_script_that_raises_ends_the_run_with_its_reason(
    job: str, good_csv: Path, tmp_path: Path
) -> None:
    images = images_with(tmp_path, job, "echo 'out of luck' >&2; exit 7")
    state = tmp_path / "state"
    options = ["--data", str(good_csv), "--images", str(images), "--run-id", "unlucky"]
    ended = start_once(state, *options)
    assert_failed(ended, FAILED, job, "7", "--run-id unlucky", str(state / "logs"))
    [log] = logs_named_in(ended.errors, state)
    assert log.read_text() == "out of luck\n"
    after = registered(tmp_path / "state")
    assert {**after, "feature groups": 0} == NOTHING
    assert after["feature groups"] == (0 if job == "feature-engineering" else 1)


def on_a_small_disk(folder: Path, size: str, line: Sequence[str]) -> list[str]:
    """A command line that runs another one with a small separate disk mounted at a folder."""
    namespace = (
        ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--user", "--map-root-user"]
    )
    mount = 'mount -t tmpfs -o size="$1" tmpfs "$0" && shift && exec "$@"'
    return [*namespace, "sh", "-c", mount, str(folder), size, *line]


def test_a_full_disk_for_the_job_is_reported_as_such(good_csv: Path, tmp_path: Path) -> None:
    """Containers get a disk of 64 kB, which is smaller than the raw file."""
    containers = tmp_path / "state" / "containers"
    containers.mkdir(parents=True)
    start = command("start", "--once", "--state", str(tmp_path / "state"), "--data", str(good_csv))
    ended = run_to_end(on_a_small_disk(containers, "64k", start))
    assert_failed(ended, FAILED, "No space left on the disk")
    assert registered(tmp_path / "state") == NOTHING


@pytest.mark.parametrize(("size", "says"), [("1m", "No space left"), ("3m", "can no longer be written")])
def test_a_full_disk_of_the_state_folder_ends_the_run_with_advice(
    size: str, says: str, tmp_path: Path
) -> None:
    """The file of loans takes 0.9 MB: with 1 MB the cloud cannot start, with 3 MB the first job cannot."""
    state = tmp_path / "state"
    state.mkdir()
    start = command("start", "--once", "--state", str(state), "--rows", "5000")
    ended = run_to_end(on_a_small_disk(state, size, start))
    assert_failed(ended, FAILED, says, "No space left on the disk of", "--state")
    assert "    at " not in ended.errors
    assert left_running(state) == []


@pytest.mark.parametrize("name", ["start", "cloud"])
def test_a_state_folder_that_cannot_be_created_is_named(name: str) -> None:
    ended = run_to_end(command(name, "--state", "/proc/no-such-folder"))
    assert_failed(ended, BAD_INPUT, "/proc/no-such-folder", "--state")


def test_a_file_at_the_place_of_the_logs_folder_is_named(tmp_path: Path) -> None:
    logs = tmp_path / "state" / "logs"
    logs.parent.mkdir()
    logs.write_text("")
    ended = start_once(tmp_path / "state", "--rows", "100")
    assert_failed(ended, BAD_INPUT, str(logs), "--state")
    assert "    at " not in ended.errors


THROW_ON_SIGNAL = """
const { existsSync } = require('node:fs');
if (process.argv[1]?.endsWith('tools/start/src/main.ts'))
  setInterval(() => { if (existsSync(%s)) throw new TypeError('unforeseen'); }, 50).unref();
"""


def test_an_unexpected_error_stops_everything(tmp_path: Path) -> None:
    signal, script = tmp_path / "signal", tmp_path / "throw.cjs"
    script.write_text(THROW_ON_SIGNAL % json.dumps(str(signal)))
    with started(
        tmp_path / "state",
        "--rows",
        "1000",
        errors=tmp_path / "errors",
        environment={"NODE_OPTIONS": f"--require {script}"},
    ) as running:
        signal.touch()
        assert running.process.wait(timeout=60) == FAILED
    assert "TypeError, a fault of this program" in (tmp_path / "errors").read_text()
    assert left_running(tmp_path / "state") == []


@pytest.fixture
def busy_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.mark.parametrize("option", ["--port", "--s3-port"])
def test_a_busy_port_is_named_with_the_option_to_change(option: str, busy_port: int, tmp_path: Path) -> None:
    ended = start_once(tmp_path / "state", option, str(busy_port), "--rows", "100")
    assert_failed(ended, BAD_INPUT, str(busy_port), option)
    assert left_running(tmp_path / "state") == []


def test_a_missing_spark_environment_is_named_with_the_command_that_sets_it_up(tmp_path: Path) -> None:
    if (ROOT / ".venv-spark").exists():
        pytest.skip("this checkout has it")
    config = json.loads((ROOT / "libs" / "config" / "examples" / "local.json").read_text())
    config["stages"] = {"featureEngineering": {"engine": "spark"}}
    file = tmp_path / "config.json"
    file.write_text(json.dumps(config))
    ended = start_once(tmp_path / "state", "--config", str(file))
    assert_failed(ended, BAD_INPUT, ".venv-spark", "npx nx run feature-engineering:spark-environment")


def test_the_cloud_alone_does_not_change_the_configuration_of_the_last_run(tmp_path: Path) -> None:
    written = tmp_path / "state" / "config.json"
    written.parent.mkdir()
    written.write_text("of the last run")
    with cloud(tmp_path / "state"):
        pass
    assert written.read_text() == "of the last run"


def test_a_state_folder_in_use_is_not_shared(tmp_path: Path) -> None:
    with cloud(tmp_path / "state"):
        ended = start_once(tmp_path / "state", "--rows", "100")
    assert_failed(ended, BAD_INPUT, str(tmp_path / "state"), "--state")


def test_an_unreachable_s3_is_worth_a_retry_and_says_what_to_check() -> None:
    config = ROOT / "libs" / "config" / "examples" / "local.json"
    with socket.create_server(("127.0.0.1", 0)) as server:
        closed = server.getsockname()[1]
    runner = [
        "node",
        "--conditions=@credit-risk/source",
        "--import",
        "tsx",
        "apps/cli/src/main.ts",
    ]
    environment = {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{closed}",
        "AWS_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "local",
        "AWS_SECRET_ACCESS_KEY": "local",
    }
    ended = run_to_end([*runner, "run", "training", "--config", str(config)], environment)
    assert_failed(ended, RETRYABLE, str(closed), "S3")


def test_an_interrupt_stops_everything_and_exits_130(good_csv: Path, tmp_path: Path) -> None:
    slow = images_with(tmp_path, "feature-engineering", "sleep 120")
    start = command("start", "--once", "--state", str(tmp_path / "state"), "--data", str(good_csv))
    process = subprocess.Popen(
        [*start, "--images", str(slow)],
        cwd=ROOT,
        env=clean_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    logs = tmp_path / "state" / "containers"
    while process.poll() is None and not any(logs.rglob("processingjobconfig.json")):
        time.sleep(0.05)
    process.terminate()
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors[-4000:]
    assert left_running(tmp_path / "state") == []


def test_a_second_interrupt_ends_the_program_at_once(good_csv: Path, tmp_path: Path) -> None:
    """A job that ignores SIGTERM has two minutes before it is killed."""
    deaf = images_with(tmp_path, "feature-engineering", "trap '' TERM; echo deaf; sleep 120")
    start = command("start", "--once", "--state", str(tmp_path / "state"), "--data", str(good_csv))
    process = subprocess.Popen(
        [*start, "--images", str(deaf)], cwd=ROOT, env=clean_environment(), stderr=subprocess.DEVNULL
    )
    logs = tmp_path / "state" / "logs" / "processing-jobs"
    while process.poll() is None and not any("deaf" in log.read_text() for log in logs.rglob("*.log")):
        time.sleep(0.1)
    process.terminate()
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(timeout=3)
    process.terminate()
    assert process.wait(timeout=10) == 130
    assert left_running(tmp_path / "state") == []
