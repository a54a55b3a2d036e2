"""Compare how fast Word files are read, in how much memory, and with how many labels right.

    python benchmarks/word.py                 a table on standard output
    python benchmarks/word.py --runs 9        with more runs behind each figure

Every reader runs in a process of its own, so that the start of Python and its imports count, as they
do for whoever types a command. Times are processor time, the median of all runs. Compared are those of mammoth, markitdown, docx2python, python-docx
and LibreOffice that are installed; none is needed by the project.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import zipfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

READERS = {
    "jyplan": "from jyplan.readers import docx\nfor b in docx.read(open(path, 'rb').read(), path).blocks: print(b.text)",
    "lxml alone": (
        "import zipfile\nfrom lxml import etree\n"
        "root = etree.fromstring(zipfile.ZipFile(path).read('word/document.xml'))\n"
        "w = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'\n"
        "for p in root.iter(w + 'p'): print(''.join(t.text or '' for t in p.iter(w + 't')))"
    ),
    "mammoth": "import mammoth\nprint(mammoth.convert_to_markdown(open(path, 'rb')).value.replace('\\\\', ''))",
    "markitdown": "from markitdown import MarkItDown\nprint(MarkItDown().convert(path).text_content)",
    "docx2python": "from docx2python import docx2python\nprint(docx2python(path).text)",
    "python-docx": "import docx\nfor p in docx.Document(path).paragraphs: print(p.text)",
}
_SOFFICE = shutil.which("soffice")
_SOURCE = Path(__file__).resolve().parent.parent / "src"
_PARAGRAPHS_PER_PAGE = 20
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RUN = (
    '<w:r w:rsidRPr="00A77B3E"><w:rPr><w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:hAnsi="仿宋_GB2312"'
    ' w:hint="eastAsia"/><w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:eastAsia="zh-CN"/></w:rPr><w:t>{}</w:t></w:r>'
)
_PARAGRAPH = (
    '<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E" w:rsidP="00C21F1A"><w:pPr>{}'
    '<w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/></w:pPr>{}</w:p>'
)
_SENTENCE = "深入推进课堂教学改革，落实立德树人根本任务，每位教师每学期听课不少于二十节。"


class Sample(NamedTuple):
    """A document made for the comparison."""

    path: Path
    lines: list[str]
    """The numbered lines as Word displays them, without the blanks after a number."""


class Measure(NamedTuple):
    """Cost and output of a run."""

    seconds: float
    """Processor time, children included."""
    megabytes: float
    output: str


def make_sample(folder: Path, pages: int) -> Sample:
    """Write a document of so many pages: three levels of automatic numbers, body text, a table a page."""
    body: list[str] = []
    lines: list[str] = []
    counts = [0, 0, 0]
    for number in range(pages * _PARAGRAPHS_PER_PAGE):
        level = {0: 0, 1: 1, 6: 1, 3: 2, 4: 2, 8: 2}.get(number % 10)
        text = f"第{number}项{_SENTENCE}"
        numbering = ""
        if level is not None:
            counts[level:] = [counts[level] + 1] + [0] * (2 - level)
            numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
            lines.append(_label(level, counts[level]) + text)
        body.append(_PARAGRAPH.format(numbering, _RUN.format(text[:20]) + _RUN.format(text[20:])))
        if number % _PARAGRAPHS_PER_PAGE == 0:
            cell = f"<w:tc>{_PARAGRAPH.format('', _RUN.format('九月 开学'))}</w:tc>"
            body.append(f"<w:tbl>{f'<w:tr>{cell * 3}</w:tr>' * 3}</w:tbl>")
    path = folder / f"{pages}.docx"
    _write(path, "".join(body))
    return Sample(path, lines)


def _label(level: int, number: int) -> str:
    if level == 2:
        return f"{number}."
    figures = "○一二三四五六七八九"
    if number < 100:
        tens, ones = divmod(number, 10)
        written = (figures[tens] if tens > 1 else "") + ("十" if tens else "") + (figures[ones] if ones else "")
    else:
        written = "".join(figures[int(figure)] for figure in str(number))
    return f"{written}、" if level == 0 else f"（{written}）"


def _write(path: Path, body: str) -> None:
    levels = ("%1、", "chineseCounting"), ("（%2）", "chineseCounting"), ("%3.", "decimal")
    defined = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for index, (text, fmt) in enumerate(levels)
    )
    relation = '<Relationship Id="r{0}" Type="' + _OFFICE + '/{1}" Target="{2}"/>'
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/><Override PartName="/word/numbering.xml"'
        f' ContentType="{_MAIN.replace("document.main", "numbering")}"/></Types>',
        "_rels/.rels": relations.format(relation.format(1, "officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": relations.format(relation.format(1, "numbering", "numbering.xml")),
        "word/document.xml": f'<w:document xmlns:w="{_W}" xmlns:r="{_OFFICE}"><w:body>{body}</w:body></w:document>',
        "word/numbering.xml": f'<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="0">{defined}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def measure(command: list[str], output: Path | None = None) -> Measure | None:
    """Run a command once; None where it fails, as without an installed reader."""
    environment = {**os.environ, "PYTHONPATH": str(_SOURCE), "PYTHONIOENCODING": "utf-8"}
    with tempfile.TemporaryFile() as stdout:
        process = subprocess.Popen(command, stdout=stdout, stderr=subprocess.DEVNULL, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        stdout.seek(0)
        said = stdout.read() if output is None or not output.exists() else output.read_bytes()
    return (
        Measure(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, said.decode("utf-8"))
        if process.returncode == 0
        else None
    )


def commands(sample: Sample) -> dict[str, tuple[list[str], Path | None]]:
    """Return how each reader is run on a document, and where its text lies if not on standard output."""
    found: dict[str, tuple[list[str], Path | None]] = {
        name: ([sys.executable, "-c", f"path = {str(sample.path)!r}\n{program}"], None)
        for name, program in READERS.items()
    }
    if _SOFFICE:
        folder = sample.path.parent
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        convert = ["--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(folder), str(sample.path)]
        found["LibreOffice"] = ([_SOFFICE, profile, *convert], sample.path.with_suffix(".txt"))
    return found


def right_lines(sample: Sample, output: str) -> int:
    """Return how many numbered lines are displayed right; blanks and Markdown's signs do not matter."""
    shown = {"".join(line.split()).replace("\\", "") for line in output.splitlines()}
    return sum(line in shown for line in sample.lines)


def main() -> None:
    """Print the table."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--runs", type=int, default=3, help="runs behind each figure, of which the median counts")
    runs = arguments.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        # made by another process: what this one has needed at its most counts for those it starts
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as maker:
            samples = list(maker.map(make_sample, [Path(folder)] * 2, (8, 200)))
        print("| reader | 8 pages | memory | 200 pages | memory | labels right |")
        print("|---|---|---|---|---|---|")
        for name in commands(samples[0]):
            figures: list[str] = []
            right = total = 0
            for sample in samples:
                command, output = commands(sample)[name]
                measured = [found for _ in range(runs) if (found := measure(command, output)) is not None]
                if not measured:
                    break
                right += right_lines(sample, measured[0].output)
                total += len(sample.lines)
                figures.append(f"{statistics.median(m.seconds for m in measured):.2f} s")
                figures.append(f"{statistics.median(m.megabytes for m in measured):.0f} MB")
            else:
                print(f"| {name} | {' | '.join(figures)} | {right / total:.0%} |", flush=True)
        _print_whole(samples, runs)
        _print_rate(samples[0])
        _print_folder(samples[0])


def _print_whole(samples: list[Sample], runs: int) -> None:
    """Print the cost of `jyplan parse`: reading, outline, facts, JSON."""
    print()
    for sample, pages in zip(samples, (8, 200), strict=True):
        command = [sys.executable, "-m", "jyplan", "parse", "--format", "json", str(sample.path)]
        measured = [found for _ in range(runs) if (found := measure(command)) is not None]
        seconds = statistics.median(m.seconds for m in measured)
        print(f"jyplan parse --format json, {pages} pages: {seconds:.2f} s, {measured[0].megabytes:.0f} MB")


def _print_folder(sample: Sample) -> None:
    """Print how many files of a folder the command parses in a second of one processor."""
    files = 200
    with tempfile.TemporaryDirectory() as name:
        for number in range(files):
            shutil.copy(sample.path, Path(name) / f"{number}.docx")
        command = [sys.executable, "-m", "jyplan", "parse", "--format", "json", name]
        found = measure(command)
    if found is not None:
        print(f"{files / found.seconds:.0f} of them a second and core for jyplan parse --format json on a folder.")


def _print_rate(sample: Sample) -> None:
    program = (
        "import time\nfrom jyplan.readers import docx\ndata = open(path, 'rb').read()\ndocx.read(data, path)\n"
        "begun = time.process_time()\nfor _ in range(200): docx.read(data, path)\n"
        "print(round(200 / (time.process_time() - begun)))"
    )
    found = measure([sys.executable, "-c", f"path = {str(sample.path)!r}\n{program}"])
    if found is not None:
        print(f"\n{found.output.strip()} eight-page files a second and core, once started.")


if __name__ == "__main__":
    main()
