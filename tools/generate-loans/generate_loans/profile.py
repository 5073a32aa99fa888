"""The marginals of the public data set."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Doubles = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Histogram:
    """Values with their cumulative shares."""

    values: Integers
    cumulative: Doubles

    def at(self, uniform: Doubles) -> Integers:
        """The value at a quantile."""
        places = np.searchsorted(self.cumulative, uniform, side="right").clip(max=len(self.values) - 1)
        found: Integers = self.values[places]
        return found

    def share_below(self, values: Integers) -> Doubles:
        """The share of all values that are smaller."""
        places = np.searchsorted(self.values, values, side="left")
        return np.concatenate([[0.0], self.cumulative])[places]


@dataclass(frozen=True)
class Categories:
    """Texts with their cumulative shares among clients."""

    texts: npt.NDArray[np.object_]
    cumulative: Doubles

    def at(self, uniform: Doubles) -> Integers:
        """The number of the text at a quantile."""
        return (
            np.searchsorted(self.cumulative, uniform, side="right")
            .clip(max=len(self.texts) - 1)
            .astype(np.int64)
        )


@dataclass(frozen=True)
class Quantiles:
    """A distribution by some of its quantiles, linear in between."""

    shares: Doubles
    values: Doubles

    def at(self, uniform: Doubles) -> Doubles:
        """The value at a quantile."""
        return np.interp(uniform, self.shares, self.values)


def _histogram(counts: dict[str, int]) -> Histogram:
    pairs = sorted((int(value), count) for value, count in counts.items())
    weights = np.array([count for _, count in pairs], dtype=np.float64)
    return Histogram(np.array([value for value, _ in pairs]), np.cumsum(weights) / weights.sum())


def _categories(counts: dict[str, dict[str, int]]) -> Categories:
    weights = np.array([count["clients"] for count in counts.values()], dtype=np.float64)
    return Categories(np.array(list(counts), dtype=object), np.cumsum(weights) / weights.sum())


def _quantiles(known: dict[str, float]) -> Quantiles:
    pairs = sorted((float(share), value) for share, value in known.items())
    return Quantiles(np.array([share for share, _ in pairs]), np.array([value for _, value in pairs]))


@dataclass(frozen=True)
class Profile:
    """What is known of the public file."""

    loans_per_client: Histogram
    defaults_per_client: Histogram
    clients_per_person: Histogram
    income: Quantiles
    days_birth: Quantiles
    days_employed: Quantiles
    categories: dict[str, Categories]
    base_rate: float


def load_profile() -> Profile:
    """Reads profile.json."""
    known: dict[str, Any] = json.loads((Path(__file__).parent / "profile.json").read_text(encoding="utf-8"))
    return Profile(
        loans_per_client=_histogram(known["loans_per_client_hist"]),
        defaults_per_client=_histogram(known["defaults_per_client_hist"]),
        clients_per_person=_histogram(known["ids_per_person_profile_hist"]),
        income=_quantiles(known["income_quantiles"]),
        days_birth=_quantiles(known["days_birth_quantiles"]),
        days_employed=_quantiles(known["days_employed_quantiles_nonpensioner"]),
        categories={name: _categories(counts) for name, counts in known["cat"].items()},
        base_rate=known["default_rows"] / known["rows"],
    )
