"""How long a whole jyplan process takes, as ratios to processes that anybody can run.

    python benchmarks/startup.py [FILE]

FILE is what `parse` reads, by default a sample. Each command is run in turn with the others, and the
fastest run of each counts, so that a busy machine slows all of them alike or none.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 15
SAMPLE = Path(__file__).parents[1] / "samples" / "page-six-plans.txt"


def main() -> None:
    """Print a line a command: milliseconds, and how many times a bare Python and an import of Typer."""
    file = sys.argv[1] if len(sys.argv) > 1 else str(SAMPLE)
    commands = {
        "python -c pass": ["-c", "pass"],
        "python -c 'import typer'": ["-c", "import typer"],
        "import jyplan": ["-c", "import jyplan"],
        "jyplan --version": ["-m", "jyplan", "--version"],
        "jyplan --help": ["-m", "jyplan", "--help"],
        "jyplan parse --help": ["-m", "jyplan", "parse", "--help"],
        "jyplan parse FILE": ["-m", "jyplan", "parse", file],
        "jyplan parse FILE --format json": ["-m", "jyplan", "parse", file, "--format", "json"],
    }
    fastest = dict.fromkeys(commands, float("inf"))
    for _ in range(ROUNDS):
        for name, arguments in commands.items():
            fastest[name] = min(fastest[name], seconds(arguments))
    python, typer = fastest["python -c pass"], fastest["python -c 'import typer'"]
    print(f"{'':34}{'ms':>8}{'× python':>10}{'× typer':>10}")
    for name, best in fastest.items():
        print(f"{name:34}{best * 1000:8.0f}{best / python:10.1f}{best / typer:10.2f}")


def seconds(arguments: list[str]) -> float:
    """Return how long one run of Python takes from start to end."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
