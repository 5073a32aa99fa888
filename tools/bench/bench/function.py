"""The scoring function: how fast it starts, and what a request costs, beside one in Python."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median

from bench.figures import TIMES, Figure, Finding
from bench.measure import ROOT, Measured, in_turn, measure, median_cpu_seconds, median_seconds

PEERS = Path(__file__).parent / "peers"
BUNDLE = ROOT / "apps" / "api" / "dist" / "lambda" / "index.mjs"
MILLISECONDS = 1_000
REQUESTS = 2_000
# V8 still compiles during the first thousands of requests; Python does not.
WARM_UP = 400
WARM_UP_OF_NODE = 4_000


def _contract_version() -> str:
    text = (ROOT / "jobs" / "contract" / "loan-features.json").read_text(encoding="utf-8")
    version: str = json.loads(text)["contractVersion"]
    return version


@contextmanager
def aws_stub() -> Iterator[str]:
    """A stub of AWS on the loopback; its URL."""
    line = ["node", str(PEERS / "aws_stub.mjs"), _contract_version()]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as stub:
        try:
            assert stub.stdout is not None
            yield stub.stdout.readline().strip()
        finally:
            stub.terminate()


def environment_of(url: str) -> dict[str, str]:
    """The environment of both functions."""
    return {
        "AWS_ENDPOINT_URL": url,
        "AWS_REGION": "eu-west-1",
        "AWS_DEFAULT_REGION": "eu-west-1",
        "AWS_ACCESS_KEY_ID": "local",
        "AWS_SECRET_ACCESS_KEY": "local",
        "AWS_LAMBDA_FUNCTION_NAME": "scoring-api",
        "AUTHORIZATION": "iam",
        "FEATURE_GROUP": "loans",
        "ENDPOINT_NAME": "champion",
        "PREDICTION_STREAM": "predictions",
        "NODE_NO_WARNINGS": "1",
        "PYTHONPATH": str(ROOT / "tools" / "bench"),
    }


def _bundle() -> None:
    subprocess.run(["node", str(ROOT / "apps" / "api" / "scripts" / "bundle.mjs")], check=True, cwd=ROOT)


# The Python function keeps a log if it is given a stream.
WITHOUT_LOG = {"PREDICTION_STREAM": ""}
TRACED = {"POWERTOOLS_TRACE_ENABLED": "true"}


def _initialisation(environment: Mapping[str, str], runs: int) -> dict[str, list[Measured]]:
    ours = ["node", "-e", f"import({json.dumps(str(BUNDLE))})"]
    python = [sys.executable, "-c", "import bench.peers.scoring_lambda"]
    programs: dict[str, tuple[Sequence[str], Mapping[str, str]]] = {
        "bare": (["node", "-e", ""], environment),
        "ours": (ours, environment),
        "tracing": (ours, {**environment, **TRACED}),
        "python": (python, {**environment, **WITHOUT_LOG}),
    }
    return in_turn({name: partial(measure, *program) for name, program in programs.items()}, runs)


def initialisation(runs: int) -> Finding:
    """From the start of the process to the moment when the function could take its first event."""
    _bundle()
    sys.stderr.write(f"Starting the function {runs} times, and its peers in turn …\n")
    measured = _initialisation(environment_of("http://127.0.0.1:9"), runs)
    cpu = {name: median_cpu_seconds(found) for name, found in measured.items()}
    names = {
        "ours": "the scoring function, its bundle loaded (ours)",
        "tracing": "ours with X-Ray's tracer",
        "python": "Python, the same two clients of boto3",
        "bare": "Node, nothing loaded",
    }
    return Finding(
        f"Initialisation of the scoring function; median of {runs}",
        [
            *(Figure(names[key], cpu[key] * MILLISECONDS, "CPU ms") for key in names),
            *(
                Figure(f"wall clock: {names[key]}", median_seconds(measured[key]) * MILLISECONDS, "ms")
                for key in names
            ),
            Figure("Python ÷ ours", cpu["python"] / cpu["ours"], TIMES, at_least=3),
            Figure("ours over bare Node", (cpu["ours"] - cpu["bare"]) * MILLISECONDS, "CPU ms", at_most=90),
            Figure("bundle", sum(f.stat().st_size for f in BUNDLE.parent.iterdir()) / 1e6, "MB", at_most=1.5),
        ],
    )


def _result(measured: Measured) -> dict[str, float]:
    result: dict[str, float] = json.loads(measured.output.splitlines()[-1])
    return result


def _warm_ups(url: str) -> dict[str, tuple[Sequence[str], Mapping[str, str]]]:
    environment = environment_of(url)
    ours = ["node", str(PEERS / "warm_function.mjs"), str(BUNDLE), str(REQUESTS), str(WARM_UP_OF_NODE)]
    python = [sys.executable, "-m", "bench.peers.warm_lambda", str(REQUESTS), str(WARM_UP)]
    return {
        "ours": (ours, environment),
        "logging": (python, environment),
        "python": (python, {**environment, **WITHOUT_LOG}),
    }


def warm(runs: int) -> Finding:
    """The CPU time of one request for a prediction, with a stub of AWS on the loopback.

    Ours delivers its prediction log after the response: both are measured, beside a peer of as many calls.
    """
    _bundle()
    sys.stderr.write(f"Calling each function {REQUESTS:,} times, {runs} rounds …\n")
    with aws_stub() as url:
        measured = in_turn(
            {name: partial(measure, *program) for name, program in _warm_ups(url).items()},
            runs,
        )

    def middle(name: str, what: str) -> float:
        return median(_result(one)[what] for one in measured[name])

    response, in_all = middle("ours", "responseCpuSeconds"), middle("ours", "cpuSeconds")
    python, logging = middle("python", "cpuSeconds"), middle("logging", "cpuSeconds")
    cpu = {
        "the scoring function, two calls, until its response (ours)": response,
        "Python with boto3, two calls and nothing else": python,
        "the scoring function, its prediction log delivered (ours)": in_all,
        "Python with boto3, prediction log and metrics": logging,
    }
    wall = {"the scoring function": "ours", "Python, two calls": "python", "Python, with log": "logging"}
    return Finding(
        f"One warm request for a prediction; median of {runs}",
        [
            *(Figure(name, seconds * MILLISECONDS, "CPU ms") for name, seconds in cpu.items()),
            *(
                Figure(f"wall clock: {name}", middle(key, "seconds") * MILLISECONDS, "ms")
                for name, key in wall.items()
            ),
            Figure("two calls: Python ÷ ours until the response", python / response, TIMES, at_least=3),
            Figure("with a prediction log: Python ÷ ours in all", logging / in_all, TIMES, at_least=3),
        ],
    )
