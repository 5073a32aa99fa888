"""Runs a command on a separate terminal, as a person does."""

from __future__ import annotations

import os
import pty
import select
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from local_run.start_command import DEADLINE_SECONDS, ROOT, clean_environment

_CHUNK = 65_536


class Terminal:
    """A terminal that runs one command, and the text that it has shown."""

    def __init__(self, process_id: int, master: int) -> None:
        self.process_id = process_id
        self.shown = ""
        self._master = master
        self._is_open = True

    def wait_for(self, text: str) -> None:
        """Reads until the terminal shows the text."""
        deadline = time.monotonic() + DEADLINE_SECONDS
        while text not in self.shown:
            ready, _, _ = select.select([self._master], [], [], max(0.0, deadline - time.monotonic()))
            assert ready, f"{text!r} is not among {self.shown[-4000:]!r}"
            try:
                self.shown += os.read(self._master, _CHUNK).decode(errors="replace")
            except OSError as error:  # Linux: the other end is closed.
                raise AssertionError(f"the command ended: {self.shown[-4000:]}") from error

    def close(self) -> None:
        """Closes the window."""
        if self._is_open:
            os.close(self._master)
        self._is_open = False


@contextmanager
def on_a_terminal(line: Sequence[str]) -> Iterator[Terminal]:
    """Starts a command on a terminal; closes the terminal at the end."""
    process_id, master = pty.fork()
    if process_id == 0:
        os.chdir(ROOT)
        os.execvpe(line[0], list(line), clean_environment())
    terminal = Terminal(process_id, master)
    try:
        yield terminal
    finally:
        terminal.close()
        _reap(process_id)


def _reap(process_id: int, patience_seconds: float = 60.0) -> None:
    deadline = time.monotonic() + patience_seconds
    while os.waitpid(process_id, os.WNOHANG)[0] == 0:
        if time.monotonic() > deadline:
            os.kill(process_id, signal.SIGKILL)
        time.sleep(0.05)
