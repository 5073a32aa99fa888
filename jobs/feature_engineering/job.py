"""The job from its input folder to its output folders."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from container.contract import load_contract
from container.failure import JobError, log
from container.hosts import load_hosts
from container.paths import base_dir, processing_input, processing_output
from container.provenance import code_sha256, file_sha256, lock_sha256

from feature_engineering.arguments import Arguments
from feature_engineering.checks import checked, good_rows_of, quarantine_of
from feature_engineering.engines.engine import Engine
from feature_engineering.features import ORDER, features_of, persons_of
from feature_engineering.raw_file import RawFile, raw_files


def make_engine(name: str, scratch: Path) -> Engine:
    """The engine asked for; its packages are loaded only now, since Spark is an extra."""
    module = import_module(f"feature_engineering.engines.{name}_engine")
    engine: Engine = module.make(scratch)
    return engine


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


def _summary(arguments: Arguments, files: Sequence[RawFile], counts: dict[str, Any]) -> dict[str, Any]:
    inputs = [
        {"name": file.path.name, "bytes": file.path.stat().st_size, "sha256": file_sha256(file.path)}
        for file in files
    ]
    return {
        **counts,
        "asOf": arguments.as_of,
        "engine": arguments.engine,
        "inputs": inputs,
        "contractVersion": load_contract().version,
        "codeSha256": code_sha256("feature_engineering"),
        "lockSha256": lock_sha256(),
    }


def _run(engine: Engine, arguments: Arguments, files: Sequence[RawFile], made: Path) -> dict[str, Any]:
    raw = engine.read_raw(files, load_contract().raw_columns)
    rows = engine.keep(checked(engine.dialect, raw, arguments.as_of), "checked")
    counts = _counts(engine, rows)
    if counts["rowsOut"] == 0:
        raise JobError(
            f"All {counts['rowsIn']} rows are bad: {counts['quarantineByReason']}. Is this a file of loans?"
        )
    good = good_rows_of(engine.dialect, rows)
    engine.write_sorted(features_of(engine.dialect, good), made / "features", ORDER)
    engine.write_sorted(persons_of(engine.dialect, good), made / "persons", ["id"])
    engine.write_sorted(quarantine_of(engine.dialect, rows), made / "quarantine", ["file", "ordinal"])
    return _summary(arguments, files, counts)


def _publish(made: Path) -> None:
    """Outputs appear when all of them are whole."""
    for folder in sorted(made.iterdir()):
        target = processing_output(folder.name)
        shutil.rmtree(target, ignore_errors=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(folder, target)


def run(arguments: Arguments) -> None:
    """Reads `input/loans`, writes features, persons, quarantine and summary."""
    started = time.monotonic()
    hosts = load_hosts()
    if len(hosts.every) > 1:
        raise JobError(
            f"This job has {len(hosts.every)} hosts and engine {arguments.engine} runs on one node: "
            "set instanceCount to 1."
        )
    files = raw_files(processing_input("loans"), load_contract().raw_columns)
    log(
        "started",
        engine=arguments.engine,
        files=len(files),
        bytes=sum(file.path.stat().st_size for file in files),
    )
    with tempfile.TemporaryDirectory(prefix="scratch-", dir=base_dir()) as folder:
        scratch, made = Path(folder), Path(folder) / "made"
        engine = make_engine(arguments.engine, scratch)
        try:
            summary = _run(engine, arguments, files, made)
        finally:
            engine.close()
        (made / "summary").mkdir(parents=True)
        (made / "summary" / "summary.json").write_text(json.dumps(summary, indent=2), encoding="utf-8")
        _publish(made)
    counts = {name: summary[name] for name in ("rowsIn", "rowsOut", "rowsQuarantined", "clients")}
    log("completed", seconds=round(time.monotonic() - started, 2), **counts)
