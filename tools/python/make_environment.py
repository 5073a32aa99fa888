"""Makes a Python environment from lock files, unless it is there already.

`python make_environment.py .venv-airflow dags/requirements.txt`
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
UV = ROOT / ".bootstrap" / "uv" / "bin" / "uv"


def _digest(locks: Sequence[Path]) -> str:
    return hashlib.sha256(b"\0".join(lock.read_bytes() for lock in locks)).hexdigest()


def make(folder: Path, locks: Sequence[Path]) -> None:
    """The stamp is written last, so an interrupted set-up is done again."""
    stamp = folder / ".credit-risk-stamp"
    if stamp.exists() and stamp.read_text() == _digest(locks):
        return
    sys.stderr.write(f"Making the environment {folder.name} from its lock files …\n")
    base = os.path.realpath(sys.executable)
    subprocess.run([UV, "venv", "--quiet", "--clear", "--python", base, folder], check=True)
    python = folder / "bin" / "python"
    subprocess.run([UV, "pip", "sync", "--quiet", "--require-hashes", "--python", python, *locks], check=True)
    stamp.write_text(_digest(locks))


if __name__ == "__main__":
    name, *lock_files = sys.argv[1:]
    make(ROOT / name, [ROOT / file for file in lock_files])
