"""How much each feature moves a prediction away from the mean one: exact Shapley values of all coalitions.

The worth of a coalition of features is the mean prediction over the background with the coalition's features
set to those of the instance: interventional SHAP values (Lundberg and Lee, A Unified Approach to Interpreting
Model Predictions, 2017), in the space of probabilities.
"""

from __future__ import annotations

import numpy as np

from inference.background import Background, Predict
from inference.request import Vectors
from inference.shapley import Booleans, Doubles, Integers, shapley_values

# Mixtures in one call, which bounds the memory to a few megabytes.
MIXTURES_AT_ONCE = 2**15
# At five features against 100 loans they are 1,000 instances, which take a forest of 100 trees about ten
# seconds: SageMaker waits for sixty.
MOST_MIXTURES = 3_200_000


def most_explained(background: Background) -> int:
    """How many instances may be explained in one request."""
    return max(1, MOST_MIXTURES // background.template_of.size)


def _agreements(instances: Vectors, background: Background) -> Integers:
    """The coalition of features in which an instance is as a loan of the background: (instances × rows)."""
    ours, theirs = instances[:, None, :], background.rows[None, :, :]
    equal: Booleans = (ours == theirs) | (np.isnan(ours) & np.isnan(theirs))
    return equal @ (2 ** np.arange(equal.shape[2]))


def _mixtures(instances: Vectors, background: Background) -> Integers:
    """The template of every mixture: (instances × coalitions × rows).

    Where an instance and a loan agree, it does not matter whose value is taken: it counts as the
    instance's, so that equal mixtures have the same template.
    """
    coalitions, rows = background.template_of.shape
    completed = np.arange(coalitions)[None, :, None] | _agreements(instances, background)[:, None, :]
    mixtures: Integers = background.template_of[completed, np.arange(rows)]
    return mixtures


def _worths(instances: Vectors, background: Background, predict: Predict) -> Doubles:
    """The worth of each coalition but those of no and of all features: (instances × coalitions)."""
    templates = len(background.templates)
    # The templates of the second instance have their numbers after those of the first, and so on.
    offsets = np.arange(len(instances))[:, None, None] * templates
    numbered = _mixtures(instances, background)[:, 1:-1] + offsets
    needed = np.zeros(len(instances) * templates, dtype=bool)
    needed[numbered] = True
    instance, template = np.divmod(np.flatnonzero(needed), templates)
    predicted = np.empty(len(needed), dtype=np.float64)
    predicted[needed] = predict(
        np.where(background.from_instance[template], instances[instance], background.templates[template])
    )
    worths: Doubles = np.take(predicted, numbered).mean(axis=2)
    return worths


def contributions(
    instances: Vectors, probabilities: Vectors, background: Background, predict: Predict
) -> Doubles:
    """What each feature adds to the background's mean prediction: (instances × features).

    `probabilities` are the predictions of the instances; a row adds up to its own less the background's.
    """
    at_once = max(1, MIXTURES_AT_ONCE // background.template_of.size)
    worths = np.empty((len(instances), len(background.template_of)))
    worths[:, 0], worths[:, -1] = background.probability, probabilities
    for first in range(0, len(instances), at_once):
        part = slice(first, first + at_once)
        worths[part, 1:-1] = _worths(instances[part], background, predict)
    return shapley_values(worths)
