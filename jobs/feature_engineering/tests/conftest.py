"""How many random files the property tests try."""

from __future__ import annotations

from testing.property_runs import load_property_runs

load_property_runs()
