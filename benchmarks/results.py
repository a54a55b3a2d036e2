"""The figures of a run: reading, outline, diff, copies, check, start, with growth curves and peers.

    python -m benchmarks.results [--seed 7] [--peers FOLDER | --no-peers] [--out benchmarks/RESULTS.md]

Inputs are made from a seed. Peers (python-docx, difflib, datasketch) run in an environment of their own, made in FOLDER where it is
not there yet, on the same files; their figures are ratios: peer's processor time over jyplan's. Processor time is that of the
process and its workers, the fastest of three runs, imports apart; of whole processes the fastest of seven.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import docx
from benchmarks.copies_corpus.corpus import Corpus, read_texts, write_corpus
from benchmarks.plan_grammar import edit_text, write_plan

from jyplan import api, inputs
from jyplan.compare.copies.engine import find_copies
from jyplan.compare.copies.options import CopyOptions
from jyplan.compare.diff.comparison import compare_plans
from jyplan.readers import read
from jyplan.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from jyplan.inputs import Source, Unreadable

PEERS = ("python-docx==1.2.0", "datasketch==2.0.0")
_PEERS_FOLDER = Path("build/bench-peers")
_RUNS = 3
_STARTS = 7
_PARAGRAPHS = (250, 500, 1_000, 2_000)
_CHARACTERS = (3_000, 6_000, 12_000, 24_000)
_PLANS = (250, 500, 1_000, 2_000)
_CHECKED = (25, 50, 100, 200)


class Measure(NamedTuple):
    """A point of a growth curve."""

    size: int
    seconds: float


class Curve(NamedTuple):
    """Processor time of a kind of work over the size of its input."""

    name: str
    what: str
    unit: str
    peer: str
    points: tuple[Measure, ...]


def main() -> None:
    """Measure everything and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--peers", type=Path, default=_PEERS_FOLDER, help="the environment of the peers")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("RESULTS.md"))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        curves = list(measure_all(folder, arguments.seed))
        starts = dict(measure_starts())
        peers = {} if arguments.no_peers else measure_peers(folder, arguments.peers)
    arguments.out.write_text(report(curves, starts, peers, arguments.seed), "utf-8")


def measure_all(folder: Path, seed: int) -> Iterator[Curve]:
    """Yield the curve of each kind of work; inputs are left in the folder for the peers."""
    for measure in (measure_reading, measure_outline, measure_diff, measure_copies, measure_check):
        print(measure.__name__, file=sys.stderr, flush=True)
        yield measure(folder, seed)


def measure_reading(folder: Path, seed: int) -> Curve:
    """Word files of so many paragraphs, from bytes to blocks."""
    (folder / "reading").mkdir()
    points = []
    for size in _PARAGRAPHS:
        random = Random(seed)
        document = docx.Document()
        for line in _lines(random, size):
            document.add_paragraph(line)
        file = folder / "reading" / f"{size}.docx"
        document.save(str(file))
        data = file.read_bytes()
        points.append(Measure(size, _timed(partial(read, data, "plan.docx"))))
    return Curve(
        "reading", "a Word file to blocks", "paragraphs", "python-docx, texts of paragraphs alone", tuple(points)
    )


def measure_outline(folder: Path, seed: int) -> Curve:
    """Texts of so many paragraphs, from bytes to plans with roles and facts."""
    points = []
    for size in _PARAGRAPHS:
        data = "\n".join(_lines(Random(seed), size)).encode()
        points.append(Measure(size, _timed(partial(api.parse_bytes, data, "plan.txt", limits=api.UNLIMITED))))
    return Curve("outline", "a text to plans with roles and facts", "paragraphs", "", tuple(points))


def measure_diff(folder: Path, seed: int) -> Curve:
    """Two plans of so many characters, a tenth of the second edited."""
    (folder / "diff").mkdir()
    points = []
    for size in _CHARACTERS:
        random = Random(seed)
        left = write_plan(random, size)
        right = edit_text(random, left, 0.1)
        for side, text in (("left", left), ("right", right)):
            (folder / "diff" / f"{size}.{side}.txt").write_text(text, "utf-8")
        plans = [api.parse_bytes(text.encode(), "a.txt", limits=api.UNLIMITED).plans[0] for text in (left, right)]
        points.append(Measure(size, _timed(partial(compare_plans, plans[0], plans[1]))))
    return Curve("diff", "two plans compared, a tenth edited", "characters", "difflib, opcodes alone", tuple(points))


def measure_copies(folder: Path, seed: int) -> Curve:
    """So many plans with planted copies, from texts to pairs, groups and templates."""
    (folder / "copies").mkdir()
    points = []
    for size in _PLANS:
        corpus = folder / f"corpus-{size}"
        write_corpus(Corpus(size, seed, "teaching"), corpus)
        texts = read_texts(corpus)
        (folder / "copies" / f"{size}.json").write_text(json.dumps(texts), "utf-8")
        options = CopyOptions(threads=1)
        find_copies(texts[:30], options)  # what is loaded once
        points.append(Measure(size, _timed(partial(find_copies, texts, options), runs=1)))
    peer = "MinHash with LSH (datasketch), candidate pairs alone"
    return Curve("copies", "plans compared with each other", "plans", peer, tuple(points))


def measure_check(folder: Path, seed: int) -> Curve:
    """So many files against the rule set work-plan, one process."""
    rules = api.load_rules("work-plan")
    (folder / "check").mkdir()
    points = []
    api.check(
        str(Path(__file__).parents[1] / "samples" / "well-made.txt"), rules, limits=api.UNLIMITED
    )  # what is loaded once
    for size in _CHECKED:
        random = Random(seed)
        place = folder / "check" / str(size)
        place.mkdir()
        for number in range(size):
            (place / f"{number}.txt").write_text(write_plan(random, 1_500), "utf-8")
        sources = list(inputs.find_sources([str(place)]))
        points.append(Measure(size, _timed(partial(_check_all, sources, rules), runs=1)))
    return Curve("check", "files of 1,500 characters against work-plan", "files", "", tuple(points))


def _check_all(sources: Sequence[Source | Unreadable], rules: api.RuleSet) -> int:
    return len(list(api.check_many(sources, rules, workers=1, limits=api.UNLIMITED)))


def measure_starts() -> Iterator[tuple[str, float]]:
    """Yield the processor time of whole processes, in seconds."""
    sample = str(Path(__file__).parents[1] / "samples" / "page-six-plans.txt")
    commands = {
        "python -c pass": ["-c", "pass"],
        "jyplan --version": ["-m", "jyplan", "--version"],
        "jyplan --help": ["-m", "jyplan", "--help"],
        "jyplan parse FILE#1": ["-m", "jyplan", "parse", f"{sample}#1", "--format", "json"],
        "jyplan diff FILE#1 FILE#5": ["-m", "jyplan", "diff", f"{sample}#1", f"{sample}#5"],
    }
    for name, words in commands.items():
        times = []
        for _ in range(_STARTS):
            start = _processor_time()
            subprocess.run([sys.executable, *words], stdout=subprocess.DEVNULL, check=True)
            times.append(_processor_time() - start)
        yield name, min(times)


def measure_peers(folder: Path, environment: Path) -> dict[str, float]:
    """Return the peers' seconds by measure and size; empty, with a line on standard error, where they cannot be installed."""
    python = environment / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    try:
        if not python.exists():
            subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
            subprocess.run([str(python), "-m", "pip", "install", "--quiet", *PEERS], check=True)
        result = subprocess.run(
            [str(python), str(Path(__file__).with_name("peers.py")), str(folder)],
            check=True,
            capture_output=True,
            text=True,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"peers not measured: {error}", file=sys.stderr)
        return {}
    found: dict[str, float] = json.loads(result.stdout)
    return found


def report(curves: Sequence[Curve], starts: dict[str, float], peers: dict[str, float], seed: int) -> str:
    """Return the tables as Markdown."""
    lines = [
        "# Results",
        "",
        "Written by `make bench` (`python -m benchmarks.results`); the next run replaces it. Processor time in milliseconds, the fastest of"
        " three runs (copies, check: one), worker processes included. Growth is the time over that of half the size: 2 is linear. The peer's column is its"
        " processor time over jyplan's, on the same input; the peers do less, as named.",
        "",
        *(f"- {line}" for line in machine(seed)),
        "",
    ]
    for curve in curves:
        peer = f", peer: {curve.peer}" if curve.peer else ""
        lines += [
            f"## {curve.name}: {curve.what}{peer}",
            "",
            f"| {curve.unit} | ms | growth | peer ÷ jyplan |",
            "|---:|---:|---:|---:|",
        ]
        before = None
        for point in curve.points:
            growth = f"{point.seconds / before:.2f}" if before else ""
            other = peers.get(f"{curve.name} {point.size}")
            ratio = f"{other / point.seconds:.2f}" if other is not None else "not measured" if curve.peer else ""
            lines.append(f"| {point.size} | {point.seconds * 1000:.1f} | {growth} | {ratio} |")
            before = point.seconds
        lines.append("")
    bare = starts["python -c pass"]
    lines += ["## start: whole processes", "", "| command | ms | × `python -c pass` |", "|---|---:|---:|"]
    lines += [f"| `{name}` | {seconds * 1000:.0f} | {seconds / bare:.1f} |" for name, seconds in starts.items()]
    return "\n".join(lines) + "\n"


def machine(seed: int) -> Iterator[str]:
    """Yield the machine, versions and seeds of the figures."""
    yield f"{datetime.now(UTC):%Y-%m-%d}, {platform.system()} {platform.machine()}, {_processor()}, {os.cpu_count()} processors (shared)"
    yield f"Python {platform.python_version()}, jyplan {VERSION}, " + ", ".join(
        f"{name} {version(name)}" for name in ("numpy", "rapidfuzz", "lxml")
    )
    yield f"seed {seed}; peers: {', '.join(PEERS)}, difflib of Python"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        return next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or "unknown processor"


def _lines(random: Random, size: int) -> list[str]:
    """Return a plan of so many paragraphs."""
    lines: list[str] = []
    while len(lines) < size:
        lines += write_plan(random, 3_000).split("\n")
    return lines[:size]


def _timed(work: Callable[[], object], runs: int = _RUNS) -> float:
    times = []
    for _ in range(runs):
        start = _processor_time()
        work()
        times.append(_processor_time() - start)
    return min(times)


def _processor_time() -> float:
    """Return the processor time of this process and of its finished workers, in seconds."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


if __name__ == "__main__":
    main()
