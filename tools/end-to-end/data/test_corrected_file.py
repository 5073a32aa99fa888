"""A second run with a corrected file: its values appear everywhere, or the stage names the stale records."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from local_run.cloud import client, invoke, online_records, read_parquet
from local_run.run import FEATURES, differing_clients, generate, last_loans, vectors
from local_run.start_command import start_once, started
from local_run.training_again import train_again
from testing.oracle import oracle

Row = dict[str, str]


def read_rows(path: Path) -> list[Row]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def write_rows(path: Path, rows: list[Row]) -> Path:
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def loans_of(rows: list[Row], client_id: str) -> list[Row]:
    return sorted(
        (row for row in rows if row["id"] == client_id),
        key=lambda row: (row["loan_date"], int(row["loan_id"])),
    )


def clients_with(rows: list[Row], fits: Callable[[list[Row]], bool]) -> list[str]:
    return [one for one in sorted({row["id"] for row in rows}) if fits(loans_of(rows, one))]


def has_distinct_days(loans: list[Row]) -> bool:
    return len(loans) >= 3 and len({loan["loan_date"] for loan in loans}) == len(loans)


@pytest.fixture(scope="module")
def first_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("data") / "loans.csv"
    return generate(path, "--rows", "2000", "--seed", "21", "--signal", "1", "--no-outcome", "0.02")


def corrected(rows: list[Row]) -> tuple[list[Row], dict[str, str]]:
    """The rows with two values corrected, loans added and a client removed; and the changed clients."""
    unknown = next(row["id"] for row in rows if row["status"] == "")
    others = [one for one in clients_with(rows, has_distinct_days) if one != unknown]
    amount, later, earlier, gone = others[:4]
    fresh_id = max(int(row["loan_id"]) for row in rows) + 1
    changed = [dict(row) for row in rows]
    loans_of(changed, amount)[0]["loan_amount"] = "812.5"
    next(row for row in changed if row["id"] == unknown and row["status"] == "")["status"] = "1"
    same_day_later = {**loans_of(rows, later)[-1], "loan_id": str(fresh_id), "loan_amount": "101.25"}
    same_day_earlier = {**loans_of(rows, earlier)[-1], "loan_id": "0", "loan_amount": "303.75"}
    about = {"amount": amount, "later": later, "earlier": earlier, "unknown": unknown}
    return [one for one in [*changed, same_day_later, same_day_earlier] if one["id"] != gone], about


def test_invariant_2_a_second_run_with_corrected_data_shows_the_new_values_everywhere(
    first_file: Path, tmp_path: Path
) -> None:
    state = tmp_path / "state"
    first = start_once(state, "--no-api", "--data", str(first_file))
    assert first.exit_code == 0, first.errors[-4000:]
    rows, about = corrected(read_rows(first_file))
    second_file = write_rows(tmp_path / "corrected.csv", rows)
    with started(state, "--no-api", "--data", str(second_file)) as running:
        expected, _ = oracle(second_file, "loan_date")
        features = read_parquet(running.environment, running.result["features"]["uri"], tmp_path / "features")
        offline = last_loans(features)
        online = online_records(running.environment, running.result["featureGroup"], offline)
        assert differing_clients(online, offline, [*FEATURES, "loan_id"]) == []
        truth = {row["client_id"]: row for row in expected.to_dict("records")}
        for client_id in (int(one) for one in about.values()):
            shown = float(online[client_id]["avg_amount_loans_previous"])
            assert shown == pytest.approx(truth[client_id]["avg_amount_loans_previous"], rel=1e-9)
            assert int(online[client_id]["nb_previous_loans"]) == truth[client_id]["nb_previous_loans"]
        assert running.result["featureGroup"] == first.result["featureGroup"]
        assert running.result["endpoint"] == first.result["endpoint"]
        assert running.result["model"] != first.result["model"]
        assert live_model(running.environment, running.result["endpoint"]) == running.result["model"]
        assert running.result["clientsWithoutLoans"] == 1
        shown_clients = [offline[int(one)] for one in about.values()]
        learned_again = train_again(running, tmp_path / "training").predict_proba(vectors(shown_clients))
        np.testing.assert_allclose(invoke(running, shown_clients), learned_again[:, 1], rtol=0, atol=1e-6)
        assert statuses(features)[unknown_loan(read_rows(first_file))] == 1


def unknown_loan(rows: list[Row]) -> int:
    return next(int(row["loan_id"]) for row in rows if row["status"] == "")


def statuses(features: pa.Table) -> dict[int, int | None]:
    return dict(zip(features["loan_id"].to_pylist(), features["status"].to_pylist(), strict=True))


def live_model(environment: dict[str, str], endpoint: str) -> str:
    sagemaker = client("sagemaker", environment)
    live = sagemaker.describe_endpoint(EndpointName=endpoint)
    assert live["EndpointStatus"] == "InService"
    config = sagemaker.describe_endpoint_config(EndpointConfigName=live["EndpointConfigName"])
    name: str = config["ProductionVariants"][0]["ModelName"]
    return name


def test_a_file_that_goes_back_in_time_fails_the_stage_and_names_the_records(
    first_file: Path, tmp_path: Path
) -> None:
    state = tmp_path / "state"
    first = start_once(state, "--no-api", "--data", str(first_file))
    assert first.exit_code == 0, first.errors[-4000:]
    rows = read_rows(first_file)
    forgotten = clients_with(rows, has_distinct_days)[0]
    last = loans_of(rows, forgotten)[-1]
    shorter = write_rows(tmp_path / "shorter.csv", [row for row in rows if row is not last])
    second = start_once(state, "--no-api", "--data", str(shorter))
    assert second.exit_code == 3
    assert "stale" in second.errors
    assert forgotten not in second.errors
    report = next(stored_objects(state, "stale-records.json"))
    assert forgotten in json.dumps(json.loads(report.read_text()))


def stored_objects(state: Path, name: str) -> Any:
    """The objects of the local S3, which are plain files below the state folder."""
    return (state / "s3").rglob(name)
