"""Load on the scoring API: requests for predictions at a steady rate, and how they were answered."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from local_run.run import LocalRun, last_loans
from local_run.scoring_api import token_for
from local_run.start_command import ROOT

PROGRAM = ROOT / "tools" / "send-load" / "send-load.mjs"
CONNECTIONS = 4
OK = 200


@dataclass(frozen=True)
class Target:
    """An API, a token for it, and the clients to ask about."""

    url: str
    token: str
    client_ids: Sequence[str]


def target_of(local_run: LocalRun, url: str) -> Target:
    """An API beside a run, and every client of the run."""
    return Target(url, token_for(local_run), [str(client) for client in last_loans(local_run.features)])


@dataclass(frozen=True)
class Answer:
    """When (seconds since 1970), how fast and by which status; the name of the model, or what went wrong."""

    at: float
    milliseconds: float
    status: int
    detail: str


@dataclass(frozen=True)
class Load:
    """What became of the requests that were sent."""

    sent: int
    started_at: float
    ended_at: float
    answers: Sequence[Answer]

    @property
    def predicted(self) -> Sequence[Answer]:
        """The answers that are predictions."""
        return [answer for answer in self.answers if answer.status == OK]

    @property
    def failed(self) -> int:
        """Requests that got another answer than a prediction, or none."""
        return self.sent - len(self.predicted)

    @property
    def rate(self) -> float:
        """Answers a second, as it came out."""
        return len(self.answers) / (self.ended_at - self.started_at)

    @property
    def what_went_wrong(self) -> list[str]:
        """The first few answers that are no predictions, and how many requests have none at all."""
        others = [f"{one.status} {one.detail}" for one in self.answers if one.status != OK]
        return [*others[:5], f"{self.sent - len(self.answers)} without an answer"]

    def percentile(self, percent: float, began: float = 0, ended: float = np.inf) -> float:
        """Milliseconds within which that many answers came, of those within a time."""
        within = [one.milliseconds for one in self.answers if began <= one.at <= ended]
        return float(np.percentile(within, percent)) if within else np.nan


class Sending:
    """Load that is being sent, and that has its first answer."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def end(self) -> Load:
        """Waits for the round that runs, and for one more."""
        output, _ = self._process.communicate()
        assert self._process.returncode == 0, f"{PROGRAM.name} ended with {self._process.returncode}"
        result = json.loads(output)
        answers = [Answer(*answer) for answer in result["answers"]]
        return Load(result["sent"], result["startedAt"], result["endedAt"], answers)


@contextmanager
def sending(target: Target, seconds: int, rate: int | None) -> Iterator[Sending]:
    """Sends rounds of so many seconds, at a rate that the connections share, or as fast as answers come."""
    assert rate is None or rate % CONNECTIONS == 0, f"rate {rate}: expected a multiple of {CONNECTIONS}"
    asked = {
        "url": target.url,
        "token": target.token,
        "clientIds": target.client_ids,
        "connections": CONNECTIONS,
        "seconds": seconds,
        "rate": rate,
    }
    with subprocess.Popen(
        ["node", str(PROGRAM)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(f"{json.dumps(asked)}\n")
            process.stdin.flush()
            assert process.stdout.readline(), f"{PROGRAM.name} ended with {process.wait()}"
            yield Sending(process)
        finally:
            process.kill()
