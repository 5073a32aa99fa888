"""What Spark and DuckDB do differently: reading raw rows, keeping a result, writing sorted Parquet."""
