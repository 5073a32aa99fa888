"""`python -m training train`, under SageMaker's training contract."""

from __future__ import annotations

import sys

from container.failure import JobError, run_job
from container.paths import failure_file

from training.job import run


def main() -> None:
    """SageMaker starts a training image with the one argument `train`."""
    if sys.argv[1:] not in ([], ["train"]):
        raise JobError(f"The arguments are {sys.argv[1:]}: expected train.")
    run()


if __name__ == "__main__":
    sys.exit(run_job(main, failure_file))
