"""Raw loans to features, in the PySpark DataFrame API: run by Spark, or by DuckDB through SQLFrame."""
