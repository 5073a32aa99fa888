"""The commands of the README that no other test runs."""

from __future__ import annotations

import json
import re
from pathlib import Path

from local_run.cloud import client, online_records, read_parquet
from local_run.start_command import cloud, run_to_end, start_once, started


def test_npm_start_stays_up_and_its_variables_point_a_client_at_it(tmp_path: Path) -> None:
    with started(tmp_path / "state", "--no-api", "--rows", "1000") as running:
        assert running.process.poll() is None
        live = client("sagemaker", running.environment).describe_endpoint(
            EndpointName=running.result["endpoint"]
        )
        assert live["EndpointStatus"] == "InService"
    assert running.process.returncode == 0


def test_npm_run_cloud_prints_variables_that_a_shell_can_evaluate(tmp_path: Path) -> None:
    with cloud(tmp_path / "state") as variables:
        assert set(variables) >= {"AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_SAGEMAKER", "AWS_REGION"}
        assert client("s3", variables).list_buckets()["Buckets"] == []
        assert client("sagemaker", variables).list_endpoints()["Endpoints"] == []


def test_npm_run_down_deletes_what_a_run_deployed_and_nothing_else(tmp_path: Path) -> None:
    state = tmp_path / "state"
    done = start_once(state, "--no-api", "--rows", "1000")
    assert done.exit_code == 0, done.errors[-2000:]
    with cloud(state) as variables:
        sagemaker = client("sagemaker", variables)
        other = {
            "ExecutionRoleArn": "arn:aws:iam::000000000000:role/other",
            "PrimaryContainer": {"Image": "i:1"},
        }
        sagemaker.create_model(ModelName="of-another-owner", **other)
        down = run_to_end(["npm", "run", "--silent", "down"], variables)
        assert down.exit_code == 0, down.errors
        assert down.result["endpoints"] == [done.result["endpoint"]]
        assert down.result["models"] == [done.result["model"]]
        assert [one["ModelName"] for one in sagemaker.list_models()["Models"]] == ["of-another-owner"]
        assert sagemaker.list_endpoint_configs()["EndpointConfigs"] == []
        again = run_to_end(["npm", "run", "--silent", "down"], variables)
        assert again.exit_code == 0, again.errors


def test_npm_run_erase_client_erases_the_given_client_and_no_other(tmp_path: Path) -> None:
    state = tmp_path / "state"
    done = start_once(state, "--no-api", "--rows", "1000")
    assert done.exit_code == 0, done.errors[-2000:]
    erased = int(done.result["prediction"]["clientId"])
    with cloud(state) as variables:
        features = read_parquet(variables, done.result["features"]["uri"], tmp_path / "features")
        clients = set(features["client_id"].to_pylist())
        line = ["npm", "run", "--silent", "erase-client", "--", "--client", str(erased)]
        ended = run_to_end([*line, "--config", str(state / "config.json")], variables)
        assert ended.exit_code == 0, ended.errors
        assert str(erased) not in ended.output + ended.errors
        assert set(online_records(variables, done.result["featureGroup"], clients)) == clients - {erased}


def test_npm_run_bench_prints_ratios_and_exits_with_1_if_a_target_is_missed() -> None:
    line = ["npm", "run", "--silent", "bench", "--", "features", "--rows", "3000", "--runs", "1"]
    done = run_to_end(line)
    assert "÷ ours" in done.output, done.errors
    assert "pandas, vectorised" in done.output
    # The targets are for the full size; which of them hold for so few rows depends on the machine.
    assert done.exit_code == (1 if re.search(r"│ NO +│", done.output) else 0), done.output


def test_npm_run_release_check_uses_a_library_from_outside_and_leaves_nothing_behind(
    tmp_path: Path,
) -> None:
    line = ["npm", "run", "--silent", "release:check", "--", "--only", "@credit-risk/io-ts-schema"]
    done = run_to_end(line, {"TMPDIR": str(tmp_path)})
    assert done.exit_code == 0, done.errors
    for kind in ("commonjs", "esm", "typescript"):
        assert f"({kind})" in done.errors
    assert "1 library can be published" in done.errors
    assert list(tmp_path.glob("release-check-*")) == []
    unknown = run_to_end([*line[:-1], "@credit-risk/io-ts-shema"])
    assert unknown.exit_code == 2
    assert "Unknown library @credit-risk/io-ts-shema" in unknown.errors


def test_npm_run_validate_checks_and_tests_what_a_change_affects_and_nothing_else() -> None:
    validate = ["npm", "run", "--silent", "validate", "--"]
    done = run_to_end([*validate, "--files=tools/extract-service-model/extract_service_model.py"])
    assert done.exit_code == 0, done.output[-4000:]
    ran = set(re.findall(r"nx run (\S+):(\w+)", done.output))
    assert ran >= {("extract-service-model", target) for target in ("typecheck", "lint", "test")}
    # Its name stands in this file, and some checks read every text.
    readers = {
        "end-to-end",
        *(f"@credit-risk/{name}" for name in ("plain-english", "boundary-lint", "task-inputs")),
    }
    tested = {project for project, target in ran if target == "test"}
    assert tested <= {"extract-service-model", *readers}
    shown = run_to_end([*validate, "--files=libs/io-ts-schema/src/codec.ts", "--graph=stdout"])
    tasks = set(json.loads(shown.output)["tasks"]["tasks"])
    targets = ("build", "typecheck", "lint", "api-report", "test")
    assert tasks >= {f"@credit-risk/config:{target}" for target in targets}
