"""The loans that explanations compare with: a fair sample, and the same one in every run."""

from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from testing.made_loans import made_arrays
from training.background import BACKGROUND_ROWS, background_bytes, draw_background

LOANS = made_arrays(3000, 1)[0]


def test_the_same_loans_and_seed_give_the_same_bytes() -> None:
    drawn = background_bytes(draw_background(LOANS, 7))
    assert background_bytes(draw_background(LOANS.copy(), 7)) == drawn
    assert background_bytes(draw_background(LOANS, 8)) != drawn


def test_the_bytes_are_small_and_give_back_the_same_floats_with_what_is_missing() -> None:
    drawn = draw_background(LOANS, 7)
    written = background_bytes(drawn)
    assert np.isnan(drawn).any()
    assert np.load(io.BytesIO(written)).tobytes() == drawn.tobytes()
    assert len(written) == 128 + drawn.size * 4


@given(st.integers(1, 300), st.integers(0, 2**32 - 1))
def test_no_loan_is_drawn_twice_and_all_of_them_if_they_are_few(loans: int, seed: int) -> None:
    numbered = np.arange(loans, dtype=np.float32)[:, None]
    drawn = draw_background(numbered, seed)[:, 0]
    assert len(drawn) == min(loans, BACKGROUND_ROWS)
    assert len(set(drawn)) == len(drawn)
    assert set(drawn) <= set(numbered[:, 0])


def test_each_loan_is_as_likely_as_any_other() -> None:
    loans, draws = 1000, 2000
    numbered = np.arange(loans, dtype=np.float32)[:, None]
    drawn = np.concatenate([draw_background(numbered, seed)[:, 0] for seed in range(draws)])
    often = np.bincount(drawn.astype(int), minlength=loans)
    expected = draws * BACKGROUND_ROWS / loans
    spread = np.sqrt(expected * (1 - BACKGROUND_ROWS / loans))
    assert often.std() == pytest.approx(spread, rel=0.1)
    assert np.abs(often - expected).max() < 5 * spread
