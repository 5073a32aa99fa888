"""`python -m feature_engineering --as-of … --engine …`, under SageMaker's processing contract."""

from __future__ import annotations

import sys

from container.failure import run_job
from container.paths import message_file

from feature_engineering.arguments import parse_arguments
from feature_engineering.job import run

if __name__ == "__main__":
    sys.exit(run_job(lambda: run(parse_arguments(sys.argv[1:])), message_file))
