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
from local_run.start_command import cloud

from bench.figures import TIMES, Figure, Finding
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
    result = json.loads(done.output)
    return replace(done, seconds=result["seconds"], peak_mib=result["peakMib"])


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
    names = {
        "ingest": "ingest: read, write 25 a call, read back (ours)",
        "put": "PutRecord, one at a time",
    }
    return Finding(
        f"Registration of {clients:,} clients, {CONCURRENCY} calls at once; best of {rounds}",
        [
            *(Figure(name, clients / best[way].seconds, "records/s") for way, name in names.items()),
            *(Figure(f"peak memory: {name}", best[way].peak_mib, "MiB") for way, name in names.items()),
            Figure("ours ÷ PutRecord", best["put"].seconds / best["ingest"].seconds, TIMES, at_least=5),
        ],
    )


def memory(rounds: int, folder: Path, few: int = 100_000, many: int = 1_000_000) -> Finding:
    """Our ingestion of few and of many records, in turn, into a service outside of the measured process."""

    def ingest(file: Path) -> Measured:
        with _record_store() as url:
            return _run("ingest", "loans", file, {"AWS_ENDPOINT_URL": url})

    sizes = {f"{clients:,} records": clients for clients in (few, many)}
    programs = {
        name: partial(ingest, write_features(clients, folder / f"features-{clients}.parquet"))
        for name, clients in sizes.items()
    }
    sys.stderr.write(f"Registering {' and '.join(sizes)} {rounds} times, to measure its memory …\n")
    done = in_turn(programs, rounds)
    peaks = {name: median(one.peak_mib for one in found) for name, found in done.items()}
    of_few, of_many = peaks.values()
    rates = {name: sizes[name] / median(one.seconds for one in found) for name, found in done.items()}
    return Finding(
        f"Memory of the ingestion; median of {rounds}",
        [
            *(Figure(f"ingest of {name}", rate, "records/s") for name, rate in rates.items()),
            *(Figure(f"peak memory: ingest of {name}", peak, "MiB") for name, peak in peaks.items()),
            Figure(f"memory at {many:,} records ÷ at {few:,}", of_many / of_few, TIMES, at_most=1.2),
        ],
    )
