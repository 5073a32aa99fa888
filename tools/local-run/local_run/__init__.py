"""Drives the project by its commands, as a user does, and checks the results with independent tools."""
