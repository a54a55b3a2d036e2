"""Apache Spark in its local mode finds the same copies as the local engine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from random import Random
from typing import TYPE_CHECKING

import duckdb
import pytest

from jyplan import api
from jyplan.engines.spark import reading
from jyplan.engines.spark.session import open_session
from jyplan.errors import InputError, MissingExtra, UsageError
from jyplan.inputs import find_sources
from tests.compare.copies.copied_plans import unrelated
from tests.engines.corpora import write_texts
from tests.places import SOURCE
from tests.programs import needs_java

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jyplan.model import Copies
    from jyplan.reading.submissions import Submissions

pytestmark = pytest.mark.gate

FEW_PARTITIONS = {"spark.sql.shuffle.partitions": "2"}
"""A dozen plans are not worth more, and each partition costs a process its start."""
PATIENCE = 600
"""Seconds for a run with Java on a machine that is busy with other tests."""


@pytest.fixture(scope="module", autouse=True)
def no_java_afterwards() -> Iterator[None]:
    """End Java and its thread: a process with threads cannot fork, which later tests of the same worker need."""
    yield
    from pyspark import SparkContext

    gateway = SparkContext._gateway
    if gateway is not None:
        gateway.shutdown()
        gateway.proc.stdin.close()  # then Java ends
        gateway.proc.wait(timeout=PATIENCE)
        SparkContext._gateway = SparkContext._jvm = None
    for thread in threading.enumerate():
        if thread is not threading.current_thread():
            thread.join(timeout=PATIENCE)


def write_corpus(file: Path, texts: list[str]) -> Path:
    lines = [json.dumps({"id": f"{number:03}", "text": text, "year": 2024}) for number, text in enumerate(texts)]
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return file


def locally(*paths: Path) -> tuple[Copies, Submissions]:
    return api.dupes(paths)[:2]


def by_spark(*paths: Path | str) -> tuple[Copies, Submissions]:
    table = api.table_of_spark([str(path) for path in paths])
    sources = table or find_sources([str(path) for path in paths])
    return api.find_copies_on_spark(api.SparkWork(sources, master="local[2]", settings=FEW_PARTITIONS))


def run(folder: Path, *arguments: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "jyplan", *arguments],
        capture_output=True,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(SOURCE), "PYTHONUTF8": "1", "JYPLAN_LANG": "en"},
        check=False,
        timeout=PATIENCE,
    )
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


@needs_java
def test_command_has_same_content_with_either_engine(tmp_path: Path) -> None:
    texts = write_texts(Random(1), 60)
    (tmp_path / "plans").mkdir()
    for number, text in enumerate(texts[:8]):
        (tmp_path / "plans" / f"{number}.txt").write_text(f"工作计划\n一、目标\n{text}\n", "utf-8")
    (tmp_path / "plans" / "empty.txt").touch()
    corpus = write_corpus(tmp_path / "corpus.jsonl", [*texts, texts[3], "短", ""])
    with corpus.open("a", encoding="utf-8") as file:
        file.write('{"id": "001", "text": "again"}\n{"damaged\n')
    command = ("dupes", "plans", "corpus.jsonl", "missing.docx", "--format", "json")
    code, out, err = run(tmp_path, *command)
    assert (code, err.count("\n")) == (2, 4)
    assert len(json.loads(out)["pairs"]) > 10
    assert run(tmp_path, *command, "--engine", "spark", "--master", "local[2]", "--memory", "2GB") == (code, out, err)


@needs_java
def test_copies_equal_those_of_the_local_engine(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus.jsonl", write_texts(Random(2), 90))
    copies, submissions = locally(corpus)
    by_workers, read = by_spark(corpus)
    assert by_workers == copies
    shown = {index for pair in copies.pairs for index in (pair.a, pair.b)}
    assert shown
    assert all(read.texts[index] == submissions.texts[index] for index in shown)


@needs_java
def test_corpus_in_pieces_is_read_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = write_texts(Random(4), 40)
    corpus = write_corpus(tmp_path / "corpus.jsonl", texts)
    with corpus.open("a", encoding="utf-8") as file:
        file.write("damaged\n" + json.dumps({"id": "000", "text": texts[1]}))
    copies, submissions = locally(corpus)
    monkeypatch.setattr(reading, "_PIECE", 5000)
    by_workers, read = by_spark(corpus)
    assert by_workers == copies
    assert [str(unread.error) for unread in read.unread] == [str(unread.error) for unread in submissions.unread]
    assert len(read.unread) == 2


@needs_java
def test_table_is_compared_in_the_order_of_its_ids(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus.jsonl", write_texts(Random(5), 40))
    table = tmp_path / "plans.parquet"
    with duckdb.connect() as connection:
        plans = connection.sql(f"SELECT id, text, year FROM read_json('{corpus}') ORDER BY hash(id)")
        plans.write_parquet(str(table))
    copies, _ = locally(corpus)
    by_workers, _ = by_spark(table.as_uri())
    assert (by_workers.pairs, by_workers.clusters, by_workers.templates) == (
        copies.pairs,
        copies.clusters,
        copies.templates,
    )
    assert [(listing.name, listing.number, listing.date) for listing in by_workers.listings] == [
        (listing.name, listing.number, listing.date) for listing in copies.listings
    ]


@needs_java
def test_no_plans_to_compare_is_no_error(tmp_path: Path) -> None:
    by_workers, read = by_spark(tmp_path / "missing.txt")
    assert (by_workers.listings, len(read.unread)) == ((), 1)


@needs_java
def test_table_without_texts_is_refused(tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        connection.sql("SELECT 1 AS id").write_parquet(str(tmp_path / "plans.parquet"))
    with pytest.raises(InputError, match="has no column “text”"):
        by_spark((tmp_path / "plans.parquet").as_uri())


def test_table_is_named_alone() -> None:
    with pytest.raises(UsageError, match="a table cannot be compared together with other inputs"):
        api.table_of_spark(["plans", "table:plans"])


def test_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(MissingExtra, match="pip install 'jyplan\\[spark\\]'"), open_session("local[1]"):
        pass


def test_master_is_for_spark_alone(tmp_path: Path) -> None:
    code, _, err = run(tmp_path, "dupes", "plans", "--master", "local[2]")
    assert (code, err) == (2, "--master: only Spark has a master; add --engine spark\n")


@needs_java
def test_archive_is_compared_as_by_the_local_engine(tmp_path: Path) -> None:
    old, own = unrelated(2, seed=30, opening=False)
    write_corpus(tmp_path / "old.jsonl", [old.text])
    write_corpus(tmp_path / "new.jsonl", [own.text, old.renamed("柳堤小学").text])
    assert run(tmp_path, "archive", "add", "old.jsonl", "--archive", "earlier")[0] == 0
    dupes = ("dupes", "new.jsonl", "--archive", "earlier", "--no-rewritten", "--format", "json")

    local, spark = (run(tmp_path, *dupes, *engine) for engine in ((), ("--engine", "spark", "--master", "local[1]")))

    assert (local[0], spark[0]) == (0, 0), spark[2]
    assert json.loads(spark[1]) == json.loads(local[1])
    assert [(pair["a"], pair["b"]) for pair in json.loads(spark[1])["pairs"]] == [(1, 2)]


@needs_java
def test_tables_have_the_pairs_and_passages_of_the_local_engine(tmp_path: Path) -> None:
    texts = write_texts(Random(2), 30)
    corpus = write_corpus(tmp_path / "corpus.jsonl", [*texts, texts[3]])
    with corpus.open("a", encoding="utf-8") as file:
        file.write("{damaged\n")
    copies, _ = locally(corpus)
    code, _, err = run(tmp_path, "dupes", "corpus.jsonl", "--engine", "spark", "--master", "local[1]", "-o", "tables/")
    with duckdb.connect() as connection:
        for name in ("plans", "pairs", "passages", "problems"):
            connection.execute(f"CREATE VIEW {name} AS SELECT * FROM '{tmp_path}/tables/{name}/*.parquet'")
        pairs = connection.execute(
            "SELECT left_plan.number - 1, right_plan.number - 1, relation, a_copied, b_copied FROM pairs"
            " JOIN plans left_plan ON left_plan.doc = a JOIN plans right_plan ON right_plan.doc = b"
        ).fetchall()
        originals = dict(
            connection.execute(
                "SELECT plan.number - 1, source.number - 1 FROM plans plan JOIN plans source ON source.doc = plan.original"
            ).fetchall()
        )
        chars = connection.execute("SELECT SUM(chars) FROM passages").fetchone()
        problems = connection.execute("SELECT path FROM problems").fetchall()
    assert any(plan != original for plan, original in originals.items())
    written = [
        pair
        for pair in copies.pairs
        if originals[pair.a] == originals[pair.b] or (originals[pair.a], originals[pair.b]) == (pair.a, pair.b)
    ]
    assert {*pairs} == {(pair.a, pair.b, pair.relation.value, pair.a_copied, pair.b_copied) for pair in written}
    assert chars == (sum(passage.chars for pair in written for passage in pair.passages),)
    assert (problems, code) == ([("corpus.jsonl",)], 2)
    assert err == f"written to tables/: {len(texts) + 1} plans, {len(written)} pairs, 1 files not read\n"


@pytest.mark.parametrize("option", ["--format=json", "--fail-on=0.5", "--archive=earlier"])
def test_a_folder_of_tables_has_no_options_of_reports(tmp_path: Path, option: str) -> None:
    code, _, err = run(tmp_path, "dupes", "plans", "--engine", "spark", "-o", "tables/", option)
    assert (code, err.partition(";")[0]) == (2, f"{option.partition('=')[0]}: a folder of tables has no such option")
