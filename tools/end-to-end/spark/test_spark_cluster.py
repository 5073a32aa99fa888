"""Feature engineering on a Spark cluster of two nodes, which read and write S3 themselves."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from local_run.against_oracle import assert_equals_oracle
from local_run.cloud import client, read_parquet
from local_run.run import generate
from local_run.start_command import ROOT, Ended, cloud, run_to_end
from testing.oracle import oracle

RUNNER = ["node", "--conditions=@credit-risk/source", "--import", "tsx", "apps/cli/src/main.ts"]
OUTPUTS = ("features", "persons", "quarantine")
HEADER = "loan_id,id,flag_own_car,status,birthday,job_start_date,loan_date,loan_amount,name_housing_type"
# One file that the nodes read line by line, and one with a record of two lines, which one node reads whole.
LINES = "\r\n".join(
    [
        HEADER,
        '900001,77,Y,0,1980-01-01,,2019-05-01,120.5,"House, then apartment"',
        "",
        "900002,77,N,1,1980-01-01,2001-01-01,2019-05-01,99.25,x,too many",
        ",77,N,1,1980-01-01,2001-01-01,2019-05-01,99.25,x",
        "900003,77,N,,1980-01-01,,2019-02-29,7,x",
        '900004,77,N,1,1980-01-01,,2019-05-03,7,"say ""x"""',
    ]
)
TWO_LINES = (
    f'{HEADER}\n900005,78,N,,1990-01-01,,2019-05-03,7,"x\ny"\n900006,78,N,,1990-01-01,,2019-05-04,,x\n'
)
OPEN_QUOTE = f'{HEADER}\n900005,78,N,,1990-01-01,,2019-05-03,7,x\n900006,78,N,,1990-01-01,,2019-05-04,5,"x\n'


def _write_config(folder: Path, engine: str, nodes: int, loans: str = "raw") -> Path:
    example = json.loads((ROOT / "libs" / "config" / "examples" / "local.json").read_text())
    config = {
        **example,
        "environment": f"{engine}-{nodes}-{loans}",
        "dataset": {"uri": f"s3://credit-risk/{loans}/"},
        "stages": {"featureEngineering": {"engine": engine, "instanceCount": nodes}},
    }
    file = folder / f"{engine}-{nodes}-{loans}.json"
    file.write_text(json.dumps({name: value for name, value in config.items() if name != "$schema"}))
    return file


def _engineered(environment: Mapping[str, str], config: Path) -> Ended:
    """Runs the first two stages; returns the result of the second one."""
    stages: list[Ended] = []
    for stage in ("get-config", "feature-engineering"):
        for verb in ("submit", "wait"):
            assert all(ended.exit_code == 0 for ended in stages), stages[-1].errors[-3000:]
            line = [*RUNNER, verb, stage, "--run-id", config.stem, "--config", str(config)]
            stages.append(run_to_end(line, environment))
    return stages[-1]


def _engineer(environment: Mapping[str, str], config: Path) -> dict[str, Any]:
    """The manifest of the second stage."""
    ended = _engineered(environment, config)
    assert ended.exit_code == 0, ended.errors[-3000:]
    return ended.result


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, dict[str, Any]]]:
    """The same loans on DuckDB and on a cluster: manifests, tables, and the logs of the cluster's nodes."""
    folder = tmp_path_factory.mktemp("cluster")
    csv = generate(folder / "loans.csv", "--rows", "20000", "--no-outcome", "0.02")
    with cloud(folder / "state") as environment:
        s3 = client("s3", environment)
        s3.create_bucket(
            Bucket="credit-risk", CreateBucketConfiguration={"LocationConstraint": environment["AWS_REGION"]}
        )
        s3.upload_file(str(csv), "credit-risk", "raw/loans 2020.csv")
        s3.put_object(Bucket="credit-risk", Key="raw/unusual/lines.csv", Body=LINES.encode())
        s3.put_object(Bucket="credit-risk", Key="raw/unusual/two-lines.csv", Body=TWO_LINES.encode())
        results: dict[str, dict[str, Any]] = {"file": {"csv": csv}}
        for engine, nodes in (("duckdb", 1), ("spark", 2)):
            manifest = _engineer(environment, _write_config(folder, engine, nodes))
            tables = {
                name: read_parquet(environment, manifest["outputs"][name] + "/", folder / engine / name)
                for name in OUTPUTS
            }
            results[engine] = {"manifest": manifest, "tables": tables}
        logs = (
            folder / "state" / "logs" / "processing-jobs" / results["spark"]["manifest"]["resource"]["name"]
        )
        results["spark"]["logs"] = {log.stem: log.read_text() for log in logs.glob("*.log")}
        prefix = results["spark"]["manifest"]["outputs"]["features"].removeprefix("s3://credit-risk/")
        listed = s3.list_objects_v2(Bucket="credit-risk", Prefix=prefix.removesuffix("features"))
        s3.put_object(Bucket="credit-risk", Key="open/loans.csv", Body=OPEN_QUOTE.encode())
        results["open"] = {"ended": _engineered(environment, _write_config(folder, "spark", 2, "open"))}
        results["spark"]["keys"] = [item["Key"] for item in listed["Contents"]]
        yield results


def test_two_workers_join(made: dict[str, dict[str, Any]]) -> None:
    logs = made["spark"]["logs"]
    assert sorted(logs) == ["algo-1", "algo-2"]
    assert '"event": "cluster", "nodes": 2, "workers": 2' in logs["algo-1"]
    assert '"event": "joined"' in logs["algo-2"]
    assert '"event": "left"' in logs["algo-2"]


def test_only_a_file_with_a_record_of_two_lines_is_read_by_one_node(made: dict[str, dict[str, Any]]) -> None:
    log = made["spark"]["logs"]["algo-1"]
    assert log.count('"event": "records-of-several-lines"') == 1
    assert '"event": "records-of-several-lines", "file": "two-lines.csv"' in log


@pytest.mark.parametrize("output", OUTPUTS)
def test_the_cluster_gives_the_same_rows_as_duckdb(made: dict[str, dict[str, Any]], output: str) -> None:
    expected: pa.Table = made["duckdb"]["tables"][output]
    assert expected.num_rows > 0
    assert made["spark"]["tables"][output].cast(expected.schema).equals(expected)


def test_the_features_of_the_cluster_equal_an_independent_oracle(made: dict[str, dict[str, Any]]) -> None:
    expected, _ = oracle(made["file"]["csv"], "loan_date")
    features: pa.Table = made["spark"]["tables"]["features"]
    # The clients of the small unusual files come before all generated ones.
    generated = features.filter(pc.greater_equal(features["client_id"], int(expected["client_id"].min())))
    assert_equals_oracle(generated, expected)


def test_the_lineage_is_the_same(made: dict[str, dict[str, Any]]) -> None:
    duckdb, spark = (made[engine]["manifest"] for engine in ("duckdb", "spark"))
    assert spark["lineage"]["data"] == duckdb["lineage"]["data"]
    assert spark["counts"] == duckdb["counts"]


def test_invariant_1_an_open_quotation_mark_fails_the_job_and_its_line_is_named(
    made: dict[str, dict[str, Any]],
) -> None:
    ended: Ended = made["open"]["ended"]
    assert ended.exit_code == 3
    assert "loans.csv, line 3: a quotation mark opens here" in ended.errors


def test_nothing_is_left_beside_the_outputs(made: dict[str, dict[str, Any]]) -> None:
    folders = {key.split("/")[-2] for key in made["spark"]["keys"]}
    assert folders == {*OUTPUTS, "summary"}
