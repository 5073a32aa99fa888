"""Finds the processes of a run, by the state folder that they name."""

from __future__ import annotations

import time
from pathlib import Path


def _mentions(process: Path, text: bytes) -> bool:
    try:
        return text in (process / "cmdline").read_bytes() or text in (process / "environ").read_bytes()
    except OSError:
        return False


def processes_of(state: Path) -> list[int]:
    """Ids of the processes whose command line or environment names the state folder."""
    text = str(state).encode()
    return [
        int(entry.name)
        for entry in Path("/proc").iterdir()
        if entry.name.isdigit() and _mentions(entry, text)
    ]


def command_line(process: int) -> str:
    """The command line of a process; empty if it has ended."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def left_running(state: Path, patience_seconds: float = 5.0) -> list[int]:
    """The processes of a run that still run after some seconds of patience."""
    deadline = time.monotonic() + patience_seconds
    while (left := processes_of(state)) and time.monotonic() < deadline:
        time.sleep(0.1)
    return left
