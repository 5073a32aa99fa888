"""Why a model predicts what it predicts, within the limits of one request."""

from __future__ import annotations

from dataclasses import dataclass

from inference.contributions import contributions, most_explained
from inference.faults import RequestFaultError, invalid
from inference.model import Model, Probabilities, predict
from inference.request import Vectors
from inference.shapley import Doubles


@dataclass(frozen=True)
class Explanation:
    """What each feature adds (instances × features) to the mean prediction of the background."""

    contributions: Doubles
    background_probability: float


def explain(vectors: Vectors, probabilities: Probabilities, model: Model) -> Explanation:
    """Explains the probabilities of rows; refuses if the model has no background, or for too many rows."""
    background = model.background
    if background is None:
        expected = "a model with a background; this one was trained without it: train again"
        raise RequestFaultError(400, "model-without-background", "contributions", "true", expected)
    most = most_explained(background)
    if len(vectors) > most:
        raise invalid("instances", len(vectors), f"from 1 to {most} instances with contributions")
    found = contributions(vectors, probabilities, background, lambda rows: predict(rows, model.session))
    return Explanation(found, background.probability)
