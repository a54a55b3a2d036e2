"""Takes every hostile file through every door of jyplan; run as a program, which `test_doors.py` watches from outside.

A line of JSON for each run: what was run, its exit code, its processor time in seconds, and what is wrong with it.
"""

from __future__ import annotations

import io
import json
import os
import resource
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jyplan import api
from jyplan.cli import main
from jyplan.errors import JyplanError
from tests.hostile.corpus import hostile_files
from tests.places import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HONEST = "honest.txt"
"""The plan beside the hostile files."""


class Output(NamedTuple):
    """What a command wrote, and its exit code."""

    code: int
    out: str
    err: str


class Run(NamedTuple):
    """What came of a hostile file, or of all together, at a door."""

    door: str
    case: str
    code: int
    seconds: float
    """Of processor time, in this process and those that it started."""
    fault: str
    """Empty if nothing is wrong."""


def command(*arguments: str, stdin: bytes = b"") -> Output:
    """Run a command of jyplan in this process."""
    streams = sys.stdin, sys.stdout, sys.stderr
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", errors="backslashreplace") for _ in range(2))
    sys.stdin, sys.stdout, sys.stderr = io.TextIOWrapper(io.BytesIO(stdin), "utf-8"), out, err
    try:
        code = main(["--lang=en", *arguments] if arguments[0] == "--version" else [*arguments, "--lang=en"])
    finally:
        sys.stdin, sys.stdout, sys.stderr = streams
    texts = []
    for stream in (out, err):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode("utf-8", "replace"))
    return Output(code, *texts)


def run(door: str, case: str, action: Callable[[], tuple[int, str]]) -> Run:
    """Return what an action came to; it returns its exit code and what is wrong."""
    before = _processor_seconds()
    try:
        code, fault = action()
    except Exception as error:  # everything but a sentence is a fault
        code, fault = 3, repr(error)
    return Run(door, case, code, _processor_seconds() - before, fault)


def judged(output: Output, *, honest_reported: bool = True) -> tuple[int, str]:
    """Return the exit code, and what is wrong with the output of a command."""
    if output.code not in {0, 1, 2}:
        return output.code, output.err[-2000:]
    if "Traceback" in output.err:
        return output.code, output.err[-2000:]
    return output.code, "" if honest_reported else f"the honest plan is missing: {output.err[-500:]}"


def folder_doors(folder: Path, lines: int) -> Iterator[Run]:
    """Yield the runs at the doors that take a folder: all files in one run."""
    write_corpus(folder / "corpus", lines)
    corpus = str(folder / "corpus")
    for door, arguments in {
        "parse": ["parse", corpus, "-f", "json"],
        "check": ["check", corpus, "-f", "json", "--no-cache", "--no-settings"],
        "dupes": ["dupes", corpus, "-f", "json"],
    }.items():
        yield run(door, "all", partial(_reporting, arguments))
    copies = folder / "copies"
    yield run("check -f docx", "all", partial(_copying, ["check", corpus, "-f", "docx", "--no-settings"], copies))
    yield run("archive", "all", partial(_archiving, corpus, str(folder / "archive")))


def file_doors(folder: Path, lines: int) -> Iterator[Run]:
    """Yield the runs at the doors that take a file: each file by itself."""
    files = write_corpus(folder / "corpus", lines)
    honest = str(folder / "corpus" / HONEST)
    for case, file in files.items():
        yield run("diff", case, lambda file=file: judged(command("diff", str(file), honest)))  # type: ignore[misc]
        data = file.read_bytes()
        yield run("standard input", case, lambda data=data: judged(command("parse", "-", stdin=data)))  # type: ignore[misc]
        yield run("Python", case, partial(_from_python, file, data))


DOORS = {
    "folder": (folder_doors, {"parse", "check", "dupes", "check -f docx", "archive"}),
    "file": (file_doors, {"diff", "standard input", "Python"}),
}
"""The doors by what they take."""


def write_corpus(folder: Path, lines: int) -> dict[str, Path]:
    """Write each case into a folder of its own, and beside them an honest plan; return the files by case."""
    files = {}
    for number, (case, build) in enumerate(hostile_files(lines).items()):
        name, data = build()
        files[case] = folder / f"{number:03d}" / name
        files[case].parent.mkdir(parents=True)
        files[case].write_bytes(data)
    folder.mkdir(exist_ok=True)
    (folder / HONEST).write_bytes((SAMPLES / "safety-xinhe-primary.txt").read_bytes())
    return files


def _reporting(arguments: list[str]) -> tuple[int, str]:
    output = command(*arguments)
    return judged(output, honest_reported=output.code == 3 or _names_honest(output.out))


def _names_honest(report: str) -> bool:
    """Return whether a report in JSON has the honest plan among what was read; that of a check only counts."""
    content = json.loads(report)
    if "documents" not in content:
        return bool(content["summary"]["documents"])
    return any(str(entry["path"]).endswith(HONEST) for entry in content["documents"])


def _copying(arguments: list[str], target: Path) -> tuple[int, str]:
    output = command(*arguments, "-o", str(target))
    return judged(output, honest_reported=any("honest" in path.name for path in target.rglob("*.docx")))


def _archiving(corpus: str, archive: str) -> tuple[int, str]:
    output = command("archive", "add", corpus, "-a", archive)
    listed = command("archive", "list", "-a", archive, "-f", "json")
    return judged(output, honest_reported=HONEST in listed.out)


def _from_python(file: Path, data: bytes) -> tuple[int, str]:
    for function in (lambda: api.parse_bytes(data, file.name), lambda: api.check(file)):
        try:
            function()
        except JyplanError as error:
            if error.exit_code != 2:
                return error.exit_code, str(error)
    return 0, ""


def _processor_seconds() -> float:
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


if __name__ == "__main__":
    os.environ["XDG_STATE_HOME"] = os.environ["XDG_CACHE_HOME"] = sys.argv[1]
    doors_of_kind, _ = DOORS[sys.argv[3]]
    for result in doors_of_kind(Path(sys.argv[1]), int(sys.argv[2])):
        print(json.dumps(result._asdict()), flush=True)
