"""Kills parts of a running pipeline at random moments, runs it again, and checks the result."""
