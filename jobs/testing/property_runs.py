"""How many examples a property test tries: few, or as many as CREDIT_RISK_PROPERTY_RUNS says."""

from __future__ import annotations

import os

from hypothesis import settings

VARIABLE = "CREDIT_RISK_PROPERTY_RUNS"
DEFAULT_RUNS = 30


def load_property_runs() -> None:
    """Loads the one profile of all property tests; each project that has some calls it in its conftest.

    It is not a plugin of every test run, since importing hypothesis takes most of a second. Examples have no
    deadline: a busy machine is not a fault of the code.
    """
    runs = int(os.environ.get(VARIABLE, DEFAULT_RUNS))
    settings.register_profile("credit-risk", max_examples=runs, deadline=None)
    settings.load_profile("credit-risk")
