"""`--redact`: no number of a person in any output of any command."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import zipfile
from typing import TYPE_CHECKING

import pytest

import jyplan as library
from jyplan.reports import ARCHIVE_REPORTS, CHECK_REPORTS, DIFF_REPORTS, DUPES_REPORTS, PARSE_REPORTS
from tests.readers.docx.builder import build, p, table, tc, tr

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Jyplan

SECRETS = (
    "13812345678",
    "138-1234-5678",
    "１３８１２３４５６７８",
    "11010519491231002X",
    "0571-88886666",
    "zhangsan@example.com",
    "zhang_san88",
)
LINES = [
    "青禾路小学教研工作计划（电话13812345678）",
    "一、工作目标，联系138-1234-5678",
    "及格率不少于95%，负责人李老师（１３８１２３４５６７８），身份证11010519491231002X，每周集体备课一次，做好记录。",
    "二、工作措施",
    "值班0571-88886666，邮箱zhangsan@example.com，微信号：zhang_san88，做好xx学校的各项工作，认真听课评课。",
]
TEXT = "\n".join(LINES)
WORD = build("".join(map(p, LINES)) + table(tr(tc("电话"), tc("13812345678"))))
SCORED = "scores"
"""The format that needs points."""


def visible(output: bytes) -> str:
    """Return the text of an output; for a workbook or Word file, the XML of all parts."""
    if not output.startswith(b"PK"):
        return output.decode("utf-8")
    with zipfile.ZipFile(io.BytesIO(output)) as parts:
        return "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def leaks(output: bytes | str) -> list[str]:
    text = output if isinstance(output, str) else visible(output)
    text = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)
    return [secret for secret in SECRETS if secret in text]


@pytest.fixture(autouse=True)
def plans(folder: Path) -> Path:
    (folder / "一小.txt").write_text(TEXT, "utf-8")
    (folder / "二小.docx").write_bytes(WORD)
    (folder / "旧.txt").write_text(TEXT.replace("集体备课", "分组备课") + "\n三、旧事\n存档。", "utf-8")
    record = {"id": "13812345678", "text": TEXT, "title": LINES[0], "school": "甲小学（13812345678）"}
    (folder / "库.jsonl").write_text(json.dumps(record, ensure_ascii=False) + "\n", "utf-8")
    for name in ("王13812345678.txt", "王13899995678.txt"):
        (folder / name).write_text(TEXT, "utf-8")
    return folder


def test_numbers_are_shown_without_the_option(jyplan: Jyplan) -> None:
    assert leaks(jyplan("parse", "一小.txt", "-f", "json").out) == list(SECRETS)


@pytest.mark.parametrize("name", PARSE_REPORTS)
def test_parse_masks_numbers(jyplan: Jyplan, folder: Path, name: str) -> None:
    run = jyplan("parse", "一小.txt", "二小.docx", "-f", name, "-o", "out", "--redact")
    output = (folder / "out").read_bytes()
    assert (run.code, leaks(output), leaks(run.err)) == (0, [], [])
    assert "138****5678" in visible(output).replace("\\", "")


@pytest.mark.parametrize("name", CHECK_REPORTS)
def test_check_masks_numbers(jyplan: Jyplan, folder: Path, name: str) -> None:
    rules = ["-r", "score-school-plan"] if name == SCORED else []
    run = jyplan("check", "一小.txt", "二小.docx", "-f", name, "-o", "out", "--redact", "--no-cache", *rules)
    if CHECK_REPORTS[name].is_copy:
        assert (run.code, "keeps the numbers" in run.err, (folder / "out").exists()) == (2, True, False)
        return
    assert (run.code, leaks((folder / "out").read_bytes()), leaks(run.err)) == (1, [], [])


def test_cache_separates_masked_and_unmasked_results(
    jyplan: Jyplan, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    assert leaks(jyplan("check", "一小.txt", "-f", "html").out) != []
    assert leaks(jyplan("check", "一小.txt", "-f", "html", "--redact").out) == []


def test_baseline_has_no_numbers(jyplan: Jyplan, folder: Path) -> None:
    jyplan("check", "一小.txt", "--redact", "--write-baseline", "known.json")
    content = (folder / "known.json").read_text("utf-8")
    assert ("fingerprint" in content or '"rule"' in content, leaks(content)) == (True, [])


@pytest.mark.parametrize("name", DIFF_REPORTS)
def test_diff_masks_numbers(jyplan: Jyplan, folder: Path, name: str) -> None:
    run = jyplan("diff", "旧.txt", "二小.docx", "-f", name, "-o", "out", "--redact")
    assert (run.code, leaks((folder / "out").read_bytes()), leaks(run.err)) == (0, [], [])


@pytest.mark.parametrize("name", DUPES_REPORTS)
def test_dupes_and_archive_query_mask_numbers(jyplan: Jyplan, folder: Path, name: str) -> None:
    assert jyplan("archive", "add", "旧.txt", "库.jsonl", "-a", "archive").code == 0  # unmasked, before the option
    run = jyplan("dupes", "一小.txt", "二小.docx", "库.jsonl", "-a", "archive", "-f", name, "-o", "out", "--redact")
    assert (run.code, leaks((folder / "out").read_bytes()), leaks(run.err)) == (0, [], [])
    run = jyplan("archive", "query", "一小.txt", "-a", "archive", "-f", name, "-o", "out2", "--redact")
    assert (run.code, leaks((folder / "out2").read_bytes()), leaks(run.err)) == (0, [], [])


def test_copies_are_found_by_equal_numbers(jyplan: Jyplan) -> None:
    run = jyplan("dupes", "一小.txt", "二小.docx", "-f", "json", "--redact")
    assert [pair["a_copied"] for pair in json.loads(run.out)["pairs"]] == [1.0]


def test_archive_stores_masked_texts(jyplan: Jyplan, folder: Path) -> None:
    run = jyplan("archive", "add", "一小.txt", "库.jsonl", "-a", "archive", "--redact")
    assert (run.code, leaks(run.out), leaks(run.err)) == (0, [], [])
    [catalogue] = [path for path in (folder / "archive").iterdir() if path.read_bytes().startswith(b"SQLite")]
    with sqlite3.connect(catalogue) as connection:
        dump = "\n".join(connection.iterdump())
    connection.close()
    assert leaks(dump) == []
    assert "138****5678" in dump


@pytest.mark.parametrize("name", ARCHIVE_REPORTS)
def test_archive_list_and_remove_mask_numbers(jyplan: Jyplan, name: str) -> None:
    jyplan("archive", "add", "一小.txt", "库.jsonl", "-a", "archive", "--label", "李13812345678")
    run = jyplan("archive", "list", "-a", "archive", "-f", name, "--redact")
    assert (run.code, leaks(run.out), b"138****5678" in run.out) == (0, [], True)
    run = jyplan("archive", "remove", "1", "-a", "archive", "--redact")
    assert (run.code, leaks(run.out), leaks(run.err)) == (0, [], [])
    run = jyplan("archive", "add", "库.jsonl", "-a", "archive", "--redact")
    assert (leaks(run.out), leaks(run.err)) == ([], [])


def test_python_functions_mask_numbers(folder: Path) -> None:
    for outline in (
        library.parse("一小.txt", redact=True),
        library.parse_bytes(TEXT.encode(), "13812345678", redact=True),
    ):
        assert leaks(repr(outline)) == []
    assert leaks(repr(library.diff("旧.txt", "二小.docx", redact=True))) == []
    assert leaks(repr(library.check("一小.txt", redact=True))) == []
    copies, submissions = library.dupes(["."], redact=True)
    assert leaks(repr((copies, list(submissions.texts), submissions.unread))) == []
    assert leaks(repr(list(library.parse_many(library.find_sources(["."], redact=True))))) == []


def test_offsets_are_those_of_the_unmasked_text() -> None:
    left, right = library.parse_bytes(TEXT.encode()), library.parse_bytes(TEXT.encode(), redact=True)
    assert [(node.id, node.span, node.place, node.role) for node in left.plans[0].walk()] == [
        (node.id, node.span, node.place, node.role) for node in right.plans[0].walk()
    ]


def test_names_of_files_are_masked_and_stay_apart(jyplan: Jyplan, folder: Path) -> None:
    run = jyplan("dupes", "王13812345678.txt", "王13899995678.txt", "-f", "json", "--redact")
    documents = json.loads(run.out)["documents"]
    assert [document["path"] for document in documents] == ["王138****5678.txt", "王138****5678 (2).txt"]
    assert [pair["a_copied"] for pair in json.loads(run.out)["pairs"]] == [1.0]
    run = jyplan("check", "王13812345678.txt", "-f", "github", "--redact", "--no-cache")
    assert (leaks(run.out), "王138****5678.txt" in run.out.decode()) == ([], True)
    run = jyplan("diff", "王13812345678.txt", "王13899995678.txt", "--redact")
    assert (run.code, leaks(run.out), leaks(run.err)) == (0, [], [])
    run = jyplan("diff", "王13812345678.txt", "王13812345678.txt", "--redact")
    assert (run.code, leaks(run.err)) == (2, [])
    (folder / "13812345678.jsonl").write_bytes((folder / "库.jsonl").read_bytes())
    run = jyplan("dupes", "13812345678.jsonl", "一小.txt", "-f", "json", "--redact")
    assert (run.code, leaks(run.out)) == (0, [])


@pytest.mark.parametrize("command", ["parse", "check", "dupes"])
def test_errors_name_no_number(jyplan: Jyplan, folder: Path, command: str) -> None:
    (folder / "张13812345678.docx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    (folder / "李13812345678.txt").write_bytes(b"")
    (folder / "大13812345678.txt").write_bytes(b"x" * 2048)
    run = jyplan(
        command,
        "张13812345678.docx",
        "李13812345678.txt",
        "大13812345678.txt",
        "无13812345678.txt",
        "--max-size",
        "1KB",
        "--redact",
    )
    assert (run.code, leaks(run.err), run.err.count("138****5678") >= 4) == (2, [], True)
    run = jyplan("diff", "无13812345678.txt", "一小.txt", "--redact")
    assert (run.code, leaks(run.err)) == (2, [])


def test_parquet_with_a_number_in_its_name(jyplan: Jyplan, folder: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    target = str(folder / "13812345678.parquet")
    duckdb.sql(f"COPY (SELECT '1' AS id, '{TEXT}' AS text) TO '{target}' (FORMAT parquet)")
    run = jyplan("dupes", "13812345678.parquet", "一小.txt", "-f", "json", "--redact")
    assert (run.code, leaks(run.out), leaks(run.err)) == (0, [], [])
    assert [document["path"] for document in json.loads(run.out)["documents"]] == ["138****5678.parquet", "一小.txt"]
    (folder / "13812345678.parquet").write_bytes(b"PAR1" + bytes(100))
    run = jyplan("dupes", "13812345678.parquet", "一小.txt", "-f", "json", "--redact")
    assert (run.code, leaks(run.err)) == (2, [])
