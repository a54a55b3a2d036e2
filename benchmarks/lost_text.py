"""Lost text: characters that LibreOffice reads in a file and jyplan neither gives nor lists.

    python -m benchmarks.lost_text                     the samples
    python -m benchmarks.lost_text FOLDER FILE…        any other files
    python -m benchmarks.lost_text --show 20 FOLDER    with the longest stretches that are lost

LibreOffice writes each file as flat OpenDocument, which holds the body, headers, footers, notes, comments and text
boxes. A character counts as given if one of the runs of four characters that it stands in occurs in a plan, in
`outside` or in a problem of the same file; a shorter line counts as a whole. White space, width and punctuation of either
width are folded. The goal is at most 1 in 1,000. PDF files are left out, as LibreOffice only draws them.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jyplan import api, inputs
from jyplan.language import Language
from jyplan.model import Outline
from jyplan.readers.libreoffice import OPTIONS, find_program
from jyplan.text import trees
from jyplan.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

SAMPLES = Path(__file__).parent.parent / "samples"
GRAM = 4
GOAL = 0.001
FILTERS = {".html": "HTML (StarWriter)", ".htm": "HTML (StarWriter)", ".txt": "Text (encoded):UTF8,LF,,,"}
"""The import filter of LibreOffice by suffix, where it does not choose Writer by itself."""
TEXTS, SHEETS = ("fodt", "OpenDocument Text Flat XML"), ("fods", "OpenDocument Spreadsheet Flat XML")
"""What LibreOffice writes: suffix and filter."""
LEFT_OUT = frozenset({".pdf", ".md", ".zip", ".json", ".py", ".gold"})
BATCH = 40
SECONDS = 300
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"
META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
LINES = frozenset({f"{TEXT}p", f"{TEXT}h"})
UNSEEN = frozenset(
    {f"{TEXT}tracked-changes", f"{DC}creator", f"{DC}date", f"{META}creator-initials", f"{TEXT}note-citation"}
    | {f"{OFFICE}{name}" for name in ("binary-data", "meta", "settings", "scripts", "font-face-decls", "forms")}
    | {f"{SVG}title", f"{SVG}desc", f"{TEXT}page-number", f"{TEXT}page-count"}
)
"""Elements with text that is not displayed, or computed anew by every program."""


class Loss(NamedTuple):
    """What of a file's text jyplan does not give."""

    path: Path
    total: int
    """Characters read by LibreOffice."""
    lost: tuple[str, ...]
    """Stretches neither given nor listed by jyplan."""

    @property
    def characters(self) -> int:
        """Number of characters lost."""
        return sum(map(len, self.lost))


def main(arguments: list[str]) -> int:
    """Print a line a file, and the share of all; return 1 if the goal is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("paths", nargs="*", type=Path, default=[SAMPLES])
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print the N longest lost stretches of a file")
    chosen = parser.parse_args(arguments)
    program = find_program()
    if program is None:
        print("LibreOffice is not installed", file=sys.stderr)
        return 2
    losses = list(measure(sorted(_files(chosen.paths)), program))
    for loss in sorted(losses, key=lambda loss: -loss.characters):
        print(f"{loss.characters:>7} of {loss.total:>7} {_share(loss.characters, loss.total)}  {loss.path}")
        for stretch in sorted(loss.lost, key=len, reverse=True)[: chosen.show]:
            print(f"          {stretch[:120]}")
    lost, total = sum(loss.characters for loss in losses), sum(loss.total for loss in losses)
    print(f"{lost:>7} of {total:>7} {_share(lost, total)}  {len(losses)} files")
    return int(lost > GOAL * total)


def _share(part: int, whole: int) -> str:
    return f"{1000 * part / max(whole, 1):8.2f} ‰"


def _files(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        found = path.rglob("*") if path.is_dir() else [path]
        yield from (file for file in found if file.is_file() and file.suffix.lower() not in LEFT_OUT)


def measure(files: list[Path], program: str) -> Iterator[Loss]:
    """Yield the loss of each file that both programs read."""
    for suffix in sorted({file.suffix.lower() for file in files}):
        alike = [file for file in files if file.suffix.lower() == suffix]
        for first in range(0, len(alike), BATCH):
            yield from _measure_batch(alike[first : first + BATCH], FILTERS.get(suffix), program)


def _measure_batch(files: list[Path], import_filter: str | None, program: str) -> Iterator[Loss]:
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        copies = [room / f"{number}{file.suffix.lower()}" for number, file in enumerate(files)]
        for copy, file in zip(copies, files, strict=True):
            copy.write_bytes(_as_utf8(file) if import_filter else file.read_bytes())
        command = [program, f"-env:UserInstallation={(room / 'profile').as_uri()}", *OPTIONS]
        command += [f"--infilter={import_filter}"] if import_filter else []
        kind = files[0].suffix.lower()
        suffix, export_filter = SHEETS if kind in (".xlsx", ".xlsm") else TEXTS
        command += ["--convert-to", f"{suffix}:{export_filter}", "--outdir", str(room / "out"), *map(str, copies)]
        subprocess.run(command, check=False, capture_output=True, timeout=SECONDS)
        results = list(api.parse_many([inputs.find_file(str(file)) for file in files]))
        for number, (file, result) in enumerate(zip(files, results, strict=True)):
            written = room / "out" / f"{number}.{suffix}"
            if not written.exists() or not written.stat().st_size or not isinstance(result, Outline):
                print(f"not compared: {file}", file=sys.stderr)
                continue
            yield compare(file, list(office_lines(written.read_bytes())), result)


def _as_utf8(file: Path) -> bytes:
    """Return a text or a page in UTF-8: LibreOffice believes the declared encoding of a page, and guesses for a text."""
    text = file.read_bytes().decode(api.parse(str(file)).document.encoding or "utf-8", "replace")
    return b"\xef\xbb\xbf" + re.sub("charset=[\"']?[-\\w]+", "charset=utf-8", text, flags=re.IGNORECASE).encode()


def office_lines(flat: bytes) -> Iterator[str]:
    """Yield the paragraphs of a flat OpenDocument file, of headers and footers too."""
    root = trees.parse_xml(flat)
    for container in (root.find(f"{OFFICE}master-styles"), root.find(f"{OFFICE}body")):
        if container is not None:
            yield from "".join(_pieces(container)).split("\n")


def _pieces(element: Element) -> Iterator[str]:
    if element.tag in UNSEEN or not isinstance(element.tag, str):
        return
    if element.tag in LINES:
        yield "\n"
    yield element.text or ""
    for child in element:
        yield from _pieces(child)
        if element.tag in LINES or element.tag.startswith(TEXT):
            yield child.tail or ""
    if element.tag in LINES:
        yield "\n"


def compare(path: Path, lines: list[str], outline: Outline) -> Loss:
    """Return the stretches of LibreOffice's lines that jyplan neither gives nor lists."""
    problems = (Language("zh").say(problem.message) for problem in outline.document.problems)
    given = "\n".join([*(plan.text for plan in outline.plans), *(text.text for text in outline.outside), *problems])
    whole = _bare(given)
    grams = {whole[start : start + GRAM] for start in range(len(whole) - GRAM + 1)}
    bare = [line for line in map(_bare, lines) if line]
    return Loss(path, sum(map(len, bare)), tuple(stretch for line in bare for stretch in _lost(line, whole, grams)))


def _bare(text: str) -> str:
    return "".join(character for character in fold(text) if character.isalnum())


def _lost(line: str, whole: str, grams: set[str]) -> Iterator[str]:
    if len(line) < GRAM:
        if line not in whole:
            yield line
        return
    given = bytearray(len(line))
    for start in range(len(line) - GRAM + 1):
        if line[start : start + GRAM] in grams:
            given[start : start + GRAM] = b"\1" * GRAM
    start = 0
    for end in range(len(line) + 1):
        if end == len(line) or given[end]:
            if end > start:
                yield line[start:end]
            start = end + 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
