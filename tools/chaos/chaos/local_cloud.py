"""A local cloud that may be killed: each start of the server uses the same ports and the same state."""

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
    """The stand-in did not start; the message is the last line of its log."""


def free_port() -> int:
    """A port of 127.0.0.1 that stays unused while the server is down for a moment.

    It is below the range of the ports that the system gives to clients: a client that calls an unused port
    of that range may get that very port for itself, and then it talks to itself.
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
    """The stand-in as a process, with its S3."""

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
        """Starts the stand-in with its state, and waits until it accepts requests."""
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
        # A process that hangs is killed, which ends its output.
        timer = threading.Timer(START_SECONDS, process.kill)
        timer.start()
        variables = _variables(process)
        timer.cancel()
        if LAST_VARIABLE not in variables:
            said = log.read_text().strip().splitlines()
            raise CloudNotUpError(f"exit code {process.wait()}: {said[-1] if said else 'it logged nothing'}")
        self.environment = variables

    def kill_and_restart(self, pause: float) -> bool:
        """Kills the server but not S3 and jobs, and starts it again; false if it is not up."""
        # During a restart the server is not up, and the caller waits.
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
        """Starts the server unless it is up: a run that left it down must not affect the next."""
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self.start()

    def stop(self) -> None:
        """Stops the server by SIGTERM, and S3 with it."""
        with self._lock:
            if self._process is None:
                return
            self._process.terminate()
            self._process.wait(timeout=START_SECONDS)
            if self._process.stdout is not None:
                self._process.stdout.close()


@contextmanager
def local_cloud(state: Path) -> Iterator[LocalCloud]:
    """A cloud that is up; at the end it is stopped, and nothing may be left running."""
    cloud = LocalCloud(state)
    try:
        cloud.start()
        yield cloud
    finally:
        cloud.stop()
    left = left_running(state)
    if left:
        raise CloudNotUpError(f"processes of the cloud are left running: {left}")
