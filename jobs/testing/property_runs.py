"""How many examples a property test tries: few, or as many as CREDIT_RISK_PROPERTY_RUNS says."""

from __future__ import annotations

import os

from hypothesis import settings

VARIABLE = "CREDIT_RISK_PROPERTY_RUNS"
DEFAULT_RUNS = 30


def load_property_runs() -> None:
    """For the conftest of a project. Examples have no deadline: a busy machine is not a fault of the code."""
    runs = int(os.environ.get(VARIABLE, DEFAULT_RUNS))
    settings.register_profile("credit-risk", max_examples=runs, deadline=None)
    settings.load_profile("credit-risk")
