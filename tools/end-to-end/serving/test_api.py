"""The scoring API behind the gateway, as the README shows it, against the offline features and model."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from local_run.run import FEATURES, LocalRun, last_loans
from local_run.start_command import ROOT, clean_environment, run_to_end
from local_run.training_again import train_again

SECTION = (ROOT / "README.md").read_text().split("## Ask for a prediction")[1].split("\n## ")[0]
EXAMPLE_URL = "http://127.0.0.1:4566/_aws/execute-api/a1b2c3d4"


def responses_of_the_readme(local_run: LocalRun, client: str) -> list[dict[str, Any]]:
    """The responses to the README's commands, with the address, client and state of this run filled in."""
    (script,) = re.findall(r"```sh\n(.*?)```", SECTION, re.DOTALL)
    own = {
        EXAMPLE_URL: local_run.running.result["api"]["url"],
        "CLIENT=5008804": f"CLIENT={client}",
        "npm run --silent token": f"npm run --silent token -- --state {local_run.state}",
        # One response per line.
        "curl --silent": "curl --silent --write-out '\\n'",
    }
    for written, meant in own.items():
        assert written in script, written
        script = script.replace(written, meant)
    shell = subprocess.run(
        ["sh", "-ec", script],
        cwd=ROOT,
        env=clean_environment(),
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return [json.loads(line) for line in shell.stdout.splitlines()]


@pytest.fixture(scope="module")
def client(local_run: LocalRun) -> str:
    """The client that `npm start` shows."""
    return str(local_run.running.result["prediction"]["clientId"])


def test_the_commands_of_the_readme_return_the_offline_row_and_the_offline_prediction_to_1e_6(
    local_run: LocalRun, client: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    features, prediction = responses_of_the_readme(local_run, client)
    row = last_loans(local_run.features)[int(client)]
    assert features["features"] == {name: row[name] for name in FEATURES}
    model = train_again(local_run.running, tmp_path_factory.mktemp("training"))
    vector = np.array([[np.nan if row[name] is None else row[name] for name in FEATURES]], dtype=np.float32)
    expected = model.predict_proba(vector)[0, 1]
    assert prediction["probabilityOfDefault"] == pytest.approx(expected, abs=1e-6)
    assert prediction["decision"] == local_run.running.result["prediction"]["decision"]


def test_a_request_without_a_token_is_refused(local_run: LocalRun, client: str) -> None:
    url = f"{local_run.running.result['api']['url']}/v1/clients/{client}/features"
    code = run_to_end(["curl", "--silent", "--output", os.devnull, "--write-out", "%{http_code}", url])
    assert code.output == "401"


def test_only_the_user_can_read_the_secret_of_the_issuer(local_run: LocalRun) -> None:
    source = Path(local_run.state, "token-source.json")
    assert source.stat().st_mode & 0o077 == 0
