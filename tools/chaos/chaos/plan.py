"""What is killed, and when: drawn from a seed, so that a run can be repeated."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

VICTIMS = ("runner", "stand-in", "job")
MOST_KILLS = 3
LONGEST_PAUSE = 1.5


@dataclass(frozen=True)
class PlannedKill:
    """A kill. Its share is of the duration of an undisturbed run, or of its job."""

    victim: str
    share: float
    job: str
    pause: float


@dataclass(frozen=True)
class Lengths:
    """How long an undisturbed run and its jobs take, in seconds."""

    run: float
    jobs: dict[str, float]


def plan_of(seed: int, number: int, attempt: int = 1) -> list[PlannedKill]:
    """One to three kills. First victims alternate; only later kills may be after an undisturbed run's end."""
    random = Random(f"{seed}/{number}/{attempt}")
    kills = random.randint(1, MOST_KILLS)
    return [
        PlannedKill(
            victim=VICTIMS[number % len(VICTIMS)] if nth == 0 else random.choice(VICTIMS),
            share=random.random() * (1 if nth == 0 else 2),
            job=random.choice(("feature-engineering", "training")),
            pause=random.random() * LONGEST_PAUSE,
        )
        for nth in range(kills)
    ]
