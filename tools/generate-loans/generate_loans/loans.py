"""Loans in the order of their dates, a batch at a time; any batch can be made without those before it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from generate_loans.clients import Clients
from generate_loans.profile import Profile
from generate_loans.randomness import Permutation, uniform

Doubles = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

FIRST_DAY = np.datetime64("2019-01-01", "D")
DAYS = 730
# The day that days_birth and days_employed of the public file count back from.
REFERENCE_DAY = np.datetime64("2021-09-17", "D")
NO_JOB = 365_243
SMALLEST_AMOUNT = 100.0
SMALLEST_SCALE, SCALES = 10, 40
FIRST_CLIENT_ID = 5_008_804


@dataclass(frozen=True)
class Batch:
    """Some loans: who, when, how much, and what is known of the person."""

    rows: Integers
    client: Integers
    person: Integers
    day: Integers
    loan_number: Integers
    amount: Doubles
    days_birth: Integers
    days_employed: Integers
    has_car: npt.NDArray[np.bool_]
    is_pensioner: npt.NDArray[np.bool_]
    by_client_default: npt.NDArray[np.bool_]


class LoanSource:
    """Makes any batch of the `rows` loans of a seed."""

    def __init__(self, profile: Profile, clients: Clients, rows: int, seed: int) -> None:
        self._profile, self._clients, self._rows, self._seed = profile, clients, rows, seed
        self._slots = Permutation(seed, "slots", rows)
        self._loan_numbers = Permutation(seed, "loan numbers", rows)

    def _amounts(self, rows: Integers) -> Doubles:
        scale = SMALLEST_SCALE + np.floor(uniform(self._seed, "scale", rows) * SCALES)
        return SMALLEST_AMOUNT - scale * np.log1p(-uniform(self._seed, "amount", rows))

    def _is_pensioner(self, person: Integers) -> npt.NDArray[np.bool_]:
        kinds = self._profile.categories["name_income_type"]
        found: npt.NDArray[np.bool_] = (
            kinds.texts[kinds.at(uniform(self._seed, "income type", person))] == "Pensioner"
        )
        return found

    def _days_birth(self, person: Integers, is_pensioner: npt.NDArray[np.bool_]) -> Integers:
        """Pensioners are the older part of all persons."""
        share = 0.169
        place = uniform(self._seed, "birth", person)
        oldest_first = np.where(is_pensioner, place * share, share + place * (1 - share))
        return np.rint(self._profile.days_birth.at(oldest_first)).astype(np.int64)

    def batch(self, first: int, count: int) -> Batch:
        """Loans `first` to `first + count - 1` in the order of their dates."""
        rows = np.arange(first, first + count)
        slots = self._slots(rows)
        client = self._clients.of_slots(slots)
        person = self._clients.person[client]
        is_pensioner = self._is_pensioner(person)
        employed = np.rint(self._profile.days_employed.at(uniform(self._seed, "employed", person)))
        return Batch(
            rows=rows,
            client=client,
            person=person,
            day=rows * DAYS // self._rows,
            loan_number=self._loan_numbers(rows) + 1,
            amount=self._amounts(rows),
            days_birth=self._days_birth(person, is_pensioner),
            days_employed=np.where(is_pensioner, NO_JOB, employed).astype(np.int64),
            has_car=uniform(self._seed, "car", person) < 13843 / 36457,
            is_pensioner=is_pensioner,
            by_client_default=slots - self._clients.first_slot[client] < self._clients.defaults[client],
        )
