"""The peers of feature engineering: each a program `python -m bench.peers.<name> IN.csv OUT.parquet`."""
