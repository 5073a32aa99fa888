"""The runner's command line as a process: its log line by line, its result, and what its exit code means."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

COMMAND_VARIABLE = "CREDIT_RISK_RUNNER"
DEFAULT_COMMAND = "credit-risk"
# The runner stops the remote job and ends within ten seconds.
SECONDS_TO_STOP = 20

# The exit codes of the runner; a test compares them with `exitCodes` of @credit-risk/pipelines.
EXIT_CODES = {"done": 0, "configuration": 2, "permanent": 3, "retryable": 4, "interrupted": 130}
DONE, RETRYABLE, INTERRUPTED = EXIT_CODES["done"], EXIT_CODES["retryable"], EXIT_CODES["interrupted"]
# The exit codes of a shell or a container for SIGKILL and SIGTERM: such a runner stopped nothing.
KILLED = (128 + signal.SIGKILL, 128 + signal.SIGTERM)


@dataclass(frozen=True)
class Ended:
    """How a call of the runner ended: its exit code, its result if it printed one, and its last message."""

    exit_code: int
    result: Any
    message: str

    @property
    def is_worth_retrying(self) -> bool:
        """Throttled, out of reach or killed: the next call attaches to the same work.

        One that was interrupted has stopped its job: the next call would pay for another one.
        """
        return self.exit_code == RETRYABLE or self.exit_code in KILLED or self.exit_code < 0


def runner_command() -> list[str]:
    """How the runner is called on this machine."""
    return shlex.split(os.environ.get(COMMAND_VARIABLE, DEFAULT_COMMAND))


def message_of(line: str) -> str:
    """The sentence of a line of the log: its member `msg`, or the line itself if it is not such an object."""
    try:
        entry = json.loads(line)
    except json.JSONDecodeError:
        return line
    message = entry.get("msg") if isinstance(entry, dict) else None
    return message if isinstance(message, str) else line


def _last_json(output: str) -> Any:
    lines = output.strip().splitlines()
    try:
        return json.loads(lines[-1]) if lines else None
    except json.JSONDecodeError:
        return None


class RunnerCall:
    """One call of the runner, in a separate process group, so that all of it can be ended."""

    def __init__(self, arguments: Sequence[str], log: Callable[[str], None]) -> None:
        self._arguments = arguments
        self._log = log
        self._process: subprocess.Popen[str] | None = None
        self._is_unwanted = False

    def run(self, environment: Mapping[str, str] | None = None) -> Ended:
        """Calls the runner and waits; whatever ends the wait ends the runner too."""
        self._process = subprocess.Popen(
            [*runner_command(), *self._arguments],
            env={**os.environ, **(environment or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        # The signal that ends the task may come just before there is a process to end.
        if self._is_unwanted:
            self.stop()
        words: list[str] = []
        reader = threading.Thread(target=self._read_errors, args=(words,), daemon=True)
        reader.start()
        try:
            output = self._process.stdout.read() if self._process.stdout else ""
            exit_code = self._process.wait()
        except BaseException:
            self.stop()
            raise
        finally:
            self._end_group()
            reader.join()
            for stream in (self._process.stdout, self._process.stderr):
                if stream:
                    stream.close()
        return Ended(exit_code, _last_json(output), message_of(words[-1]) if words else "")

    def _read_errors(self, words: list[str]) -> None:
        stream = self._process.stderr if self._process else None
        for line in stream or ():
            words[:] = [line.strip()]
            self._log(line.rstrip())

    def _end_group(self) -> None:
        """Processes that the runner left behind would hold its pipes open."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def stop(self) -> int | None:
        """SIGTERM to the runner, which stops the remote job; SIGKILL to its group if it does not end.

        Returns its exit code, if there ever was a process.
        """
        self._is_unwanted = True
        process = self._process
        if process is None:
            return None
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(timeout=SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            self._end_group()
        return process.returncode
