"""Running an engine over a corpus in a new process, and its cost."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.copies_corpus.corpus import read_texts
from benchmarks.copies_others import ENGINES

_PROGRAM = "import sys; from benchmarks.copies_runs import measure_engine; measure_engine(*sys.argv[1:])"
_PAUSE = 0.1
"""Seconds between two measurements of memory, workers included."""


@dataclass(frozen=True)
class Cost:
    """What finding copies took, from the texts in memory to the report in memory."""

    seconds: float
    processor: float
    """Seconds of processor time, worker processes included."""
    megabytes: float
    """Most memory held at one time, the texts (`texts`) and Python itself included."""
    texts: float
    """Megabytes held when the texts were read and nothing else was done."""


def run_engine(name: str, folder: Path, limit: float) -> tuple[dict[str, Any], Cost]:
    """Return an engine's report on a corpus, and its cost.

    Memory is the larger of the process's own peak, as the system keeps it, and of the sum over it and its
    workers, looked at ten times a second, pages they share counted once.

    Raises:
        subprocess.TimeoutExpired: It took longer than `limit` seconds, reading included.
        subprocess.CalledProcessError: It failed; what it said is on stderr.
    """
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "report.json"
        command = [sys.executable, "-c", _PROGRAM, name, str(folder), str(out)]
        process = subprocess.Popen(command)
        most = _watch(process, time.monotonic() + limit, limit)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)
        written = json.loads(out.read_text("utf-8"))
    cost = Cost(**written["cost"])
    return written["report"], Cost(cost.seconds, cost.processor, max(cost.megabytes, most), cost.texts)


def _watch(process: subprocess.Popen[bytes], end: float, limit: float) -> float:
    """Return the peak megabytes of a process and its workers together."""
    most = 0.0
    while process.poll() is None:
        if time.monotonic() > end:
            process.kill()
            process.wait()
            raise subprocess.TimeoutExpired(process.args, limit)
        tree = _tree(process.pid)
        if len(tree) > 1:  # one process alone keeps its own peak, and looking costs it time
            most = max(most, sum(map(_proportional, tree)))
        time.sleep(_PAUSE)
    return most


def _tree(root: int) -> list[int]:
    """Return a process and its descendants."""
    found = [root]
    for parent in found:
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found.extend(map(int, task.read_text("ascii").split()))
            except OSError:  # it ended while being looked at
                continue
    return found


def _proportional(process: int) -> float:
    """Return the megabytes of a process, with its part of shared pages; 0 after its end."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure_engine(name: str, folder: str, out: str) -> None:
    """Read a corpus, run an engine on it, and write report and cost; the entry of the new process."""
    engine = ENGINES[name]
    for module in engine.needs:
        import_module(module)
    texts = read_texts(Path(folder))
    held = _peak()
    wall, before = time.perf_counter(), os.times()
    report = engine.find(texts)
    seconds, after = time.perf_counter() - wall, os.times()
    spent = sum(after[:4]) - sum(before[:4])
    cost = Cost(seconds, spent, _peak(), held)
    Path(out).write_text(json.dumps({"report": report, "cost": asdict(cost)}), "utf-8")
