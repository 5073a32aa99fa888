"""Load on the scoring API: requests for predictions at a steady rate, and their responses."""

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
    """An API, a token for it, and the clients to request predictions for."""

    url: str
    token: str
    client_ids: Sequence[str]


def target_of(local_run: LocalRun, url: str) -> Target:
    """An API, with a token and every client of a run."""
    return Target(url, token_for(local_run), [str(client) for client in last_loans(local_run.features)])


@dataclass(frozen=True)
class Answer:
    """A response: its time (seconds since 1970), duration and status, and the model's name or the error."""

    at: float
    milliseconds: float
    status: int
    detail: str


@dataclass(frozen=True)
class Load:
    """The requests that were sent, and their responses."""

    sent: int
    started_at: float
    ended_at: float
    answers: Sequence[Answer]

    @property
    def predicted(self) -> Sequence[Answer]:
        """The responses that are predictions."""
        return [answer for answer in self.answers if answer.status == OK]

    @property
    def failed(self) -> int:
        """How many requests got no prediction."""
        return self.sent - len(self.predicted)

    @property
    def rate(self) -> float:
        """Responses per second, as measured."""
        return len(self.answers) / (self.ended_at - self.started_at)

    @property
    def what_went_wrong(self) -> list[str]:
        """The first few responses without a prediction, and the number of requests without a response."""
        others = [f"{one.status} {one.detail}" for one in self.answers if one.status != OK]
        return [*others[:5], f"{self.sent - len(self.answers)} without a response"]

    def percentile(self, percent: float, began: float = 0, ended: float = np.inf) -> float:
        """The percentile of the durations in milliseconds, of the responses within a time."""
        within = [one.milliseconds for one in self.answers if began <= one.at <= ended]
        return float(np.percentile(within, percent)) if within else np.nan


class Sending:
    """Load that is being sent and has had its first response."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def end(self) -> Load:
        """Waits for the current round and one more."""
        output, _ = self._process.communicate()
        assert self._process.returncode == 0, f"{PROGRAM.name} ended with {self._process.returncode}"
        result = json.loads(output)
        answers = [Answer(*answer) for answer in result["answers"]]
        return Load(result["sent"], result["startedAt"], result["endedAt"], answers)


@contextmanager
def sending(target: Target, seconds: int, rate: int | None) -> Iterator[Sending]:
    """Sends rounds of some seconds, at a rate shared by the connections, or as fast as responses arrive."""
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
