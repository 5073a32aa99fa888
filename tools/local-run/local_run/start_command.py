"""Runs `npm start` and the other commands as processes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
BOOTSTRAP = ROOT / "tools" / "bootstrap" / "bootstrap.mjs"
# On a build server several of these run at a time on two cores.
DEADLINE_SECONDS = 600


@dataclass(frozen=True)
class Ended:
    """The exit code, standard output and standard error of a command."""

    exit_code: int
    output: str
    errors: str

    @property
    def result(self) -> dict[str, Any]:
        """The JSON object on the last line of standard output."""
        parsed: dict[str, Any] = json.loads(self.output.rstrip().splitlines()[-1])
        return parsed


@dataclass(frozen=True)
class Running:
    """A `start` that is up: its JSON result, and the process."""

    result: dict[str, Any]
    process: subprocess.Popen[str]

    @property
    def environment(self) -> dict[str, str]:
        """The AWS variables that point a client at this cloud."""
        variables: dict[str, str] = self.result["environment"]
        return variables


def clean_environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The machine's environment without variables that point at another cloud."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("AWS_ENDPOINT", "AWS_ACCESS"))
    }
    return {**kept, **(extra or {})}


def command(name: str, *args: str) -> list[str]:
    """The command line behind `npm run <name> -- <args>`."""
    return ["node", str(BOOTSTRAP), name, *args]


def run_to_end(line: Sequence[str], environment: Mapping[str, str] | None = None) -> Ended:
    """Runs a command until it ends, within the deadline."""
    done = subprocess.run(
        line,
        cwd=ROOT,
        env=clean_environment(environment),
        capture_output=True,
        text=True,
        timeout=DEADLINE_SECONDS,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def start_once(state: Path, *args: str) -> Ended:
    """`npm start -- --once --state STATE …`."""
    return run_to_end(command("start", "--once", "--state", str(state), *args))


def _result_of(process: subprocess.Popen[str]) -> dict[str, Any]:
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("{"):
            parsed: dict[str, Any] = json.loads(line)
            return parsed
    raise AssertionError(f"npm start ended with {process.wait()} before it printed a result")


@contextmanager
def started(
    state: Path, *args: str, errors: Path | None = None, environment: Mapping[str, str] | None = None
) -> Iterator[Running]:
    """`npm start -- --state STATE …`, up with its result; ended by SIGINT, as Ctrl-C does."""
    with (errors or Path(os.devnull)).open("w") as stream:
        process = subprocess.Popen(
            command("start", "--state", str(state), *args),
            cwd=ROOT,
            env=clean_environment(environment),
            stdout=subprocess.PIPE,
            stderr=stream,
            stdin=subprocess.DEVNULL,
            text=True,
        )
    try:
        yield Running(_result_of(process), process)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.wait(timeout=60)
        if process.stdout is not None:
            process.stdout.close()


@contextmanager
def cloud(state: Path, *args: str) -> Iterator[dict[str, str]]:
    """`npm run cloud -- --state STATE …`, up; yields the AWS variables that it prints."""
    process = subprocess.Popen(
        command("cloud", "--state", str(state), *args),
        cwd=ROOT,
        env=clean_environment(),
        stdout=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        variables: dict[str, str] = {}
        for line in process.stdout:
            if line.strip() == "":
                break
            name, _, value = line.removeprefix("export ").strip().partition("=")
            variables[name] = value.strip("'\"")
        assert "AWS_ENDPOINT_URL_SAGEMAKER" in variables
        yield variables
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.wait(timeout=60)
        if process.stdout is not None:
            process.stdout.close()
