"""Drives the project as a user does, by its commands, and looks at what came out with tools of its own."""
