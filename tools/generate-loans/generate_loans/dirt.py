"""Rows spoilt on purpose, in every way that a raw file can be spoilt."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from generate_loans.columns import HEADER
from generate_loans.randomness import uniform

Spoil = Callable[[list[str]], list[str]]


def _put(column: str, value: str) -> Spoil:
    at = HEADER.index(column)
    return lambda cells: [*cells[:at], value, *cells[at + 1 :]]


KINDS: tuple[Spoil, ...] = (
    _put("loan_date", "2019-02-30"),
    _put("loan_date", "01/02/2019"),
    _put("loan_date", ""),
    _put("loan_amount", "a lot"),
    _put("loan_amount", "-12.5"),
    _put("loan_amount", "nan"),
    _put("loan_amount", "inf"),
    _put("loan_amount", ""),
    _put("flag_own_car", "yes"),
    _put("flag_own_car", ""),
    _put("status", "2"),
    _put("status", "late"),
    _put("birthday", "1980-13-01"),
    _put("birthday", "2035-01-01"),
    _put("id", ""),
    _put("id", "12a"),
    _put("loan_id", ""),
    _put("loan_id", "12345678901234567"),
    _put("loan_date", '"2019-01-01\n2019-01-02"'),
    lambda cells: [*cells, "one too many"],
    lambda cells: cells[:-3],
)


def spoil(lines: list[str], first_row: int, share: float, seed: int) -> list[str]:
    """Spoils `share` of the lines; some take the loan_id of the line before, which spoils both."""
    rows = np.arange(first_row, first_row + len(lines))
    chosen = uniform(seed, "bad row", rows) < share
    kinds = (uniform(seed, "kind of bad row", rows) * (len(KINDS) + 1)).astype(int)
    spoilt = list(lines)
    for at in np.flatnonzero(chosen):
        cells = spoilt[at].split(",")
        if kinds[at] < len(KINDS):
            spoilt[at] = ",".join(KINDS[kinds[at]](cells))
        elif at > 0 and not chosen[at - 1]:
            spoilt[at] = ",".join([spoilt[at - 1].split(",")[0], *cells[1:]])
        else:
            spoilt[at] = ",".join(_put("status", "?")(cells))
    return spoilt
