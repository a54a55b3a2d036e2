"""What is fuzzed: for each target the seeds, the kind of content, and the function that takes an input.

A function returns a signature of its behaviour, the same for inputs that behave alike. An error of jyplan is a behaviour;
any other exception is a crash.
"""

from __future__ import annotations

import io
import json
import os
import re
import tempfile
import zipfile
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from tests.archive import build as archives
from tests.inputs.zip_builder import raw_zip, zip_of
from tests.places import CASES, ROOT, SAMPLES
from tests.readers.docx.test_fuzz import everything, make
from tests.readers.ole_builder import ole_of
from tests.readers.pdf_builder import PdfPage, pdf_of

from fuzzing.mutations import NO_ZIP
from jyplan import api, inputs
from jyplan.archive import lookup, matching, verifying
from jyplan.cache import codec
from jyplan.checker import baseline
from jyplan.checker.run import check_outline
from jyplan.checker.settings import read_settings
from jyplan.compare.copies.options import CopyOptions
from jyplan.compare.diff.comparison import ComparisonOptions, compare_plans
from jyplan.corpora import jsonl
from jyplan.errors import JyplanError, RuleFileError
from jyplan.inputs.source import Source
from jyplan.language import Language
from jyplan.model import Block, BlockKind, Cell, Document, Outline, Revisions, Style
from jyplan.outline import read_outline
from jyplan.readers import choose, libreoffice
from jyplan.reading.jobs import read_content
from jyplan.reports import CHECK_REPORTS, PARSE_REPORTS, CheckOptions, OutlineOptions
from jyplan.rulesets import RuleSet, load_rule_set

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_SIDES = b"\n\x1e\n"
"""Between the two texts of a comparison: a record separator."""
_LINES = 12
"""Of a seed that is cut from a text."""
_LONGEST_PIECE = 1_500
"""Bytes of a seed that is cut from a text."""
_LARGEST_SEED = 24 << 10
"""Bytes: larger samples are cut off or left out, for speed."""


@dataclass(frozen=True, slots=True)
class Target:
    """A part of jyplan that takes bytes of strangers."""

    name: str
    kind: str
    """The kind of content, for `mutations.mutate`."""
    seeds: Callable[[], list[bytes]]
    run: Callable[[bytes], str]


def signature_of(run: Callable[[bytes], str], data: bytes) -> str:
    """Return the signature of a run; an error of jyplan gives its type and template."""
    try:
        return run(data)
    except JyplanError as error:
        return f"{type(error).__name__}: {error.template}"


def _read(name: str, data: bytes) -> str:
    """Read, outline, check and render a document."""
    outline = read_content(data, name, Revisions.ACCEPTED)
    check_outline(outline, _rules())
    PARSE_REPORTS.load("json").render([outline], _OPTIONS)
    PARSE_REPORTS.load("tree").render([outline], _OPTIONS)
    return _described(outline)


def _read_original(data: bytes) -> str:
    return _described(read_content(data, "plan.docx", Revisions.ORIGINAL))


def _copy_with_comments(data: bytes) -> str:
    """Write the findings into a copy of the file."""
    outline = read_content(data, "plan.docx", Revisions.ACCEPTED, with_anchors=True)
    checked = check_outline(outline, _rules())
    options = CheckOptions(language=Language("en"), read=lambda _path: data)
    CHECK_REPORTS.load("docx").render([checked], options)
    CHECK_REPORTS.load("html").render([checked], options)
    return f"{_described(outline)} {len(checked.findings).bit_length()}"


def _outline(data: bytes) -> str:
    """Outline blocks of any kind: each line is a block, its first character decides its kind and look."""
    blocks = tuple(map(_block, data.decode("utf-8", "replace").split("\n")))
    outline = read_outline(Document("blocks", "docx", "0" * 64, blocks))
    for plan in outline.plans:
        text = plan.text
        for node in plan.walk():
            assert 0 <= node.span.start <= node.span.end <= len(text), "a span outside of the text"
    return _described(outline)


def _block(line: str) -> Block:
    sign = ord(line[0]) if line else 0
    cells = tuple(map(Cell, line.split("\t"))) if "\t" in line else ()
    kind = BlockKind.ROW if cells else list(BlockKind)[sign % len(BlockKind)] if sign % 7 == 0 else BlockKind.PARAGRAPH
    style = Style(outline_level=sign % 9, size=float(sign % 40), bold=sign % 2 == 0, alignment="center")
    return Block(line, kind, cells=cells, style=style if sign % 3 == 0 else None)


def _files_in_zip(data: bytes) -> str:
    """Walk an archive as `jyplan parse` does, and read what is in it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "plans.zip")
        path.write_bytes(data)
        signs: set[str] = set()
        for number, source in enumerate(inputs.find_sources([str(path)])):
            if isinstance(source, inputs.Unreadable):
                signs.add(source.error.template)
            elif number < 30:
                signs.add(signature_of(lambda _data, source=source: str(len(source.read()).bit_length()), b""))  # type: ignore[misc]
        return " ".join(sorted(signs))


def _choose(data: bytes) -> str:
    return choose(data).NAME


def _rule_file(data: bytes) -> str:
    """Read a rule file and, where it is right, apply it to a plan."""
    try:
        rules = load_rule_set("./ours.yaml", lambda name: data if name == "./ours.yaml" else b"")
    except RuleFileError as error:
        return " ".join(sorted({str(getattr(cause.params["mistake"], "template", "")) for cause in error.causes}))
    return f"{len(rules.rules)} {len(check_outline(_sample_outline(), rules).findings).bit_length()}"


def _settings(data: bytes) -> str:
    return str(read_settings(data, "jyplan.toml") is None)


def _baseline(data: bytes) -> str:
    return str(len(baseline.read(data, "known.json")).bit_length())


def _corpus(data: bytes) -> str:
    source = Source("plans.jsonl", None, partial(bytes, data), None)
    return " ".join(
        sorted({entry.template if isinstance(entry, JyplanError) else "plan" for entry in jsonl.read(source, 1 << 20)})
    )


def _compare(data: bytes) -> str:
    left, _, right = data.partition(_SIDES)
    plans = [read_content(side, "side.txt", Revisions.ACCEPTED).plans for side in (left, right) if side]
    if len(plans) < 2 or not all(plans):
        return "no plans"
    found = compare_plans(plans[0][0], plans[1][0], ComparisonOptions())
    return f"{found.similarity.ratio:.1f} {len(found.passages).bit_length()} {len(found.edits).bit_length()}"


def _archive(data: bytes) -> str:
    """Verify, list and query an archive whose files are the parts of a zip."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as parts:
                for part in parts.namelist():
                    if "/" not in part and part.isprintable() and part not in ("", ".", ".."):
                        folder.joinpath(part).write_bytes(parts.read(part))
        except NO_ZIP:
            return "no zip"
        signs = [signature_of(lambda _data: _verified(folder), b"")]
        signs.append(signature_of(lambda _data: str(len(api.list_archive(folder)).bit_length()), b""))
        signs.append(signature_of(lambda _data: _queried(folder), b""))
        return " ".join(signs)


def _verified(folder: Path) -> str:
    return " ".join(sorted({message.template for message in verifying.inspect(folder).damage}))


def _queried(folder: Path) -> str:
    result = matching.find_archived(lookup.open_archive(folder), [archives.write_text(1), "一、目标"], CopyOptions())
    return str(len(result.pairs))


def _cached(data: bytes) -> str:
    try:
        return type(codec.decode(data)).__name__
    except codec.DamagedError:
        return "damaged"


def _described(outline: Outline) -> str:
    kinds = {block.kind.value for block in outline.document.blocks}
    roles = {node.role.value for plan in outline.plans for node in plan.walk()}
    nodes = sum(1 for plan in outline.plans for _ in plan.walk())
    problems = {problem.message.template for problem in outline.document.problems}
    return " ".join(
        (outline.document.format, outline.document.encoding or "", str(min(len(outline.plans), 4)),
         str(nodes.bit_length()), *sorted(kinds), *sorted(roles), *sorted(problems))
    )  # fmt: skip


_OPTIONS = OutlineOptions(language=Language("en"))


@cache
def _rules() -> RuleSet:
    return api.load_rules()


@cache
def _sample_outline() -> Outline:
    return read_content((SAMPLES / "planted-defects.txt").read_bytes(), "plan.txt", Revisions.ACCEPTED)


def _samples(*suffixes: str) -> list[bytes]:
    files = (path for path in sorted(SAMPLES.iterdir()) if path.suffix in suffixes)
    return [data for path in files if len(data := path.read_bytes()) <= _LARGEST_SEED]


def _texts() -> list[bytes]:
    """Return the beginnings of the samples and the cases of the outline: short texts make many executions."""
    cases = [path.read_text("utf-8").encode() for path in sorted((CASES / "outline").glob("*.txt"))]
    return [piece for text in (*_samples(".txt"), *cases) for piece in _pieces(text)]


def _pieces(text: bytes) -> list[bytes]:
    """Return the first pieces of a text, cut at ends of lines."""
    lines = text.split(b"\n")
    pieces = [b"\n".join(lines[start : start + _LINES]) for start in range(0, min(len(lines), 10 * _LINES), _LINES)]
    return [piece[:_LONGEST_PIECE] for piece in pieces if piece.strip()]


def _words() -> list[bytes]:
    return [make(everything()), *_samples(".docx")]


def _htmls() -> list[bytes]:
    page = b"<html><head><title>x</title></head><body><nav>a</nav><h1>\xe8\xae\xa1\xe5\x88\x92</h1><ol start=3><li>a<li>b</ol>"
    table = b"<table><tr><td colspan=2>a<td rowspan=2>b<tr><td>c</table><p style='display:none'>d<!-- e --><pre>f\ng</pre></body>"
    return [*_samples(".html"), page + table]


def _mails() -> list[bytes]:
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"; type="text/html"\r\n\r\n--b\r\n'
    part = b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>=E4=B8=80</p>\r\n--b--\r\n"
    return [head + part, b"From: a\r\nContent-Type: text/html\r\n\r\n<p>1</p>"]


def _markdowns() -> list[bytes]:
    text = "---\ntitle: 计划\n---\n# 工作计划\n\n## 一、目标\n\n- 甲\n  - 乙\n\n| 月 | 事 |\n|---|---|\n| 九 | 开学 |\n\n> 引\n\n```\n码\n```\n<!-- 注 -->\n<b>粗</b> **重** [链](x)\n"
    return [text.encode(), *(piece.encode() for piece in (ROOT / "tests/readers/markdown/cases.txt").read_text("utf-8").split("\n\n\n")[:40])]  # fmt: skip


def _pdfs() -> list[bytes]:
    lines = (
        "教研组工作计划",
        "一、工作目标",
        "　　提高教学质量，及格率达到95%。",
        "二、主要工作",
        "1、听课不少于十节。",
    )
    plain = PdfPage().column(700, *lines)
    ruled = PdfPage().column(700, *lines).line(50, 600, 500, 600).line(50, 500, 500, 500).line(50, 500, 50, 600)
    return [pdf_of(plain), pdf_of(plain, ruled, PdfPage(rotate=90).text(9, 9, "- 1 -").picture())]


def _zips() -> list[bytes]:
    text = "一、目标".encode()
    inner = zip_of({"a.txt": text, "b/c.txt": text * 9})
    return [
        inner, zip_of({"d.zip": inner, "e.docx": make(everything())}), zip_of({"f.zip": zip_of({"d.zip": inner})}),
        raw_zip({"计划.txt".encode("gbk"): text}), *_samples(".zip"),
    ]  # fmt: skip


def _signed() -> list[bytes]:
    return [ole_of({"WordDocument": b"x" * 500}), ole_of({"EncryptedPackage": b"y"}), b"{\\rtf1 a}", b"%PDF-1.4", b"<?xml version='1.0'?>", *_zips()[:1], *_samples(".doc")]  # fmt: skip


def _rule_files() -> list[bytes]:
    """Return the shipped rule sets in pieces: the head of the file with a few rules."""
    seeds = []
    for path in sorted((ROOT / "rules").glob("*.yaml")):
        head, found, rules = path.read_text("utf-8").partition("\nrules:\n")
        starts = [match.start() for match in re.finditer(r"^  [a-z][a-z-]*:", rules, re.MULTILINE)]
        seeds += [(head + found + rules[start:end])[:4_000].encode() for start, end in pairwise((*starts, len(rules)))]
    return seeds


def _settings_files() -> list[bytes]:
    return [
        b'rules = "work-plan"\nselect = ["years"]\nignore = ["placeholder"]\nfail-on = "error"\nbaseline = "known.json"\n'
        b'[[exceptions]]\npaths = ["a/*.docx"]\nignore = ["years"]\nreason = "x"\n'
    ]


def _baselines() -> list[bytes]:
    entry = {"file": "a.txt", "rule": "years", "section": "计划 / 目标", "text": "0123456789abcdef", "count": 2}
    return [
        json.dumps({"schema": baseline.SCHEMA, "entries": [entry, entry | {"count": 1}]}, ensure_ascii=False).encode()
    ]


def _corpora() -> list[bytes]:
    record = {
        "id": "1",
        "text": "计划\n一、目标",
        "title": "计划",
        "school": "甲小学",
        "year": 2024,
        "date": "2024-09-01",
    }
    lines = [json.dumps(record | {"id": number}, ensure_ascii=False) for number in range(5)]
    return ["\n".join(lines).encode()]


def _pairs_of_texts() -> list[bytes]:
    texts = [text[:3_000] for text in _samples(".txt")]
    return [left + _SIDES + right for left, right in zip(texts, texts[1:] + texts[:1], strict=True)] + [
        text + _SIDES + text for text in texts
    ]


def _archives() -> list[bytes]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "archive"
        archives.add(folder, [archives.plan(number, label="范文", date="2024-09") for number in range(1, 6)])
        return [zip_of({path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()})]


def _cache_entries() -> list[bytes]:
    return [codec.encode(("", check_outline(_sample_outline(), _rules()))), codec.encode((None, 1, "x", (True, 2.5)))]


TARGETS = (
    Target("txt", "text", _texts, partial(_read, "plan.txt")),
    Target("docx", "zip", _words, partial(_read, "plan.docx")),
    Target("docx-original", "zip", _words, _read_original),
    Target("docx-copy", "zip", _words, _copy_with_comments),
    Target("html", "html", _htmls, partial(_read, "plan.html")),
    Target("mhtml", "mail", _mails, partial(_read, "plan.mht")),
    Target("markdown", "markdown", _markdowns, partial(_read, "plan.md")),
    Target("pdf", "pdf", _pdfs, partial(_read, "plan.pdf")),
    Target("choose", "binary", _signed, _choose),
    Target("zip", "zip", _zips, _files_in_zip),
    Target("outline", "text", _texts, _outline),
    Target("rules", "yaml", _rule_files, _rule_file),
    Target("settings", "toml", _settings_files, _settings),
    Target("baseline", "json", _baselines, _baseline),
    Target("jsonl", "json", _corpora, _corpus),
    Target("diff", "text", _pairs_of_texts, _compare),
    Target("archive", "zip", _archives, _archive),
    Target("cache", "json", _cache_entries, _cached),
)
"""Every target."""


def target_named(name: str) -> Target:
    """Return the target of this name.

    Raises:
        KeyError: there is none.
    """
    return {target.name: target for target in TARGETS}[name]


def _no_program(environment: Mapping[str, str] = os.environ) -> str | None:
    """Stand in for the search for LibreOffice."""
    del environment
    return None


def prepare() -> None:
    """Load in this process what every child needs, and leave LibreOffice out: it has a limit and tests of its own."""
    libreoffice.find_program = _no_program
    os.environ["TZ"] = "UTC"
    _rules()
    _sample_outline()
    for target in TARGETS:
        for seed in target.seeds()[:1]:
            signature_of(target.run, seed)
