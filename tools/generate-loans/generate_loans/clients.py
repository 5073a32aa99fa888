"""The clients behind the loans: how many loans and defaults each has, which person each is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from generate_loans.profile import Histogram, Profile
from generate_loans.randomness import uniform

Integers = npt.NDArray[np.int64]
BATCH = 4096


@dataclass(frozen=True)
class Clients:
    """By client: the number of its first loan slot, its defaults, its person. Loan slots are 0 … rows-1."""

    first_slot: Integers
    loans: Integers
    defaults: Integers
    person: Integers

    def of_slots(self, slots: Integers) -> Integers:
        """The client that a loan slot belongs to."""
        return np.searchsorted(self.first_slot, slots, side="right").astype(np.int64) - 1


def _until_filled(total: int, batch: int, draw: Histogram, seed: int, purpose: str) -> Integers:
    """Draws group sizes until they hold `total` members; the last group is cut."""
    sizes = np.empty(0, dtype=np.int64)
    while sizes.sum() < total:
        numbers = np.arange(len(sizes), len(sizes) + batch)
        sizes = np.concatenate([sizes, draw.at(uniform(seed, purpose, numbers))])
    kept = sizes[: int(np.searchsorted(np.cumsum(sizes), total)) + 1]
    kept[-1] -= kept.sum() - total
    return kept


def _loans_and_defaults(profile: Profile, rows: int, seed: int) -> tuple[Integers, Integers]:
    """No client has more defaults than loans: the number of loans is drawn among those that are as many."""
    loans, defaults = np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    while loans.sum() < rows:
        numbers = np.arange(len(loans), len(loans) + max(BATCH, len(loans)))
        drawn = profile.defaults_per_client.at(uniform(seed, "defaults", numbers))
        below = profile.loans_per_client.share_below(np.maximum(drawn, 1))
        quantile = below + uniform(seed, "loans", numbers) * (1 - below)
        loans = np.concatenate([loans, profile.loans_per_client.at(quantile)])
        defaults = np.concatenate([defaults, drawn])
    count = int(np.searchsorted(np.cumsum(loans), rows)) + 1
    loans, defaults = loans[:count].copy(), defaults[:count]
    loans[-1] -= loans.sum() - rows
    return loans, np.minimum(defaults, loans)


def make_clients(profile: Profile, rows: int, seed: int) -> Clients:
    """As many clients as it takes to hold `rows` loans."""
    loans, defaults = _loans_and_defaults(profile, rows, seed)
    sizes = _until_filled(
        len(loans), max(BATCH, len(loans) // 2), profile.clients_per_person, seed, "persons"
    )
    return Clients(
        first_slot=np.concatenate([[0], np.cumsum(loans)[:-1]]),
        loans=loans,
        defaults=defaults,
        person=np.repeat(np.arange(len(sizes)), sizes),
    )
