"""Makes `.venv-airflow` from the lock file, unless it is there already. Run by `nx test dags`."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = ROOT / ".venv-airflow"
LOCK = ROOT / "dags" / "requirements.txt"
STAMP = ENVIRONMENT / ".credit-risk-stamp"
UV = ROOT / ".bootstrap" / "uv" / "bin" / "uv"


def main() -> int:
    """The stamp is written last, so an interrupted set-up is done again."""
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if STAMP.exists() and STAMP.read_text() == digest:
        return 0
    sys.stderr.write("Making the Airflow environment .venv-airflow from the lock file …\n")
    base = os.path.realpath(sys.executable)
    subprocess.run([UV, "venv", "--quiet", "--clear", "--python", base, ENVIRONMENT], check=True)
    python = ENVIRONMENT / "bin" / "python"
    subprocess.run([UV, "pip", "sync", "--quiet", "--require-hashes", "--python", python, LOCK], check=True)
    STAMP.write_text(digest)
    return 0


if __name__ == "__main__":
    sys.exit(main())
