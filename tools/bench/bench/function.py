"""The scoring function: how soon it is there, and what a request costs, beside one in Python."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median

from bench.figures import Figure, Finding, Row
from bench.measure import ROOT, Measured, in_turn, measure, median_cpu_seconds, median_seconds

PEERS = Path(__file__).parent / "peers"
BUNDLE = ROOT / "apps" / "api" / "dist" / "lambda" / "index.mjs"
MILLISECONDS = 1_000
REQUESTS = 2_000
# V8 goes on compiling for some thousand requests; Python does not.
WARM_UP = 400
WARM_UP_OF_NODE = 4_000


def _contract_version() -> str:
    text = (ROOT / "jobs" / "contract" / "loan-features.json").read_text(encoding="utf-8")
    version: str = json.loads(text)["contractVersion"]
    return version


@contextmanager
def aws_stub() -> Iterator[str]:
    """Something on the loopback that answers as AWS would; its URL."""
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


# A stream is all that the Python function needs to be told to keep a log.
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
        "Initialisation of the scoring function",
        "CPU ms",
        [
            Row(
                names[key],
                f"{cpu[key] * MILLISECONDS:,.0f}",
                "",
                f"{cpu[key] / cpu['ours']:.2f} (wall {median_seconds(measured[key]) * MILLISECONDS:,.0f} ms)",
            )
            for key in names
        ],
        [
            Figure("Python ÷ ours", cpu["python"] / cpu["ours"], at_least=3),
            Figure("ours over bare Node, CPU ms", (cpu["ours"] - cpu["bare"]) * MILLISECONDS, at_most=90),
            Figure("bundle, MB", sum(f.stat().st_size for f in BUNDLE.parent.iterdir()) / 1e6, at_most=1.5),
        ],
    )


def _told(measured: Measured) -> dict[str, float]:
    told: dict[str, float] = json.loads(measured.output.splitlines()[-1])
    return told


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
    """The CPU time of one request for a prediction, AWS answered by a stub on the loopback.

    Ours delivers its prediction log after the answer: both are told, beside a peer of as many calls.
    """
    _bundle()
    sys.stderr.write(f"Asking each function {REQUESTS:,} times, {runs} rounds …\n")
    with aws_stub() as url:
        measured = in_turn(
            {name: partial(measure, *asked) for name, asked in _warm_ups(url).items()},
            runs,
        )

    def told(name: str, what: str) -> float:
        return median(_told(one)[what] for one in measured[name])

    answer, in_all = told("ours", "answerCpuSeconds"), told("ours", "cpuSeconds")
    python, logging = told("python", "cpuSeconds"), told("logging", "cpuSeconds")
    rows = [
        ("the scoring function, two calls, until its answer (ours)", answer, told("ours", "seconds"), answer),
        ("Python with boto3, two calls and nothing else", python, told("python", "seconds"), answer),
        ("the scoring function, its prediction log delivered (ours)", in_all, None, in_all),
        ("Python with boto3, prediction log and metrics, too", logging, told("logging", "seconds"), in_all),
    ]
    return Finding(
        "One warm request for a prediction",
        "CPU ms",
        [
            Row(
                name,
                f"{cpu * MILLISECONDS:,.2f}",
                "",
                f"{cpu / ours:.2f}" + ("" if wall is None else f" (wall {wall * MILLISECONDS:,.2f} ms)"),
            )
            for name, cpu, wall, ours in rows
        ],
        [
            Figure("two calls: Python ÷ ours until the answer", python / answer, at_least=3),
            Figure("with a prediction log: Python ÷ ours in all", logging / in_all, at_least=3),
        ],
    )
