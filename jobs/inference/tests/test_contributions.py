"""Contributions of any model whatever, against a count by hand over every coalition and every loan."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from typing import Any

import numpy as np
import pytest
from container.failure import JobError
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from inference import contributions as module
from inference.background import MOST_FEATURES, make_background
from inference.contributions import contributions, most_explained
from inference.request import Vectors

FEATURES = 4
FEW_VALUES = st.sampled_from([0.0, 1.0, 2.5, float("nan")])


def vectors(rows: int, features: int = FEATURES) -> st.SearchStrategy[Vectors]:
    """Rows of few values, so that many of them agree."""
    return arrays(np.float32, (rows, features), elements=FEW_VALUES)


def model(rows: Vectors) -> Any:
    """A made-up model in which features work together and a missing one is something else than any number."""
    known = np.nan_to_num(rows.astype(float), nan=-1)
    score = known[:, 0] * known[:, 1] + np.sin(known[:, 2]) - (known[:, 1] > 1) * known[:, -1]
    return (1 / (1 + np.exp(-score))).astype(np.float32)


def explained(instances: Vectors, rows: Vectors, predict: Any = model) -> Any:
    return contributions(instances, predict(instances), make_background(rows, predict), predict)


def worth(coalition: Sequence[int], instance: Vectors, rows: Vectors) -> float:
    mixed = rows.copy()
    for feature in coalition:
        mixed[:, feature] = instance[feature]
    return float(np.mean([float(model(one[None])[0]) for one in mixed]))


def by_hand(instance: Vectors, rows: Vectors) -> list[float]:
    added = [0.0] * len(instance)
    orders = list(permutations(range(len(instance))))
    for order in orders:
        for place, feature in enumerate(order):
            before = worth(order[:place], instance, rows)
            added[feature] += worth(order[: place + 1], instance, rows) - before
    return [one / len(orders) for one in added]


@given(vectors(2), vectors(5))
def test_they_are_those_counted_by_hand(instances: Vectors, rows: Vectors) -> None:
    found = explained(instances, rows)
    for instance, values in zip(instances, found, strict=True):
        assert values.tolist() == pytest.approx(by_hand(instance, rows), abs=1e-12)


@given(vectors(3), vectors(7))
def test_they_add_up_to_the_prediction_less_the_mean_one(instances: Vectors, rows: Vectors) -> None:
    found = explained(instances, rows).sum(axis=1)
    assert found.tolist() == pytest.approx(
        (model(instances) - model(rows).mean(dtype=float)).tolist(), abs=1e-6
    )


@given(vectors(3), vectors(150))
def test_a_feature_that_the_model_does_not_look_at_contributes_exactly_nothing(
    instances: Vectors, rows: Vectors
) -> None:
    def without_the_third(some: Vectors) -> Any:
        return model(np.where(np.arange(FEATURES) == 2, np.float32(1), some))

    assert explained(instances, rows, without_the_third)[:, 2].tolist() == [0, 0, 0]


@given(vectors(1), vectors(20))
def test_a_feature_in_which_an_instance_is_as_every_loan_contributes_exactly_nothing(
    instances: Vectors, rows: Vectors
) -> None:
    rows[:, 1] = instances[0, 1]
    assert explained(instances, rows)[0, 1] == 0


@given(vectors(1), vectors(20))
def test_features_that_the_model_treats_alike_contribute_alike(instances: Vectors, rows: Vectors) -> None:
    instances[:, 1], rows[:, 1] = instances[:, 0], rows[:, 0]

    def alike(some: Vectors) -> Any:
        known = np.nan_to_num(some, nan=5)
        return known[:, 0] * known[:, 1] + known[:, 0] + known[:, 1]

    first, second, *_ = explained(instances, rows, alike)[0]
    assert first == pytest.approx(second, abs=1e-9)


@given(vectors(1), vectors(30))
def test_no_mixture_is_predicted_twice(instances: Vectors, rows: Vectors) -> None:
    background = make_background(rows, model)
    asked: list[Vectors] = []

    def listening(some: Vectors) -> Any:
        asked.append(some)
        return model(some)

    contributions(instances, model(instances), background, listening)
    [mixtures] = asked
    assert mixtures.dtype == np.float32
    assert len({row.tobytes() for row in mixtures}) == len(mixtures)


def test_many_instances_are_worked_off_in_parts_with_the_same_result(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = np.random.default_rng(1)
    instances, rows = (draw.integers(0, 3, (many, FEATURES)).astype(np.float32) for many in (50, 10))
    at_once = explained(instances, rows)
    sizes: list[int] = []

    def listening(some: Vectors) -> Any:
        sizes.append(len(some))
        return model(some)

    background = make_background(rows, model)
    monkeypatch.setattr(module, "MIXTURES_AT_ONCE", 7 * background.template_of.size)
    in_parts = contributions(instances, model(instances), background, listening)
    assert in_parts.tolist() == at_once.tolist()
    assert len(sizes) == 8
    assert max(sizes) <= module.MIXTURES_AT_ONCE


def test_a_thousand_instances_may_be_explained_at_once_and_fewer_if_there_are_more_features() -> None:
    draw = np.random.default_rng(1)
    five, nine = (draw.random((100, features), dtype=np.float32) for features in (5, 9))
    assert most_explained(make_background(five, model)) == 1000
    assert most_explained(make_background(nine, model)) == 62


def test_too_many_features_to_try_all_coalitions_are_refused() -> None:
    with pytest.raises(JobError, match="13 features take 8192 coalitions"):
        make_background(np.zeros((100, MOST_FEATURES + 1), dtype=np.float32), model)


@pytest.mark.parametrize("rows", [np.zeros((0, 5), np.float32), np.zeros(5, np.float32), np.zeros((9, 5))])
def test_a_background_that_is_not_a_sample_of_loans_is_refused(rows: Any) -> None:
    with pytest.raises(JobError, match="expected float32 of loans by features"):
        make_background(rows, model)
