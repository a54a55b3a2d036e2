"""A folder of Word files with planted copies, for seconds from a folder to a report.

    python -m benchmarks.docx_folder                          run `jyplan dupes` on 1,000 files, timed and scored
    python -m benchmarks.docx_folder FOLDER --plans 300       only write FOLDER/plans/*.docx and FOLDER/truth.json

The plans are those of `benchmarks.copies_corpus`: eight pages each as schools type them, with automatic numbers where
the plan has regular ones, every schedule a table, and the styles, theme and settings that Word puts into any file.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import asdict
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from benchmarks.copies import print_details
from benchmarks.copies_corpus.corpus import Corpus, Truth, name_plan, read_truth
from benchmarks.copies_corpus.grammar import ORDINALS
from benchmarks.copies_score import read_report, score

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEADING = re.compile(rf"([{ORDINALS}])、")
_ITEM = re.compile(r"(\d)．")
_MONTH = re.compile(r"(\d{1,2}月)：")
_LEVELS = (("chineseCounting", "%1、"), ("decimal", "%2．"))
_RUN_CHARS = 120
"""Characters of a run: Word starts a run at each later edit."""
_PAGE = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800"/></w:sectPr>'


def frame() -> dict[str, bytes]:
    """Return the parts of an empty file, with the list definition of the plans."""
    empty = io.BytesIO()
    docx.Document().save(empty)
    with zipfile.ZipFile(empty) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for level, (shape, text) in enumerate(_LEVELS)
    )
    parts["word/numbering.xml"] = (
        f'<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{levels}'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    ).encode()
    return parts


def write_file(path: Path, text: str, parts: dict[str, bytes]) -> None:
    """Write a plan as a Word file."""
    title, *lines = text.split("\n")
    body = [_paragraph(title, properties='<w:jc w:val="center"/>', size=44)]
    counts = [0, 0]
    rows: list[str] = []
    for line in lines:
        if month := _MONTH.match(line):
            rows.append(_row(month[1], line[month.end() :]))
            continue
        body.append(_table(rows))
        rows = []
        body.append(_numbered(line, counts))
    body.append(_table(rows))
    document = f'<w:document xmlns:w="{_W}"><w:body>{"".join(body)}{_PAGE}</w:body></w:document>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (parts | {"word/document.xml": document.encode()}).items():
            package.writestr(name, content)


def _numbered(line: str, counts: list[int]) -> str:
    """Return a line as a paragraph, its number automatic where the list would show the same."""
    for level, pattern in enumerate((_HEADING, _ITEM)):
        found = pattern.match(line)
        following = counts[level] + 1
        if found and found[1] == (ORDINALS[following - 1 : following] if level == 0 else str(following)):
            counts[level:] = [following, 0][: 2 - level]
            numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
            return _paragraph(line[found.end() :], properties=numbering)
    return _paragraph(line)


def _paragraph(text: str, properties: str = "", size: int = 32) -> str:
    runs = "".join(
        f'<w:r w:rsidRPr="00A77B3E"><w:rPr><w:rFonts w:eastAsia="仿宋_GB2312" w:hint="eastAsia"/><w:sz w:val="{size}"/>'
        f'</w:rPr><w:t xml:space="preserve">{escape(text[start : start + _RUN_CHARS])}</w:t></w:r>'
        for start in range(0, len(text), _RUN_CHARS)
    )
    return (
        f'<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E"><w:pPr>{properties}'
        f'<w:spacing w:line="560" w:lineRule="exact"/></w:pPr>{runs}</w:p>'
    )


def _row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{_paragraph(cell)}</w:tc>' for cell in cells)}</w:tr>"


def _table(rows: list[str]) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>" if rows else ""


def write_folder(corpus: Corpus, folder: Path) -> None:
    """Write the files of a corpus, with the names of its lines, and the truth beside the folder."""
    files = folder / "plans"
    files.mkdir(parents=True, exist_ok=True)
    truth = Truth(corpus.plans, corpus.seed, corpus.vocabulary)
    parts = frame()
    for number, text in enumerate(corpus.write_all(truth)):
        write_file(files / f"{name_plan(number)}.docx", text, parts)
    (folder / "truth.json").write_text(json.dumps(asdict(truth), ensure_ascii=False, indent=1), "utf-8")


def run_dupes(folder: Path) -> None:
    """Run the command on the files; print cost and score."""
    report = folder / "report.json"
    command = [sys.executable, "-m", "jyplan", "dupes", str(folder / "plans"), "--format", "json", "-o", str(report)]
    begun = time.perf_counter()
    code = subprocess.run(command, check=False).returncode
    seconds = time.perf_counter() - begun
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"exit {code}, {seconds:.1f} s, {usage.ru_utime + usage.ru_stime:.1f} s of processor time")
    if code <= 1:
        print_details(score(read_truth(folder), read_report(json.loads(report.read_text("utf-8")))))


def main() -> None:
    """Write the named folder; without a name, write a temporary folder and run the command on it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--plans", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--vocabulary", default="teaching")
    arguments = parser.parse_args()
    corpus = Corpus(arguments.plans, arguments.seed, arguments.vocabulary)
    if arguments.folder:
        write_folder(corpus, arguments.folder)
        return
    with tempfile.TemporaryDirectory() as scratch:
        write_folder(corpus, Path(scratch))
        run_dupes(Path(scratch))


if __name__ == "__main__":
    main()
