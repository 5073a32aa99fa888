"""Starts the scoring API on its plain server, next to the one that a run deployed."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from local_run.cloud import client
from local_run.run import LocalRun
from local_run.start_command import DEADLINE_SECONDS, ROOT, clean_environment, command, run_to_end

SERVER = ["node", "--conditions=@credit-risk/source", "--import", "tsx", "apps/api/src/server.ts"]


def settings_of(local_run: LocalRun) -> dict[str, str]:
    """The settings of the deployed API: its features, model, issuer and prediction log."""
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


def _url(output: Path, errors: Path, process: subprocess.Popen[bytes]) -> str:
    deadline = time.monotonic() + DEADLINE_SECONDS
    while "\n" not in (text := output.read_text()):
        assert process.poll() is None, f"the API ended with {process.returncode}: {errors.read_text()}"
        assert time.monotonic() < deadline, f"the API did not print its URL: {errors.read_text()}"
        time.sleep(0.05)
    url: str = json.loads(text.splitlines()[0])["url"]
    return url


@contextmanager
def scoring_api(local_run: LocalRun, folder: Path) -> Iterator[str]:
    """The URL of the API, up; its logs go to files in a folder, since an unread pipe would fill up."""
    output, errors = folder / "output", folder / "errors"
    with (
        output.open("wb") as stdout,
        errors.open("wb") as stderr,
        subprocess.Popen(
            SERVER, cwd=ROOT, env=clean_environment(settings_of(local_run)), stdout=stdout, stderr=stderr
        ) as process,
    ):
        try:
            yield _url(output, errors, process)
        finally:
            process.terminate()


def token_for(local_run: LocalRun) -> str:
    """A token of the run's issuer."""
    ended = run_to_end(command("token", "--state", local_run.state))
    assert ended.exit_code == 0, ended.errors
    return ended.output.strip()
