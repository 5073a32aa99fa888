"""Registration of one record per client: our ingestion against one PutRecord at a time."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from end_to_end.start_command import cloud

from bench.figures import Figure, Finding, Row
from bench.measure import ROOT, Measured, in_turn, measure

PROGRAMS = ROOT / "tools" / "registration-bench" / "src"
NODE = ["node", "--conditions=@credit-risk/source", "--import", "tsx"]
CONCURRENCY = 8
ROWS_PER_GROUP = 50_000
ENVIRONMENT = {"AWS_REGION": "eu-west-1", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}


def write_features(clients: int, target: Path) -> Path:
    """One loan each of so many clients, as the feature-engineering job writes them."""
    number = np.arange(1, clients + 1)
    spread = np.random.default_rng(1)
    columns = {
        "client_id": number,
        "loan_date": pa.array(np.full(clients, 18_000, dtype="int32"), pa.int32()).cast(pa.date32()),
        "loan_id": number,
        "nb_previous_loans": spread.integers(0, 60, clients),
        "avg_amount_loans_previous": spread.gamma(20, 6.5, clients),
        "age": spread.integers(20, 70, clients),
        "years_on_the_job": pa.array(spread.integers(0, 40, clients), mask=number % 6 == 0),
        "flag_own_car": number % 2,
        "status": number % 2,
    }
    pq.write_table(pa.table(columns), target, row_group_size=ROWS_PER_GROUP)
    return target


def _run(way: str, group: str, file: Path, environment: Mapping[str, str]) -> Measured:
    line = [*NODE, str(PROGRAMS / "main.ts"), way, group, str(file), str(CONCURRENCY)]
    done = measure(line, {**ENVIRONMENT, **environment})
    told = json.loads(done.output)
    return replace(done, seconds=told["seconds"], peak_mib=told["peakMib"])


@contextmanager
def _record_store() -> Iterator[str]:
    """The URL of a service that keeps records and does nothing else."""
    line = [*NODE, str(PROGRAMS / "record-store.ts")]
    process = subprocess.Popen(line, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait(timeout=20)
        if process.stdout is not None:
            process.stdout.close()


def _row(name: str, records: int, done: Measured, ours: float) -> Row:
    rate = f"{records / done.seconds:,.0f}"
    return Row(name, rate, f"{done.peak_mib:,.0f}", f"{ours * done.seconds / records:,.2f}")


def speed(clients: int, rounds: int, folder: Path) -> Finding:
    """Both ways into empty groups of the same local SageMaker, in turn."""
    file = write_features(clients, folder / "features.parquet")
    found: dict[str, list[Measured]] = {"ingest": [], "put": []}
    with cloud(folder / "state") as environment:
        for number in range(rounds):
            for way, measured in found.items():
                sys.stderr.write(f"Registering {clients:,} clients by {way} …\n")
                _run("group", f"{way}-{number}", file, environment)
                measured.append(_run(way, f"{way}-{number}", file, environment))
    best = {way: min(measured, key=lambda one: one.seconds) for way, measured in found.items()}
    ours = clients / best["ingest"].seconds
    return Finding(
        f"Registration of {clients:,} clients, {CONCURRENCY} calls at once; best of {rounds}",
        "records a second",
        [
            _row("ingest: read, write 25 a call, read back (ours)", clients, best["ingest"], ours),
            _row("PutRecord, one at a time", clients, best["put"], ours),
        ],
        [
            Figure(
                "ours ÷ PutRecord, records a second", best["put"].seconds / best["ingest"].seconds, at_least=5
            )
        ],
    )


def memory(rounds: int, folder: Path, few: int = 100_000, many: int = 1_000_000) -> Finding:
    """Our ingestion of few and of many records, in turn, into a service that is not what is measured."""

    def ingest(file: Path) -> Measured:
        with _record_store() as url:
            return _run("ingest", "loans", file, {"AWS_ENDPOINT_URL": url})

    sizes = {f"{clients:,} records": clients for clients in (few, many)}
    programs = {
        name: partial(ingest, write_features(clients, folder / f"features-{clients}.parquet"))
        for name, clients in sizes.items()
    }
    sys.stderr.write(f"Registering {' and '.join(sizes)} {rounds} times, to see what is kept in memory …\n")
    done = in_turn(programs, rounds)
    peaks = {name: median(one.peak_mib for one in found) for name, found in done.items()}
    of_few, of_many = peaks.values()
    rate = few / median(one.seconds for one in done[next(iter(sizes))])
    return Finding(
        f"Memory of the ingestion, {rounds} times in turn",
        "records a second",
        [_row(f"ingest of {name}", sizes[name], one, rate) for name, found in done.items() for one in found],
        [Figure(f"memory at {many:,} records ÷ at {few:,}, medians", of_many / of_few, at_most=1.2)],
    )
