"""Shapley values of games in which the worth of every coalition is known.

Coalitions are numbers: bit i of a coalition says whether player i is in it.
"""

from __future__ import annotations

from functools import cache
from math import factorial

import numpy as np
import numpy.typing as npt

Doubles = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Booleans = npt.NDArray[np.bool_]


def membership(players: int) -> Booleans:
    """Who is in which coalition: (2^players × players)."""
    members: Booleans = (np.arange(2**players)[:, None] >> np.arange(players)) % 2 == 1
    return members


@cache
def _joinings(players: int) -> tuple[Integers, Integers, Doubles]:
    """For each player the coalitions without them, the same with them, and how much each joining counts.

    In a share of |S|! (n - |S| - 1)! / n! of all orders in which n players can come, exactly the coalition S
    comes before a player (Shapley, A Value for n-Person Games, 1953).
    """
    members = membership(players)
    without = np.array([np.flatnonzero(~members[:, player]) for player in range(players)])
    joined = without + 2 ** np.arange(players)[:, None]
    shares = np.array(
        [factorial(size) * factorial(players - size - 1) / factorial(players) for size in range(players)]
    )
    return without, joined, shares[members.sum(axis=1)[without]]


def shapley_values(worths: Doubles) -> Doubles:
    """What each player contributes: (games × 2^players) worths to (games × players) values.

    The values of a game add up to the worth of all players less that of none. A player who changes no worth
    gets exactly 0: differences are taken first, and added up after.
    """
    without, joined, shares = _joinings(worths.shape[1].bit_length() - 1)
    values: Doubles = ((worths[:, joined] - worths[:, without]) * shares).sum(axis=2)
    return values
