"""Honest splits: no person is on both sides, and the test loans are later than those learned from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from container.failure import JobError

from training.dataset import DataSet

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Split:
    """The two parts; loans that are in neither are left out, so that neither sees the other."""

    train: DataSet
    test: DataSet


def _uniform(persons: npt.NDArray[np.int64], seed: int) -> npt.NDArray[np.float64]:
    """A number in [0, 1) per person, the same in every run: splitmix64 of the person and the seed."""
    with np.errstate(over="ignore"):
        mixed = persons.astype(np.uint64) + np.uint64(seed) * np.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        mixed = mixed ^ (mixed >> np.uint64(31))
    return (mixed >> np.uint64(11)) / float(2**53)


def _held_out_persons(data: DataSet, share: float, seed: int) -> Mask:
    held: Mask = _uniform(data.persons, seed) < share
    return held


def _later(data: DataSet, share: float) -> Mask:
    later: Mask = data.days > np.quantile(data.days, 1 - share, method="lower")
    return later


def split(data: DataSet, by: str, share: float, seed: int) -> Split:
    """Holds out persons, or the later loans, or the later loans of persons held out."""
    everyone = np.ones(len(data), dtype=bool)
    held = everyone if by == "time" else _held_out_persons(data, share, seed)
    later = everyone if by == "person" else _later(data, share)
    learned_from = ~held if by == "person" else ~later if by == "time" else ~held & ~later
    parts = Split(data.take(learned_from), data.take(held & later))
    for name, part in (("train", parts.train), ("test", parts.test)):
        if len(part) == 0:
            raise JobError(
                f"The {name} part of the split by {by} is empty: {len(data)} loans of "
                f"{len(np.unique(data.persons))} persons are too few for test_share {share}."
            )
    return parts
