"""Spark's own processes on the hosts of a job: a master on the first, a worker on each."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from container.failure import JobError, log
from container.hosts import Hosts
from container.paths import base_dir

from feature_engineering.spark.spark_home import java_environment, spark_home

CONF = Path(__file__).parent / "conf"
SECONDS_TO_START = 300
SECONDS_BETWEEN_LOOKS = 1.0
# A master that was busy for a moment is not one that has ended.
LOOKS_BEFORE_GONE = 3
FIRST_PORT, PORTS = 10_000, 10_000


def master_port(job: str) -> int:
    """The same on every host, and another one for each job that runs beside it on a machine."""
    return FIRST_PORT + zlib.crc32(job.encode()) % PORTS


def _job_name() -> str:
    config = json.loads((base_dir() / "config" / "processingjobconfig.json").read_text(encoding="utf-8"))
    return str(config["ProcessingJobName"])


def master_of(hosts: Hosts) -> tuple[str, int]:
    """Host and port of the master."""
    return hosts.every[0], master_port(_job_name())


def spark_environment(hosts: Hosts, scratch: Path) -> dict[str, str]:
    """The settings of Spark's processes on this host: where to listen and to spill, which Java and Python."""
    return {
        **os.environ,
        **java_environment(scratch),
        "SPARK_CONF_DIR": str(CONF),
        "SPARK_LOCAL_IP": _address_of(hosts.current),
        "SPARK_LOCAL_DIRS": str(scratch / "spill"),
        "SPARK_WORKER_DIR": str(scratch / "work"),
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }


def _address_of(host: str) -> str:
    try:
        return socket.gethostbyname(host)
    except OSError as error:
        raise JobError(
            f"The host {host} has no address here, so the nodes of a Spark cluster cannot find each other: "
            "set instanceCount to 1."
        ) from error


def _answers(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), timeout=5).close()
    except OSError:
        return False
    return True


def _wait_for(host: str, port: int, process: subprocess.Popen[bytes] | None) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while not _answers(host, port):
        if process is not None and process.poll() is not None:
            raise JobError(
                f"The Spark master on {host} ended with {process.returncode}: see the log of {host}."
            )
        if time.monotonic() > deadline:
            raise JobError(f"The Spark master on {host}:{port} did not answer in {SECONDS_TO_START} s.")
        time.sleep(SECONDS_BETWEEN_LOOKS / 4)


@contextmanager
def _spark_process(
    kind: str, hosts: Hosts, scratch: Path, *arguments: str
) -> Iterator[subprocess.Popen[bytes]]:
    """A process of Spark's on this host, ended with the block."""
    name = f"org.apache.spark.deploy.{kind.lower()}.{kind}"
    line = [str(spark_home() / "bin" / "spark-class"), name, "--host", hosts.current, "--webui-port", "0"]
    process = subprocess.Popen([*line, *arguments], env=spark_environment(hosts, scratch))
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def _worker(hosts: Hosts, scratch: Path) -> Iterator[subprocess.Popen[bytes]]:
    host, port = master_of(hosts)
    with _spark_process("Worker", hosts, scratch, f"spark://{host}:{port}") as process:
        yield process


@contextmanager
def led_cluster(hosts: Hosts, scratch: Path) -> Iterator[str]:
    """Master and first worker, on the first host; yields the master's URL."""
    host, port = master_of(hosts)
    if _answers(host, port):
        raise JobError(
            f"Port {port} of {host} is taken by another program: run the job again under another name."
        )
    with _spark_process("Master", hosts, scratch, "--port", str(port)) as master:
        _wait_for(host, port, master)
        with _worker(hosts, scratch):
            yield f"spark://{host}:{port}"


def work_for_master(hosts: Hosts, scratch: Path) -> None:
    """A worker on any other host, until the master is gone."""
    host, port = master_of(hosts)
    _wait_for(host, port, None)
    with _worker(hosts, scratch) as worker:
        log("joined", master=host, host=hosts.current)
        missed = 0
        while missed < LOOKS_BEFORE_GONE:
            time.sleep(SECONDS_BETWEEN_LOOKS)
            missed = 0 if _answers(host, port) else missed + 1
            if worker.poll() is not None and missed == 0:
                raise JobError(f"The Spark worker on {hosts.current} ended with {worker.returncode}.")
    log("left", host=hosts.current)
