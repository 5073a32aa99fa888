"""Which loans default: by client as in the public file, or by a planted dependence on the five features."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from generate_loans.loans import DAYS, FIRST_DAY, REFERENCE_DAY, Batch
from generate_loans.randomness import uniform

Doubles = npt.NDArray[np.float64]
OFFSET = int((REFERENCE_DAY - FIRST_DAY).astype(int))
SAMPLE = 200_000
DAYS_PER_YEAR = 365
TYPICAL_AMOUNT = 130.0


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
        return count, np.where(count > 0, total / np.maximum(count, 1), TYPICAL_AMOUNT)


def _whole_years(since: npt.NDArray[np.int64]) -> Doubles:
    years: Doubles = np.floor(since / DAYS_PER_YEAR)
    return years


def risk(batch: Batch, previous: Doubles, mean_amount: Doubles) -> Doubles:
    """A score of deviation about 1: youth, a new job, first loans, large loans and no car are risky.

    It depends only on the five features, as a model sees them. It keeps its level over time: the number of
    previous loans grows, but only the first four count, and the effect of a mean amount is limited.
    """
    age = _whole_years(batch.day - OFFSET - batch.days_birth)
    tenure = _whole_years(batch.day - OFFSET - batch.days_employed)
    newness_on_the_job = np.where(tenure >= 0, np.maximum(0, 1 - tenure / 5), 0.25)
    parts = (
        0.65 * (42 - age) / 11.5,
        1.4 * newness_on_the_job,
        0.25 * np.maximum(0, 1 - previous / 4),
        0.55 * np.clip((mean_amount - TYPICAL_AMOUNT) / 12, -1, 1),
        0.6 * np.where(batch.has_car, -1, 0.6),
    )
    score: Doubles = np.sum(parts, axis=0)
    return score


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
    return risk(batch, previous, np.full(len(previous), TYPICAL_AMOUNT))
