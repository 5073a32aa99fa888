"""The engines: DuckDB, and Spark on one node or on a cluster."""
