"""Samples how many jobs of a run are active at the same time."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError

from chaos.cloud_state import jobs_of
from chaos.job_process import JOBS, find_job

ACTIVE = ("InProgress", "Stopping")
LOOK_SECONDS = 0.15


@dataclass
class Activity:
    """What was seen during a run."""

    looks: int = 0
    most_active: dict[str, int] = field(default_factory=dict)
    # Seconds for which a job's process existed.
    process_seconds: dict[str, float] = field(default_factory=dict)


def _look(activity: Activity, environment: Mapping[str, str], project: str) -> None:
    for stage in JOBS:
        statuses = jobs_of(environment, project, stage).values()
        active = sum(status in ACTIVE for status in statuses)
        activity.most_active[stage] = max(active, activity.most_active.get(stage, 0))
    activity.looks += 1


@contextmanager
def sampled(environment: Mapping[str, str], project: str, state: Path) -> Iterator[Activity]:
    """Samples the jobs of a project while the block runs, and ignores a cloud that is down."""
    activity = Activity()
    over = threading.Event()

    def sample() -> None:
        while not over.wait(LOOK_SECONDS):
            try:
                _look(activity, environment, project)
            except (BotoCoreError, ClientError):
                continue

    def watch() -> None:
        seen: dict[str, float] = {}
        while not over.wait(LOOK_SECONDS / 3):
            for stage in JOBS:
                if find_job(state, stage) is not None:
                    first = seen.setdefault(stage, time.monotonic())
                    activity.process_seconds[stage] = time.monotonic() - first

    threads = [threading.Thread(target=sample), threading.Thread(target=watch)]
    for thread in threads:
        thread.start()
    try:
        yield activity
    finally:
        over.set()
        for thread in threads:
            thread.join()
