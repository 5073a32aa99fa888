"""A local cloud that may be killed: a server on the same ports and the same state each time it is started."""

from __future__ import annotations

import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import SystemRandom

from local_run.processes import left_running
from local_run.start_command import ROOT, clean_environment

FROM_SOURCE = ("node", "--conditions=@credit-risk/source", "--import", "tsx")
START_SECONDS = 60
LAST_VARIABLE = "AWS_SECRET_ACCESS_KEY"


class CloudNotUpError(Exception):
    """The stand-in did not start; the message is what it said."""


def free_port() -> int:
    """A port of 127.0.0.1 on which nobody listens, also not while the server is down for a moment.

    It is below those that the system gives to clients: one of these that calls a port where nobody listens
    may be given that very port, and then talks to itself.
    """
    for _ in range(100):
        port = SystemRandom().randrange(20_000, 30_000)
        with closing(socket.socket()) as listener:
            try:
                listener.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port
    raise CloudNotUpError("no port from 20000 to 29999 is free")


def _variables(process: subprocess.Popen[str]) -> dict[str, str]:
    variables: dict[str, str] = {}
    assert process.stdout is not None
    for line in process.stdout:
        name, _, value = line.removeprefix("export ").strip().partition("=")
        variables[name] = value
        if name == LAST_VARIABLE:
            return variables
    return variables


@dataclass
class LocalCloud:
    """The stand-in as a process, with S3 beside it."""

    state: Path
    port: int = field(default_factory=free_port)
    s3_port: int = field(default_factory=free_port)
    environment: dict[str, str] = field(default_factory=dict)
    _process: subprocess.Popen[str] | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def _command(self) -> list[str]:
        return [
            *FROM_SOURCE,
            str(ROOT / "libs" / "local-sagemaker" / "src" / "main.ts"),
            *("--state", str(self.state), "--images", str(ROOT / "tools" / "start" / "images.json")),
            *("--ministack", str(ROOT / ".venv" / "bin" / "ministack"), "--region", "eu-west-1"),
            *("--port", str(self.port), "--s3-port", str(self.s3_port)),
        ]

    def start(self) -> None:
        """Starts the stand-in on its state, and waits until it serves."""
        self.state.mkdir(parents=True, exist_ok=True)
        log = self.state.with_suffix(".log")
        with log.open("a") as errors:
            self._process = subprocess.Popen(
                self._command(),
                cwd=ROOT,
                env=clean_environment(),
                stdout=subprocess.PIPE,
                stderr=errors,
                stdin=subprocess.DEVNULL,
                text=True,
            )
        process = self._process
        # One that hangs is ended, which ends the reading of its output.
        timer = threading.Timer(START_SECONDS, process.kill)
        timer.start()
        variables = _variables(process)
        timer.cancel()
        if LAST_VARIABLE not in variables:
            said = log.read_text().strip().splitlines()
            raise CloudNotUpError(f"exit code {process.wait()}: {said[-1] if said else 'it said nothing'}")
        self.environment = variables

    def kill_and_restart(self, pause: float) -> bool:
        """Kills the server, S3 and jobs left as they are, and starts it again; false if it is not up."""
        # One that is being started again is not up, and waited for by the caller.
        if not self._lock.acquire(blocking=False):
            return False
        try:
            if self._process is None or self._process.poll() is not None:
                return False
            self._process.kill()
            self._process.wait()
            if self._process.stdout is not None:
                self._process.stdout.close()
            threading.Event().wait(pause)
            self.start()
            return True
        finally:
            self._lock.release()

    def ensure_up(self) -> None:
        """Starts the server unless it is up: a run that left it down must not spoil the next."""
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self.start()

    def stop(self) -> None:
        """Ends the server in good order, and S3 with it."""
        with self._lock:
            if self._process is None:
                return
            self._process.terminate()
            self._process.wait(timeout=START_SECONDS)
            if self._process.stdout is not None:
                self._process.stdout.close()


@contextmanager
def local_cloud(state: Path) -> Iterator[LocalCloud]:
    """A cloud that is up; ended, with nothing left running, at the end."""
    cloud = LocalCloud(state)
    try:
        cloud.start()
        yield cloud
    finally:
        cloud.stop()
    left = left_running(state)
    if left:
        raise CloudNotUpError(f"processes of the cloud are left running: {left}")
