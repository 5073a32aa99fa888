"""The loans that explanations compare with, and all mixtures of them with a loan to be explained."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from container.failure import JobError

from inference.request import Vectors
from inference.shapley import Booleans, Integers, membership

# 2^12 coalitions against 100 loans are 409,600 predictions for one explanation: about a second.
MOST_FEATURES = 12

Predict = Callable[[Vectors], Any]


@dataclass(frozen=True)
class Background:
    """Loans by row (float32, NaN for null), their mean prediction, and the rows that an explanation predicts.

    A mixture takes the features of a coalition from the instance, the others from a loan of the background.
    Many are the same whatever the instance: a template is one of those that differ.
    """

    rows: Vectors
    probability: float
    # (templates × features): the values of the background; without meaning where the instance's are taken.
    templates: Vectors
    # (templates × features): which features are the instance's.
    from_instance: Booleans
    # (coalitions × rows): which template the mixture is.
    template_of: Integers


def _templates(rows: Vectors, members: Booleans) -> tuple[Vectors, Booleans, Integers]:
    templates, template_of, count = [], [], 0
    for coalition in members:
        # Compared as bits, in which NaN equals itself.
        bits = np.where(coalition, np.float32(0), rows).view(np.uint32)
        distinct, number = np.unique(bits, axis=0, return_inverse=True)
        templates.append(distinct.view(np.float32))
        template_of.append(number.reshape(-1) + count)
        count += len(distinct)
    from_instance = np.repeat(members, [len(one) for one in templates], axis=0)
    return np.concatenate(templates), from_instance, np.array(template_of)


def make_background(rows: Vectors, predict: Predict) -> Background:
    """Prepares explanations against rows of (loans × features), whose predictions are made once, here."""
    if rows.ndim != 2 or len(rows) == 0 or rows.dtype != np.float32:
        raise JobError(
            f"The background is {rows.dtype} of {rows.shape}: expected float32 of loans by features."
        )
    features = rows.shape[1]
    if features > MOST_FEATURES:
        raise JobError(
            f"The contributions of {features} features take {2**features} coalitions a loan: "
            f"expected at most {MOST_FEATURES} features."
        )
    templates, from_instance, template_of = _templates(rows, membership(features))
    probability = float(np.mean(predict(rows), dtype=np.float64))
    return Background(rows, probability, templates, from_instance, template_of)
