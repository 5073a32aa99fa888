"""Invariant 6: no client id, feature value or secret is in any log of any process."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from local_run.cloud import client, live_answer
from local_run.run import FEATURES, generate
from local_run.start_command import started

CLIENT = "987654321012"
BAD_VALUE = "marked-amount-7731"
AMOUNT = "54321.987"


def marked(source: Path, target: Path) -> Path:
    """Loans with one client, one amount and one bad value that can be recognized anywhere."""
    with source.open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    someone = rows[0]["id"]
    theirs = [row for row in rows if row["id"] == someone]
    for row in theirs:
        row.update(id=CLIENT, loan_amount=AMOUNT)
    rows[-1].update(id=CLIENT, loan_amount=BAD_VALUE)
    with target.open("w", newline="") as stream:
        writer = csv.DictWriter(stream, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return target


def logs_below(state: Path) -> dict[Path, str]:
    return {file: file.read_text(errors="replace") for file in (state / "logs").rglob("*.log")}


def test_invariant_6_marked_ids_and_values_are_in_no_log(tmp_path: Path) -> None:
    csv_file = marked(generate(tmp_path / "a.csv", "--rows", "1500", "--signal", "1"), tmp_path / "loans.csv")
    state = tmp_path / "state"
    with started(state, "--data", str(csv_file), errors=tmp_path / "stderr.log") as running:
        group = running.result["featureGroup"]
        runtime = client("sagemaker-featurestore-runtime", running.environment)
        record = runtime.get_record(FeatureGroupName=group, RecordIdentifierValueAsString=CLIENT)["Record"]
        values = {one["FeatureName"]: one["ValueAsString"] for one in record}
        assert float(values["avg_amount_loans_previous"]) == float(AMOUNT)
        row = {name: json.loads(values[name]) if name in values else None for name in FEATURES}
        assert live_answer(running, [row])["predictions"]
    logs = {**logs_below(state), tmp_path / "stderr.log": (tmp_path / "stderr.log").read_text()}
    assert len(logs) >= 5
    for file, text in logs.items():
        for secret in (CLIENT, BAD_VALUE, AMOUNT, "AWS_SECRET_ACCESS_KEY"):
            assert secret not in text, file.name
