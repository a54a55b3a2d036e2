"""The cost of a growing corpus: fingerprints, joined rows, data moved by Apache Spark (docs/scale.md).

`python -m benchmarks.scale [PLANS ...]`; by default 1,000 and 3,000 plans.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import duckdb
from benchmarks.copies_corpus.corpus import Corpus, write_corpus

from jyplan import api
from jyplan.compare.copies.candidates import RARE
from jyplan.compare.copies.fingerprints import take_fingerprints
from jyplan.engines.sql import CANDIDATES, FREQUENT, SHARED, as_rows
from jyplan.inputs import find_sources

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZES = (1_000, 3_000)
SEED = 7
_ROWS = """
SELECT COUNT(*), COUNT(*) FILTER (texts > {rare}), SUM(CASE WHEN texts <= {rare} THEN texts - 1 ELSE 0 END) / 2
FROM shared
"""  # a fingerprint that n texts have has n rows here and joins n (n - 1) / 2 pairs


def main() -> None:
    """Measure every named size."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for plans in map(int, sys.argv[1:] or SIZES):
            write_corpus(Corpus(plans, SEED, "teaching"), folder)
            print(f"{plans:,} plans")
            for what, value in (*measure_join(folder / "corpus.jsonl", folder), *measure_spark(folder)):
                print(f"  {what:<42} {value:>12,.1f}")


def measure_join(corpus: Path, folder: Path) -> Iterator[tuple[str, float]]:
    """Yield what the join reads and makes on DuckDB, a plan."""
    lines = corpus.read_text("utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    begun = time.process_time()
    rows = dict(zip(("doc", "hash", "place"), as_rows(take_fingerprints(texts)), strict=True))
    yield "CPU ms a plan, fingerprints", (time.process_time() - begun) * 1000 / len(texts)
    yield "fingerprints a plan", len(rows["doc"]) / len(texts)
    file = folder / "fingerprints.parquet"
    with duckdb.connect(config={"threads": 2, "memory_limit": "1GB", "temp_directory": str(folder / "spill")}) as base:
        base.execute(f"COPY (SELECT * FROM rows ORDER BY doc) TO '{file}' (FORMAT parquet, COMPRESSION zstd)")
        yield "bytes of Parquet a plan", file.stat().st_size / len(texts)
        begun = time.process_time()
        base.execute(f"CREATE VIEW fingerprints AS SELECT * FROM '{file}'")
        base.execute(f"CREATE TABLE shared AS {SHARED}")
        found = [len(base.execute(query).fetchall()) for query in (CANDIDATES, FREQUENT)]
        yield "CPU ms a plan, queries on DuckDB", (time.process_time() - begun) * 1000 / len(texts)
        counts = base.execute(_ROWS.format(rare=RARE)).fetchone() or ()
        names = ("shared fingerprints a plan", "of them in more than 12 plans", "joined rows a plan")
        yield from ((what, count / len(texts)) for what, count in zip(names, counts, strict=True))
    yield "pairs to be judged a plan", found[0] / len(texts)
    yield "sampled fingerprints at the driver a plan", found[1] / len(texts)


def measure_spark(folder: Path) -> Iterator[tuple[str, float]]:
    """Yield what a run in Spark's local mode takes and moves."""
    log = folder / "events"
    log.mkdir(exist_ok=True)
    settings = {"spark.eventLog.enabled": "true", "spark.eventLog.dir": log.as_uri()}
    settings |= {"spark.eventLog.rolling.enabled": "false", "spark.eventLog.compress": "false"}
    begun = time.perf_counter()
    sources = find_sources([str(folder / "corpus.jsonl")])
    work = api.SparkWork(sources, master="local[2]", memory=4 << 30, settings=settings)
    copies, _ = api.find_copies_on_spark(work)
    yield "seconds, Spark in local mode", time.perf_counter() - begun
    [file] = log.iterdir()
    events = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    file.unlink()
    tasks = [event["Task Metrics"] for event in events if event["Event"] == "SparkListenerTaskEnd"]
    written = sum(task["Shuffle Write Metrics"]["Shuffle Bytes Written"] for task in tasks)
    yield "bytes shuffled a plan", written / len(copies.listings)
    yield "bytes spilled a plan", sum(task["Disk Bytes Spilled"] for task in tasks) / len(copies.listings)


if __name__ == "__main__":
    main()
