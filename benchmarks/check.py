"""How long checking takes: a plan, 500 plans, a rule file of 500 rules. Prints the rows of check.md."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from jyplan import api
from jyplan.cache.folders import VARIABLE
from jyplan.checker.run import check_outline

SAMPLE = Path(__file__).parents[1] / "samples" / "well-made.txt"
PLANS = 500
RULES = 500


def run(folder: Path, *arguments: str) -> tuple[float, float]:
    """Return the seconds of a whole process: by the clock, and of processors, workers included."""
    # compiled modules are kept, as those of an installed package are
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before, begun = os.times(), time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "jyplan", "check", *arguments, "--fail-on", "never", "-o", os.devnull],
        check=True,
        env={**environment, VARIABLE: str(folder / "cache")},
    )
    taken, after = time.perf_counter() - begun, os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return taken, used


def row(name: str, runs: list[tuple[float, float]]) -> None:
    """Print the medians of some runs, and the fastest by the clock."""
    taken, used = zip(*runs, strict=True)
    print(f"| {name} | {median(used):.2f} s | {median(taken):.2f} s | {min(taken):.2f} s |")


def processes(folder: Path) -> None:
    """Measure whole processes, with and without results that are kept."""
    plans = folder / "plans"
    plans.mkdir()
    text = SAMPLE.read_text("utf-8")
    for number in range(PLANS):
        (plans / f"{number}.txt").write_text(f"{text}\n编号：{number}\n", "utf-8")
    print("| what | processors | clock | fastest |\n|---|---:|---:|---:|")
    run(folder, str(SAMPLE), "--no-cache")
    row("one plan of 4 KB", [run(folder, str(SAMPLE), "--no-cache") for _ in range(11)])
    run(folder, str(SAMPLE))
    row("the same, unchanged", [run(folder, str(SAMPLE)) for _ in range(11)])
    row(f"{PLANS} plans of 4 KB", [run(folder, str(plans), "--no-cache") for _ in range(5)])
    cold = []
    for number in range(5):
        home = folder / str(number)
        home.mkdir()
        cold.append(run(home, str(plans)))
    row("the same, keeping the results", cold)
    row("the same, unchanged", [run(home, str(plans)) for _ in range(5)])


def rules(folder: Path) -> None:
    """Measure in this process: loading rules, and applying them."""
    file = folder / "rules.yaml"
    body = "".join(
        f"  rule-{i}:\n    type: forbid\n    level: info\n    texts: [旧词{i}, 老话{i}]\n    message: 旧提法“{{words}}”\n"
        f"    patterns: ['旧{i}(?:a|b){{2}}']\n    hint: 换掉\n"
        for i in range(RULES)
    )
    file.write_text(f"schema: 1\nid: many\ntitle: many\nrules:\n{body}", "utf-8")
    default = api.load_rules()
    begun = time.process_time()
    api.load_rules(file)
    print(f"| {RULES} rules loaded | {1000 * (time.process_time() - begun):.0f} ms | | |")
    outline = api.parse(SAMPLE)
    for name, work in (
        ("reading one plan", lambda: api.parse(SAMPLE)),
        ("the rules alone, one plan", lambda: check_outline(outline, default)),
    ):
        work()
        begun = time.process_time()
        for _ in range(200):
            work()
        print(f"| {name} | {5 * (time.process_time() - begun):.2f} ms | | |")


def main() -> None:
    """Measure in a temporary folder."""
    with tempfile.TemporaryDirectory() as name:
        processes(Path(name))
        rules(Path(name))


if __name__ == "__main__":
    main()
