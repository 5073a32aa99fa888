"""One prediction inside the container, without and with reasons, and predict_proba of the same model."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from bench.figures import TIMES, Figure, Finding
from bench.job import feature_engineering, output
from bench.loans import generate
from bench.measure import ROOT

MICROSECONDS = 1_000_000
MILLISECONDS = 1000


def compare(rows: int, folder: Path) -> Finding:
    """Trains by the job's own code, then times one row, in a separate process."""
    base = folder / "job"
    feature_engineering(generate(rows, folder / "loans.csv"), base)()
    for name in ("features", "persons"):
        shutil.copytree(output(base, name), base / "input" / "data" / name)
    sys.stderr.write("Training, then predicting one loan at a time …\n")
    done = subprocess.run(
        [sys.executable, "-m", "bench.peers.one_row"],
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT / 'tools' / 'bench'}:{ROOT / 'jobs'}", "SAGEMAKER_BASE_DIR": str(base)},
        capture_output=True,
        text=True,
        check=True,
    )
    seconds: dict[str, float] = json.loads(done.stdout)
    scikit_learn = seconds["predict_proba"]
    names = {
        "predict_fn": "predict_fn of the container: features to probability (ours)",
        "respond": "whole request of the container: JSON to JSON (ours)",
        "explain": "whole request with contributions: JSON to JSON (ours)",
        "predict_proba": "scikit-learn predict_proba, the same model",
    }
    return Finding(
        f"One prediction, random forest of {int(seconds['trees'])} trees",
        [
            *(Figure(name, seconds[key] * MICROSECONDS, "µs") for key, name in names.items()),
            Figure("predict_proba ÷ predict_fn", scikit_learn / seconds["predict_fn"], TIMES, at_least=100),
            Figure("predict_proba ÷ whole request", scikit_learn / seconds["respond"], TIMES, at_least=100),
            Figure(
                "contributions, added to a request",
                (seconds["explain"] - seconds["respond"]) * MILLISECONDS,
                "ms",
                at_most=15,
            ),
        ],
    )
