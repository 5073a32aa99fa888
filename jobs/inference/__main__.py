"""`python -m inference serve`, under SageMaker's hosting contract."""

from __future__ import annotations

import sys

from container.failure import JobError, run_job
from container.paths import failure_file

from inference.server import serve


def main() -> None:
    """SageMaker starts a serving image with the one argument `serve`."""
    if sys.argv[1:] not in ([], ["serve"]):
        raise JobError(f"The arguments are {sys.argv[1:]}: expected serve.")
    serve()


if __name__ == "__main__":
    sys.exit(run_job(main, failure_file))
