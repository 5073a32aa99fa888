"""Which loans default: by client as in the public file, or by a planted dependence on the five features."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from generate_loans.loans import DAYS, FIRST_DAY, NO_JOB, REFERENCE_DAY, Batch
from generate_loans.randomness import uniform

Doubles = npt.NDArray[np.float64]
OFFSET = int((REFERENCE_DAY - FIRST_DAY).astype(int))
SAMPLE = 200_000


class History:
    """What each client did before, kept batch by batch."""

    def __init__(self, clients: int) -> None:
        self._loans = np.zeros(clients, dtype=np.int64)
        self._amounts = np.zeros(clients, dtype=np.float64)

    def before(self, batch: Batch) -> tuple[Doubles, Doubles]:
        """Number and mean amount of the client's earlier loans, for each of the batch; takes the batch in."""
        order = np.argsort(batch.client, kind="stable")
        client, amount = batch.client[order], batch.amount[order]
        starts = np.flatnonzero(np.concatenate([[True], client[1:] != client[:-1]]))
        lengths = np.diff(np.concatenate([starts, [len(client)]]))
        position = np.arange(len(client)) - np.repeat(starts, lengths)
        running = np.cumsum(amount) - amount
        within = running - np.repeat(running[starts], lengths)
        count = np.empty(len(client))
        total = np.empty(len(client))
        count[order] = self._loans[client] + position
        total[order] = self._amounts[client] + within
        np.add.at(self._loans, client, 1)
        np.add.at(self._amounts, client, amount)
        return count, np.where(count > 0, total / np.maximum(count, 1), 130.0)


def risk(batch: Batch, previous: Doubles, mean_amount: Doubles) -> Doubles:
    """A score of deviation about 1: youth, a new job, few or large loans and no car are risky."""
    age = (OFFSET - batch.day - batch.days_birth - 2 * (OFFSET - batch.day)) / 365
    years = np.clip((-batch.days_employed - (OFFSET - batch.day)) / 365, 0, 30)
    tenure = np.where(batch.days_employed == NO_JOB, 6.0, years)
    parts = (
        0.55 * (42 - age) / 11.5,
        0.5 * (6 - tenure) / 6,
        0.4 * (10 - previous) / 10,
        0.3 * (mean_amount - 130) / 12,
        0.35 * np.where(batch.has_car, -1.2, 0.8),
    )
    return np.clip(sum(parts), -4, 4)


def _sigmoid(x: Doubles) -> Doubles:
    return 1 / (1 + np.exp(-x))


def intercept_for(scores: Doubles, signal: float, base_rate: float) -> float:
    """The intercept at which the mean probability is the base rate."""
    low, high = -20.0, 5.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _sigmoid(middle + signal * scores).mean() < base_rate else (low, middle)
    return (low + high) / 2


def planted(
    batch: Batch, scores: Doubles, signal: float, intercept: float, seed: int
) -> npt.NDArray[np.bool_]:
    """Defaults drawn with the probability that the score gives."""
    drawn: npt.NDArray[np.bool_] = uniform(seed, "default", batch.rows) < _sigmoid(
        intercept + signal * scores
    )
    return drawn


def typical_scores(batch: Batch, loans_of_client: npt.NDArray[np.int64]) -> Doubles:
    """Scores of a sample for which no history is kept: at its day, a client has taken its share of loans."""
    previous = loans_of_client * batch.day / DAYS
    return risk(batch, previous, np.full(len(previous), 130.0))
