"""The loans that a model's explanations compare with: a sample of the training loans."""

from __future__ import annotations

import io

import numpy as np

from training.dataset import Floats

# The mean prediction of 100 loans is that of all to about a tenth of the predictions' standard deviation. The
# time that an explanation takes grows with their number.
BACKGROUND_ROWS = 100


def draw_background(features: Floats, seed: int) -> Floats:
    """At most 100 rows of (loans × features), drawn without replacement, each as likely as any other.

    They stay in the order drawn, which reveals nothing about the clients that the loans are sorted by.
    """
    draw = np.random.default_rng(seed)
    rows = draw.choice(len(features), size=min(BACKGROUND_ROWS, len(features)), replace=False)
    return np.ascontiguousarray(features[rows])


def background_bytes(background: Floats) -> bytes:
    """In NumPy's own format: float32 as they are, NaN for null, and the same bytes for the same rows."""
    stream = io.BytesIO()
    np.save(stream, background.astype("<f4", copy=False), allow_pickle=False)
    return stream.getvalue()
