"""Generates loans like those of the public data set, from a seed, as a stream."""
