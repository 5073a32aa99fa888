"""The parts that all jobs share: paths under /opt/ml, the feature contract, provenance and failure."""
