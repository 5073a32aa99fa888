"""`kill -9` of a program that a person started: everything that it started ends too."""

from __future__ import annotations

import signal
import subprocess
import time
from os import kill
from pathlib import Path

import pytest
from local_run.images import images_with
from local_run.processes import command_line, left_running, processes_of
from local_run.start_command import ROOT, clean_environment

SLOW_JOB = "echo begun; sleep 120"


def _has_begun(state: Path) -> bool:
    logs = state / "logs" / "processing-jobs"
    return any("begun" in log.read_text() for log in logs.rglob("*.log"))


@pytest.mark.parametrize(
    "program", ["npm", "bootstrap.mjs", "tools/start/src/main.ts", "apps/cli/src/main.ts"]
)
def test_a_killed_program_leaves_nothing_running(program: str, tmp_path: Path) -> None:
    state = tmp_path / "state"
    slow = images_with(tmp_path, "feature-engineering", SLOW_JOB)
    line = ["npm", "start", "--", "--once", "--rows", "1000", "--state", str(state), "--images", str(slow)]
    process = subprocess.Popen(
        line,
        cwd=ROOT,
        env=clean_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while process.poll() is None and not _has_begun(state):
            time.sleep(0.1)
        others = [one for one in processes_of(state) if program in command_line(one)]
        kill(process.pid if program == "npm" else others[-1], signal.SIGKILL)
        assert left_running(state, patience_seconds=60) == []
    finally:
        process.kill()
        process.wait()
