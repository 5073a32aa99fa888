"""Shapley values have the properties that define them."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from inference.shapley import Doubles, membership, shapley_values


def games(most_players: int) -> st.SearchStrategy[Doubles]:
    """One game of one to some players: the worths of its coalitions, in a row."""
    worth = st.floats(-1000, 1000)
    return st.integers(1, most_players).flatmap(
        lambda players: arrays(float, (1, 2**players), elements=worth)
    )


def players_of(game: Doubles) -> int:
    coalitions: int = game.shape[1]
    return coalitions.bit_length() - 1


def by_orders(game: Doubles) -> list[float]:
    """By their definition: the mean of what a player adds, over all orders in which the players can come."""
    players = players_of(game)
    orders = list(permutations(range(players)))
    added = [0.0] * players
    for order in orders:
        coalition = 0
        for player in order:
            added[player] += game[0, coalition | 1 << player] - game[0, coalition]
            coalition |= 1 << player
    return [one / len(orders) for one in added]


def close(value: object) -> object:
    return pytest.approx(value, rel=1e-9, abs=1e-9)


def test_bit_i_of_a_coalition_says_whether_player_i_is_in_it() -> None:
    assert membership(3)[0b101].tolist() == [True, False, True]


@given(games(5))
def test_they_are_the_mean_over_all_orders(game: Doubles) -> None:
    assert shapley_values(game)[0].tolist() == close(by_orders(game))


@given(games(8))
def test_efficiency_they_add_up_to_what_all_players_add_to_none(game: Doubles) -> None:
    assert shapley_values(game).sum() == close(game[0, -1] - game[0, 0])


@given(games(6), st.data())
def test_dummy_a_player_who_changes_nothing_gets_exactly_nothing(game: Doubles, data: st.DataObject) -> None:
    player = data.draw(st.integers(0, players_of(game) - 1))
    coalitions = np.arange(game.shape[1])
    assert shapley_values(game[:, coalitions & ~(1 << player)])[0, player] == 0


@given(games(6), st.data())
def test_symmetry_players_who_can_be_exchanged_get_the_same(game: Doubles, data: st.DataObject) -> None:
    one = data.draw(st.integers(0, players_of(game) - 1))
    other = data.draw(st.integers(0, players_of(game) - 1))
    coalitions = np.arange(game.shape[1])
    differ = (coalitions >> one ^ coalitions >> other) & 1
    exchanged = coalitions ^ differ * (1 << one ^ 1 << other)
    values = shapley_values((game + game[:, exchanged]) / 2)[0]
    assert values[one] == close(values[other])


@given(arrays(float, (2, 16), elements=st.floats(-1000, 1000)), st.floats(-10, 10))
def test_additivity_those_of_a_sum_of_games_are_the_sum_of_theirs(two: Doubles, factor: float) -> None:
    first, second = shapley_values(two)
    together = shapley_values(two[:1] + factor * two[1:])[0]
    assert together.tolist() == close((first + factor * second).tolist())
