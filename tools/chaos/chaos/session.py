"""Several runs in one cloud: first an undisturbed one, which the others are compared with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from local_run.run import generate

from chaos.cloud_state import BUCKET, client
from chaos.local_cloud import LocalCloud, local_cloud
from chaos.plan import plan_of
from chaos.run import RunReport, Undisturbed, do_run

ROWS = 1500
MOST_ATTEMPTS = 3

Say = Callable[[str], None]


@dataclass(frozen=True)
class Session:
    """A cloud with loans in it, and the results of an undisturbed run."""

    cloud: LocalCloud
    undisturbed: Undisturbed
    folder: Path


class UndisturbedRunWrongError(Exception):
    """The undisturbed run failed."""


@contextmanager
def session(folder: Path) -> Iterator[Session]:
    """A fresh cloud in a folder, with an undisturbed run in it."""
    csv = generate(
        folder / "loans.csv", "--rows", str(ROWS), "--seed", "3", "--signal", "1", "--bad-rows", "0.02"
    )
    with local_cloud(folder / "state") as cloud:
        s3 = client("s3", cloud.environment)
        s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
        s3.upload_file(str(csv), BUCKET, "raw/loans.csv")
        report, undisturbed = do_run(cloud, "calm", [], None, folder)
        if report.wrong or undisturbed is None:
            raise UndisturbedRunWrongError("; ".join(report.wrong))
        yield Session(cloud, undisturbed, folder)


def disturbed_run(here: Session, seed: int, number: int, say: Say) -> RunReport:
    """The run with a number: the seed and the number decide what is killed, and when.

    A run that ended before any kill does not count: it is repeated with other moments.
    """
    for attempt in range(1, MOST_ATTEMPTS + 1):
        here.cloud.ensure_up()
        kills = plan_of(seed, number, attempt)
        project = f"chaos-{number:03}" + ("" if attempt == 1 else f"-{attempt}")
        say(f"{project}: " + ", ".join(kill.victim for kill in kills))
        report, _ = do_run(here.cloud, project, kills, here.undisturbed, here.folder)
        outcome = "; ".join(report.wrong) or "passed"
        say(f"{project}: {len(report.exit_codes)} calls, {report.seconds:.1f} s, {outcome}")
        if report.kills or report.wrong:
            break
    return report
