"""Digests of a job's code and lock file: part of the lineage of every result."""

from __future__ import annotations

import hashlib
from pathlib import Path

JOBS = Path(__file__).resolve().parents[1]


def file_sha256(file: Path) -> str:
    """SHA-256 of a file, in hex, read in pieces."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def code_sha256(job: str, jobs: Path = JOBS) -> str:
    """One digest over what an image of the job holds: its sources, those it shares, and the contracts."""
    packages = [jobs / "container", jobs / job]
    sources = [
        file
        for package in packages
        for file in package.rglob("*.py")
        if "tests" not in file.relative_to(jobs).parts
    ]
    digest = hashlib.sha256()
    for file in [*sorted(sources), *sorted((jobs / "contract").glob("*.json"))]:
        digest.update(f"{file.relative_to(jobs).as_posix()} {file_sha256(file)}\n".encode())
    return digest.hexdigest()


def lock_sha256(jobs: Path = JOBS) -> str:
    """The digest of the lock file that the images are built from."""
    return file_sha256(jobs / "requirements.txt")
