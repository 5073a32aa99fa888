"""Finds the process of a job, by the records in the stand-in's state folder and by its module."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

JOBS = {"feature-engineering": b"feature_engineering", "training": b"training"}


def _start_of(pid: int) -> str | None:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    fields = stat[stat.rindex(")") + 2 :].split(" ")
    return None if fields[0] == "Z" else fields[19]


def _runs(pid: int, module: bytes) -> bool:
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return b"-m" in words and words[words.index(b"-m") + 1] == module


def _folders(folder: Path) -> list[Path]:
    # Containers can disappear during the search.
    try:
        return [entry for entry in folder.iterdir() if entry.is_dir()]
    except OSError:
        return []


def find_job(state: Path, stage: str) -> tuple[int, str] | None:
    """The process of a stage's job, as its id and its start time; None if it is not running."""
    for container in _folders(state / "containers"):
        for host in _folders(container):
            try:
                noted = json.loads((host / "process.json").read_text())
            except (OSError, json.JSONDecodeError):
                continue
            pid, start = noted["pid"], noted["start"]
            if start is not None and _start_of(pid) == start and _runs(pid, JOBS[stage]):
                return pid, start
    return None


def kill_job(job: tuple[int, str]) -> bool:
    """Kills the process if it is still the same one; false if it has ended."""
    pid, start = job
    if _start_of(pid) != start:
        return False
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True
