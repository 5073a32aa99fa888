"""`npm start` on a terminal: what a person sees, and that nothing runs after the window is closed."""

from __future__ import annotations

from pathlib import Path

from local_run.images import images_with
from local_run.processes import left_running, processes_of
from local_run.terminal import on_a_terminal

START = ["npm", "start", "--", "--rows", "1000"]


def test_closing_the_terminal_leaves_nothing_running(tmp_path: Path) -> None:
    state = tmp_path / "state"
    with on_a_terminal([*START, "--state", str(state)]) as terminal:
        terminal.wait_for("Endpoint and API stay up until Ctrl-C")
        assert len(processes_of(state)) >= 3
        terminal.close()
        assert left_running(state, patience_seconds=60) == []


def test_closing_the_terminal_in_the_middle_of_a_job_leaves_nothing_running(tmp_path: Path) -> None:
    state = tmp_path / "state"
    slow = images_with(tmp_path, "feature-engineering", "sleep 120")
    with on_a_terminal([*START, "--state", str(state), "--images", str(slow)]) as terminal:
        terminal.wait_for("InProgress")
        terminal.close()
        assert left_running(state, patience_seconds=60) == []
