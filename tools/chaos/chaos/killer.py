"""Carries out the kills of a run during its calls."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from chaos.job_process import find_job, kill_job
from chaos.local_cloud import CloudNotUpError, LocalCloud
from chaos.plan import Lengths, PlannedKill
from chaos.runner import Call

LOOK_SECONDS = 0.02


@dataclass(frozen=True)
class Kill:
    """A kill that hit."""

    victim: str
    second: float
    stage: str

    def text(self) -> str:
        """`runner 2.3 s training`."""
        return f"{self.victim} {self.second:.1f} s {self.stage}"


@dataclass
class Killer:
    """One thread per kill, until all kills are done or the run is over."""

    cloud: LocalCloud
    lengths: Lengths
    began: float = field(default_factory=time.monotonic)
    done: list[Kill] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    call: Call | None = None
    _over: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def begin(self, kills: Sequence[PlannedKill]) -> None:
        """Starts a thread for each kill, which waits for its moment."""
        for kill in kills:
            thread = threading.Thread(target=self._carry_out, args=(kill,))
            self._threads.append(thread)
            thread.start()

    def end(self) -> None:
        """Ends the threads: a kill that has not happened by now is skipped."""
        self._over.set()
        for thread in self._threads:
            thread.join()

    def has_killed_a_job(self) -> bool:
        """Whether a kill ended a job: killing the stand-in ends its jobs too."""
        return any(kill.victim != "runner" for kill in self.done)

    def _note(self, victim: str, second: float, stage: str) -> None:
        self.done.append(Kill(victim, second, stage))

    def _carry_out(self, kill: PlannedKill) -> None:
        if kill.victim == "job":
            self._kill_job(kill)
            return
        self._over.wait(kill.share * self.lengths.run)
        while not self._over.is_set() and not self._hit(kill):
            self._over.wait(LOOK_SECONDS)

    def _hit(self, kill: PlannedKill) -> bool:
        call = self.call
        if call is None:
            return False
        second, stage = time.monotonic() - self.began, call.stage()
        try:
            hit = call.kill() if kill.victim == "runner" else self.cloud.kill_and_restart(kill.pause)
        except CloudNotUpError as cause:
            self.faults.append(f"the stand-in did not start again: {cause}")
            hit = True
        if hit:
            self._note(kill.victim, second, stage)
        return hit

    def _kill_job(self, kill: PlannedKill) -> None:
        while not self._over.is_set():
            job = find_job(self.cloud.state, kill.job)
            if job is not None:
                self._over.wait(kill.share % 1 * self.lengths.jobs[kill.job])
                second = time.monotonic() - self.began
                if kill_job(job):
                    self._note(f"{kill.job} job", second, self.call.stage() if self.call else "")
                    return
            self._over.wait(LOOK_SECONDS)
