"""How a job fails: one text for SageMaker's FailureReason or ExitMessage, one for its log, exit code 1."""

from __future__ import annotations

import datetime
import errno
import json
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

LONGEST_MESSAGE = 1000
DEEPEST_FRAMES = 3


class JobError(Exception):
    """A failure that its reader can mend: the text says what is wrong, where, and what to do."""


def _is_full_disk(error: BaseException) -> bool:
    text = str(error).lower()
    return (isinstance(error, OSError) and error.errno == errno.ENOSPC) or "no space left on device" in text


def describe(error: BaseException) -> str:
    """The text of a failure; for an unexpected one only its type, since its text may hold data."""
    if isinstance(error, JobError):
        return str(error)
    if _is_full_disk(error):
        return "The disk is full. Give the job a larger volume (volumeSizeInGB) or free some space."
    return f"Unexpected {type(error).__name__}: see the log of the job for where."


def where(error: BaseException) -> list[str]:
    """The last places of an error's traceback: file, line and function, none of its text or values."""
    frames = traceback.extract_tb(error.__traceback__)
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames[-DEEPEST_FRAMES:]]


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")


def log(event: str, **facts: object) -> None:
    """One JSON line on standard error: counts, seconds and names, never data of a client."""
    sys.stderr.write(json.dumps({"time": _now(), "event": event, **facts}) + "\n")
    sys.stderr.flush()


def run_job(job: Callable[[], None], reason_file: Callable[[], Path]) -> int:
    """Runs a job; if it fails, leaves the reason in the file that SageMaker reads. Returns the exit code."""
    try:
        job()
    except Exception as error:
        text = describe(error)
        log("failed", reason=text, type=type(error).__name__, at=where(error))
        target = reason_file()
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text[:LONGEST_MESSAGE], encoding="utf-8")
        return 1
    return 0
