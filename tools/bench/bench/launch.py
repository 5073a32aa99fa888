"""Runs a program and notes what it took: `python launch.py NOTE-FILE PROGRAM …`.

Linux counts into a program's peak memory what its parent had when it was started; this parent has next to
nothing.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

if __name__ == "__main__":
    started = time.perf_counter()
    process = subprocess.Popen(sys.argv[2:])
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    note = {
        "seconds": time.perf_counter() - started,
        "cpuSeconds": usage.ru_utime + usage.ru_stime,
        "peakMib": usage.ru_maxrss / 1024,
    }
    Path(sys.argv[1]).write_text(json.dumps(note), encoding="utf-8")
    sys.exit(process.returncode & 0xFF)
