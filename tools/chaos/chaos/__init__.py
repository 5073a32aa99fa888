"""Kills parts of a running pipeline at random moments, and looks at what is left when it is run again."""
