"""A rate that the connections can share, and no request that is lost unnoticed."""

from __future__ import annotations

import pytest
from bench.load import rate_below
from local_run.load import Answer, Load


@pytest.mark.parametrize(
    ("highest", "share", "rate"), [(200, 0.9, 180), (199, 0.9, 176), (199, 0.5, 96), (3, 0.5, 4)]
)
def test_a_rate_below_the_highest_is_one_that_four_connections_share(
    highest: float, share: float, rate: int
) -> None:
    assert rate_below(highest, share) == rate


def test_a_refused_request_has_failed_and_so_has_one_without_an_answer() -> None:
    answers = [Answer(10.5, 4, 200, "a-model"), Answer(10.6, 8, 503, "not ready")]
    load = Load(sent=3, started_at=10, ended_at=11, answers=answers)
    assert load.failed == 2
    assert load.what_went_wrong == ["503 not ready", "1 without a response"]


def test_percentiles_of_a_part_of_the_load_are_those_of_its_answers() -> None:
    answers = [Answer(10 + second, 10 * second, 200, "a-model") for second in range(5)]
    load = Load(sent=5, started_at=10, ended_at=15, answers=answers)
    assert load.percentile(100) == 40
    assert load.percentile(50, began=11, ended=13) == 20
