"""How long checking takes: a plan, 500 plans, a rule file of 500 rules. Prints the rows of check.md."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from jyplan import api
from jyplan.checker import check_outline

SAMPLE = Path(__file__).parents[1] / "samples" / "well-made.txt"
PLANS = 500
RULES = 500


def best_of(count: int, *arguments: str) -> float:
    """Return the seconds of the fastest of some runs of the command."""
    seconds = []
    for _ in range(count):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-m", "jyplan", "check", *arguments, "-o", "/dev/null"], check=True)
        seconds.append(time.perf_counter() - begun)
    return min(seconds)


def main() -> None:
    """Measure in a temporary folder."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(PLANS):
            (folder / f"{number}.txt").write_bytes(SAMPLE.read_bytes())
        print(f"| one plan of 4 KB, whole process | {best_of(5, str(SAMPLE)):.2f} s |")
        print(f"| {PLANS} plans of 4 KB, whole process | {best_of(3, str(folder)):.2f} s |")
        rules = folder / "rules.yaml"
        body = "".join(
            f"  rule-{i}:\n    type: forbid\n    level: info\n    texts: [旧词{i}, 老话{i}]\n    message: 旧提法“{{words}}”\n"
            f"    patterns: ['旧{i}(?:a|b){{2}}']\n    hint: 换掉\n"
            for i in range(RULES)
        )
        rules.write_text(f"schema: 1\nid: many\ntitle: many\nrules:\n{body}", "utf-8")
        default = api.load_rules()
        begun = time.process_time()
        api.load_rules(rules)
        print(f"| {RULES} rules loaded, in the process | {1000 * (time.process_time() - begun):.0f} ms |")
    outline = api.parse(SAMPLE)
    check_outline(outline, default)
    begun = time.process_time()
    for _ in range(200):
        check_outline(outline, default)
    print(f"| the rules alone, one plan | {5 * (time.process_time() - begun):.2f} ms |")


if __name__ == "__main__":
    main()
