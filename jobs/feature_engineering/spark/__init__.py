"""Spark, for one process and for a cluster: where it and its Java are, and its frames."""
