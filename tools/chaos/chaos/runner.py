"""The pipeline runner as a process: its events, its exit code, and its kill."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from local_run.start_command import ROOT, clean_environment

from chaos.local_cloud import FROM_SOURCE

CALL_SECONDS = 180
KILLED = -9
OVER = ("completed", "reused", "failed")


@dataclass
class Call:
    """One call of the runner."""

    process: subprocess.Popen[str]
    events: list[dict[str, Any]] = field(default_factory=list)
    was_killed: bool = False

    def stage(self) -> str:
        """The stages in progress, by the events so far."""
        under_way: list[str] = []
        for line in list(self.events):
            stage, event = line.get("stage"), line.get("event")
            if event == "started" and stage is not None:
                under_way.append(stage)
            elif event in OVER and stage in under_way:
                under_way.remove(stage)
        if under_way:
            return "+".join(under_way)
        return "between stages" if self.events else "start-up"

    def kill(self) -> bool:
        """Kills the runner; false if it has ended."""
        if self.process.poll() is not None:
            return False
        self.was_killed = True
        self.process.kill()
        return True

    def error(self) -> dict[str, Any]:
        """The error that ended it; empty if it reported none."""
        return next((line for line in reversed(self.events) if "exitCode" in line), {})

    def wait(self) -> int:
        """Waits for its end, and reads its events."""
        timer = threading.Timer(CALL_SECONDS, self.process.kill)
        timer.start()
        assert self.process.stderr is not None
        for line in self.process.stderr:
            try:
                self.events.append(json.loads(line))
            except json.JSONDecodeError:
                self.events.append({"msg": line.strip()})
        exit_code = self.process.wait()
        timer.cancel()
        self.process.stderr.close()
        return exit_code


def call_runner(run_id: str, config: Path, environment: Mapping[str, str]) -> Call:
    """`credit-risk run training --run-id RUN_ID --config CONFIG`, started."""
    process = subprocess.Popen(
        [
            *FROM_SOURCE,
            str(ROOT / "apps" / "cli" / "src" / "main.ts"),
            *("run", "training", "--run-id", run_id, "--config", str(config)),
        ],
        cwd=ROOT,
        env=clean_environment(environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
    )
    return Call(process)
