"""Settings of all tests of feature engineering."""

from __future__ import annotations

from testing.property_runs import load_property_runs

load_property_runs()
