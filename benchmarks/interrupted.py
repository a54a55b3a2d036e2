"""Runs of jyplan that are cut off, by SIGTERM, by SIGKILL and by a full disk: is anything lost, half or left behind?

    python -m benchmarks.interrupted --runs 500

Each run is the real program in a process of its own. It is cut off at a random moment of the time that it usually takes, or may write
no file longer than a random part of what it usually writes (`RLIMIT_FSIZE`, which programs meet as a full disk). Afterwards:

| change | must be |
|---|---|
| `archive add`, `remove`, `compact` | as before or as after, undamaged, and the next run works and leaves no other files |
| `parse -o`, `check -o` | the earlier output or the new one, nothing beside it |
| `check -f docx -o` | the earlier output or the new one, nothing beside it after the next run |
| `check` with kept results | the same report, and no half entry counts |

Prints a table: runs by how they ended, and every violation. Exits with 1 if there is any.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from jyplan.archive.lookup import list_plans
from jyplan.archive.plans import Selection
from jyplan.archive.verifying import inspect
from jyplan.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SAMPLES = Path(__file__).parents[1] / "samples"
WAYS = ("TERM", "KILL", "full disk")
FILES = ("well-made.txt", "planted-defects.txt", "page-six-plans.txt", "district-plan-auto-numbering.docx")


@dataclass(frozen=True)
class Job:
    """A command, and the property of its folder after any interruption."""

    name: str
    arguments: tuple[str, ...]
    prepare: Callable[[Path], None]
    state: Callable[[Path], object]
    """Return what the folder shows; raise AssertionError for anything half or left behind."""
    is_whole: bool = True
    """Whether only the states before and after are allowed; else `state` alone decides."""


def environment(folder: Path) -> dict[str, str]:
    """Return an environment in which jyplan writes nothing outside of the folder."""
    return os.environ | {
        "JYPLAN_CACHE": str(folder / "cache"),
        "XDG_STATE_HOME": str(folder / "state"),
        "TMPDIR": str(folder / "tmp"),
        "JYPLAN_LANG": "en",
        "PYTHONPATH": str(Path(__file__).parents[1] / "src"),
    }


def run(arguments: tuple[str, ...], folder: Path, before: Callable[[], None] | None = None) -> subprocess.Popen[bytes]:
    """Start jyplan in the folder; `before` is called in the new process first."""
    command = [sys.executable, "-m", "jyplan", *arguments]
    (folder / "tmp").mkdir(exist_ok=True)
    return subprocess.Popen(
        command, cwd=folder, env=environment(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        preexec_fn=before,  # noqa: PLW1509 - this program has one thread
    )  # fmt: skip


def completed(arguments: tuple[str, ...], folder: Path) -> int:
    """Return the exit code of a run that nobody cuts off."""
    return run(arguments, folder).wait()


def copy_samples(folder: Path) -> None:
    """Copy the plans to be read into the folder."""
    (folder / "in").mkdir()
    for name in FILES:
        shutil.copy(SAMPLES / name, folder / "in" / name)


def make_archive(folder: Path) -> None:
    """Make an archive of most of the plans, in several runs."""
    copy_samples(folder)
    for name in FILES[1:]:
        assert completed(("archive", "add", f"in/{name}", "--archive", "a"), folder) == 0


def make_output(folder: Path, name: str) -> None:
    """Make an output of an earlier run."""
    copy_samples(folder)
    (folder / name).write_bytes(b"earlier" * 1000)


def archive_state(folder: Path) -> object:
    """Return the titles in the archive, None without an archive; add a plan, and look for damage and files left behind."""
    try:
        before_next = [plan.listing.title for plan in list_plans(folder / "a", Selection())]
    except ArchiveError as error:
        if error.template != "no archive was found here":
            raise
        return None
    inspection = inspect(folder / "a")
    assert not inspection.damage, list(map(str, inspection.damage))
    (folder / "next.txt").write_text("2031年工作计划\n一、工作目标\n下一次运行之后，什么都不会留下。\n", "utf-8")
    assert completed(("archive", "add", "next.txt", "--archive", "a"), folder) == 0, "the next run fails"
    inspection = inspect(folder / "a")
    assert not inspection.damage, list(map(str, inspection.damage))
    assert not inspection.remarks, list(map(str, inspection.remarks))
    assert not [*(folder / "a").glob("*-journal")], "a journal is left behind"
    return before_next


def output_state(folder: Path, name: str) -> object:
    """Return the content of an output, or the names in a folder of outputs; look for files left behind."""
    beside = {path.name for path in folder.iterdir()} - {"in", "cache", "state", "tmp", name}
    assert not beside, f"left behind: {sorted(beside)}"
    assert not list((folder / "tmp").iterdir()), "left behind in the temporary folder"
    target = folder / name
    return target.read_bytes() if target.is_file() else sorted(path.name for path in target.rglob("*"))


def folder_state(folder: Path, name: str) -> object:
    """Return the names in a folder of outputs, after a later run has removed the draft of a killed run."""
    if list(folder.glob(".jyplan-*.tmp")):
        assert completed(("check", "in", "-f", "docx", "-o", "next"), folder) in (0, 1), "the next run fails"
        shutil.rmtree(folder / "next")
    return output_state(folder, name)


def cache_state(folder: Path) -> object:
    """Return None; compare a report with kept results to a report without, and look for files left behind."""
    drafts = [path for path in (folder / "cache").rglob("*") if path.name.endswith(".tmp")]
    assert not drafts, f"left behind: {drafts}"
    reports = []
    for options in ((), ("--no-cache",)):
        completed(("check", "in", "-f", "json", "-o", "report.json", *options), folder)
        reports.append((folder / "report.json").read_bytes())
        (folder / "report.json").unlink()
    assert reports[0] == reports[1], "the kept results are not those of a run without them"
    return None


JOBS = (
    Job("archive add", ("archive", "add", "in", "--archive", "a"), make_archive, archive_state),
    Job("archive add (new)", ("archive", "add", "in", "--archive", "a"), copy_samples, archive_state),
    Job("archive remove", ("archive", "remove", "1", "2", "--archive", "a"), make_archive, archive_state),
    Job("archive compact", ("archive", "compact", "--archive", "a"), make_archive, archive_state),
    Job("parse -o", ("parse", "in", "-f", "json", "-o", "o.json"), partial(make_output, name="o.json"),
        partial(output_state, name="o.json")),
    Job("check -o", ("check", "in", "-f", "html", "-o", "o.html", "--no-cache"), partial(make_output, name="o.html"),
        partial(output_state, name="o.html")),
    Job("check -f docx", ("check", "in", "-f", "docx", "-o", "o"), copy_samples, partial(folder_state, name="o")),
    Job("kept results", ("check", "in", "-f", "json", "-o", "r.json"), copy_samples, cache_state, is_whole=False),
)  # fmt: skip


def cut_off(job: Job, way: str, folder: Path, seconds: float, chance: random.Random) -> int:
    """Run a job and interrupt it; return the exit code, negative for a signal."""
    if way == "full disk":
        limit = int(10 ** chance.uniform(0, 5.2))
        return run(job.arguments, folder, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))).wait()
    process = run(job.arguments, folder)
    time.sleep(seconds * chance.uniform(0.3, 1.05))  # before, Python only starts
    process.send_signal(signal.SIGTERM if way == "TERM" else signal.SIGKILL)
    return process.wait()


def measure(runs: int, seed: int, jobs: tuple[Job, ...] = JOBS) -> Iterator[tuple[str, str, int, str]]:
    """Yield for every run the job, the kind of interruption, the exit code, and the damage found."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        prepared = {job.name: _prepare(job, scratch / str(number)) for number, job in enumerate(jobs)}
        for number in range(runs):
            job, way = jobs[number % len(jobs)], WAYS[number // len(jobs) % len(WAYS)]
            before, after, seconds, folder = prepared[job.name]
            copy = scratch / "copy"
            shutil.copytree(folder, copy)
            code = cut_off(job, way, copy, seconds, chance)
            wrong = ""
            try:
                state = job.state(copy)
                if job.is_whole and state not in (before, after):
                    wrong = "neither as before nor as after"
            except (AssertionError, ArchiveError) as error:
                wrong = str(error)
            yield job.name, way, code, wrong
            shutil.rmtree(copy)


def _prepare(job: Job, folder: Path) -> tuple[object, object, float, Path]:
    """Return the states before and after a job, its usual seconds and the prepared folder."""
    folder.mkdir()
    job.prepare(folder)
    (folder / "tmp").mkdir(exist_ok=True)
    states = []
    seconds = 0.0
    for is_run in (False, True):
        copy = folder.with_name("trial")
        shutil.copytree(folder, copy)
        begun = time.monotonic()
        if is_run:
            assert completed(job.arguments, copy) in {0, 1}, job.name
            seconds = time.monotonic() - begun
        states.append(job.state(copy))
        shutil.rmtree(copy)
    return states[0], states[1], seconds, folder


def main() -> int:
    """Print what became of the runs; return 1 if anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    ended: Counter[tuple[str, str]] = Counter()
    wrong: list[tuple[str, str, int, str]] = []
    codes: Counter[int] = Counter()
    for job, way, code, violation in measure(arguments.runs, arguments.seed):
        ended[job, way] += 1
        codes[code] += 1
        if violation:
            wrong.append((job, way, code, violation))
            print(job, way, code, violation, flush=True)
    for (job, way), count in sorted(ended.items()):
        print(f"{job:20} {way:10} {count:4}")
    print(json.dumps({"runs": ended.total(), "exit codes": dict(codes.most_common()), "violations": len(wrong)}))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
