"""A Spark cluster out of the hosts of a processing job, reading and writing S3."""
