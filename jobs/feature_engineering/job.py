"""The job from its input folder to its output folders."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from container.contract import load_contract
from container.failure import JobError, log
from container.hosts import Hosts, load_hosts
from container.paths import base_dir, processing_output
from container.provenance import code_sha256, lock_sha256

from feature_engineering.arguments import Arguments
from feature_engineering.checks import checked, good_rows_of, quarantine_of, repeated_loans, with_repeated
from feature_engineering.cluster.members import work_for_master
from feature_engineering.engine import Engine, EngineSession
from feature_engineering.features import ORDER, PERSONS_ORDER, features_of, persons_of
from feature_engineering.raw_file import RawFile


def _counts(engine: Engine, rows: Any) -> dict[str, Any]:
    f = engine.dialect.functions
    counted = rows.agg(
        f.count("*").alias("rows_in"),
        f.count("fault_reason").alias("bad"),
        f.countDistinct(f.when(f.col("fault_reason").isNull(), f.col("client_number"))).alias("clients"),
    )
    reasons = (
        rows.filter(f.col("fault_reason").isNotNull())
        .groupBy("fault_reason")
        .agg(f.count("*").alias("times"))
    )
    found = engine.first_row(counted)
    by_reason = {row["fault_reason"]: row["times"] for row in engine.rows(reasons)}
    return {
        "rowsIn": found["rows_in"],
        "rowsOut": found["rows_in"] - found["bad"],
        "rowsQuarantined": found["bad"],
        "clients": found["clients"],
        "quarantineByReason": dict(sorted(by_reason.items())),
    }


def _no_good_row(counts: dict[str, Any]) -> JobError:
    most_first = sorted(counts["quarantineByReason"].items(), key=lambda pair: -pair[1])
    reasons = ", ".join(f"{reason} ({times})" for reason, times in most_first)
    return JobError(f"All {counts['rowsIn']} rows are bad: {reasons}. Is this a file of loans?")


def _run(session: EngineSession, arguments: Arguments, files: Sequence[RawFile]) -> dict[str, Any]:
    engine, storage = session.engine, session.storage
    columns = load_contract().raw_columns
    each = engine.rows_of(files, columns, lambda raw: checked(engine.dialect, raw, arguments.as_of))
    repeated = engine.keep(repeated_loans(engine.dialect, each), "repeated")
    rows = with_repeated(engine.dialect, each, repeated)
    counts = _counts(engine, rows)
    if counts["rowsOut"] == 0:
        raise _no_good_row(counts)
    log("checked", rowsIn=counts["rowsIn"], rowsQuarantined=counts["rowsQuarantined"])
    good = good_rows_of(engine.dialect, rows)
    outputs = {
        "features": (features_of(engine.dialect, good), ORDER),
        "persons": (persons_of(engine.dialect, good), PERSONS_ORDER),
        "quarantine": (quarantine_of(engine.dialect, rows), ("file", "ordinal")),
    }
    for name, (frame, order) in outputs.items():
        engine.write_sorted(frame, storage.folder(name), order)
        log("written", output=name)
    return {
        **counts,
        "asOf": arguments.as_of,
        "engine": arguments.engine,
        "inputs": [storage.described(file) for file in files],
        "contractVersion": load_contract().version,
        "codeSha256": code_sha256("feature_engineering"),
        "lockSha256": lock_sha256(),
    }


def _write_summary(summary: dict[str, Any]) -> None:
    file = processing_output("summary") / "summary.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(summary, indent=2), encoding="utf-8")


def _lead(arguments: Arguments, hosts: Hosts, scratch: Path) -> dict[str, Any]:
    # The packages of an engine are loaded only now, since Spark is an extra.
    module = import_module(f"feature_engineering.engines.{arguments.engine}_engine")
    with module.opened(arguments, hosts, scratch) as session:
        files = session.storage.raw_files(load_contract().raw_columns)
        log("started", engine=arguments.engine, files=len(files))
        summary = _run(session, arguments, files)
        session.storage.publish()
    _write_summary(summary)
    return summary


def run(arguments: Arguments) -> None:
    """Reads the loans, writes features, persons, quarantine and summary; further hosts lend a hand."""
    started = time.monotonic()
    hosts = load_hosts()
    with tempfile.TemporaryDirectory(prefix="scratch-", dir=base_dir()) as scratch:
        if arguments.s3 is not None and hosts.current != hosts.every[0]:
            work_for_master(hosts, Path(scratch))
            return
        summary = _lead(arguments, hosts, Path(scratch))
    counts = {name: summary[name] for name in ("rowsIn", "rowsOut", "rowsQuarantined", "clients")}
    log("completed", seconds=round(time.monotonic() - started, 2), **counts)
