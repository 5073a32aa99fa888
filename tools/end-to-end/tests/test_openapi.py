"""The scoring API held against its own description, by requests that nobody would think of."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from end_to_end.cloud import client
from end_to_end.local_run import LocalRun
from end_to_end.start_command import ROOT, clean_environment, command, run_to_end

SERVER = ["node", "--conditions=@credit-risk/source", "--import", "tsx", "apps/api/src/server.ts"]
SCHEMATHESIS = str(Path(sys.executable).parent / "schemathesis")


def settings_of(local_run: LocalRun) -> dict[str, str]:
    """The settings of an API beside the deployed one: the same features, model, issuer and prediction log."""
    result = local_run.running.result
    config = json.loads((Path(local_run.state) / "config.json").read_text())
    streams = client("firehose", local_run.running.environment).list_delivery_streams()
    [stream] = streams["DeliveryStreamNames"]
    return {
        **local_run.running.environment,
        "FEATURE_GROUP": result["featureGroup"],
        "ENDPOINT_NAME": result["endpoint"],
        "PREDICTION_STREAM": stream,
        "AUTHORIZATION": "jwt",
        "JWT_ISSUER": result["api"]["tokenUrl"].rsplit("/", 1)[0],
        "JWT_AUDIENCE": config["api"]["authorization"]["audience"],
    }


@pytest.fixture(scope="module")
def server(local_run: LocalRun) -> Iterator[str]:
    """The URL of the API on its plain server."""
    with subprocess.Popen(
        SERVER, cwd=ROOT, env=clean_environment(settings_of(local_run)), stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            told: dict[str, Any] = json.loads(process.stdout.readline())
            yield told["url"]
        finally:
            process.terminate()


def test_no_request_is_answered_as_the_description_does_not_say(
    server: str, local_run: LocalRun, tmp_path: Path
) -> None:
    token = run_to_end(command("token", "--state", local_run.state))
    assert token.exit_code == 0, token.errors
    done = subprocess.run(
        [
            *(SCHEMATHESIS, "run", f"{server}/openapi.json", "--checks", "all", "--max-examples", "60"),
            *("--seed", "1", "--no-color", "--header", f"Authorization: Bearer {token.output.strip()}"),
        ],
        # It keeps its notes where it runs.
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:]
    assert "No issues found" in done.stdout
