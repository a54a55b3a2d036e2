"""Finding copies with Apache Spark: on many machines, or on a machine with less memory than the corpus needs.

| step | where | result |
|---|---|---|
| `reading` | workers | plans with their fingerprints, from files and corpora |
| `SHARED`, `CANDIDATES`, `CROWDED`, `FREQUENT` | Spark SQL | the queries of `engines.sql` |
| which candidates are compared | driver | `partners.keep_covering`, from the candidates and their shared fingerprints |
| sections | driver | sections of `frequent_sections`, from a sample of the frequent fingerprints |
| `verdicts` | workers | verdicts on pairs of texts, the text of sections |
| conclusion | driver | `conclusion.conclude`, as for the local engine; `write_tables` leaves it to queries |

The driver holds no text but a listing for every plan, the sampled fingerprints and the results.
"""

from __future__ import annotations

import pickle
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.compare.copies.candidates import RARE, Candidates
from jyplan.compare.copies.conclusion import conclude
from jyplan.compare.copies.engine import spans_of_long_sections
from jyplan.compare.copies.fingerprints import GRAM
from jyplan.compare.copies.frequent_sections import find_sections
from jyplan.compare.copies.pair_batches import copied_pair
from jyplan.compare.copies.partners import CandidatePairs
from jyplan.compare.copies.template_pairs import find_template_pairs
from jyplan.compare.copies.templates import COMMON, TEMPLATE
from jyplan.engines.spark import tables, verdicts
from jyplan.engines.spark.plans import SpooledTexts, collect_plans
from jyplan.engines.sql import CANDIDATES, CROWDED, FREQUENT, SHARED, as_frequent, select_candidates
from jyplan.model import SharedStretch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pyspark.sql import DataFrame, SparkSession

    from jyplan.compare.copies.conclusion import CopyResult
    from jyplan.compare.copies.frequent_sections import FrequentSection
    from jyplan.compare.copies.options import CopyOptions
    from jyplan.compare.passages.boilerplate import Boilerplate
    from jyplan.engines.spark.plans import Plans
    from jyplan.engines.spark.reading import PlanRows
    from jyplan.model import CopiedPair

_IS_PLAN = "text IS NOT NULL"
_FINGERPRINTS, _SHARED, _CANDIDATES = "fingerprints", "shared", "candidates"  # as the queries name them


def find_copies(
    session: SparkSession, plan_rows: PlanRows, options: CopyOptions, *, all_texts: bool = False
) -> tuple[Plans, CopyResult, SpooledTexts]:
    """Return the plans, the copies by index, and on the driver's disk the texts of plans in pairs, or with `all_texts` of all."""
    from pyspark import StorageLevel

    rows = plan_rows.rows.persist(StorageLevel.DISK_ONLY)
    try:
        plans, sections, candidates, compared = _find_pairs(session, plan_rows._replace(rows=rows))
        judged = _judged(session, rows, plans, sections, compared=sorted(compared), options=options)
        pairs = [*_collect_pairs(judged, plans)]
        stretches = _stretches(session, rows, plans, sections, options.boilerplate)
        dates = [listing.date for listing in plans.listings]
        not_compared = [pair for pair in candidates.left_out.numbers() if pair not in compared]
        originals = plans.same.originals
        in_templates = [member for stretch in stretches if stretch.chars >= TEMPLATE for member in stretch.members]
        with_copies = np.flatnonzero(np.isin(originals, in_templates)).tolist()
        in_pairs = {index for pair in pairs for index in (pair.a, pair.b)}
        shown = range(len(plans.listings)) if all_texts else sorted(in_pairs.union(with_copies))
        texts = _texts(session, rows, plans, shown)
        result = conclude(pairs, stretches, originals, dates, not_compared=not_compared, text_of=texts.__getitem__)
        return (
            plans,
            result._replace(empty_texts=plans.empty_texts).with_places_in_copies(originals, texts),
            texts,
        )
    finally:
        session.catalog.clearCache()


def write_tables(session: SparkSession, plan_rows: PlanRows, options: CopyOptions, folder: str) -> TableCounts:
    """Write plans, fingerprints, pairs and passages as Parquet from the workers; `tables` describes the columns.

    The driver holds no pair and no passage, and draws no conclusion: groups, templates and unions are for a query.
    """
    from pyspark import StorageLevel

    rows = plan_rows.rows.persist(StorageLevel.DISK_ONLY)
    try:
        plans, sections, _, compared = _find_pairs(session, plan_rows._replace(rows=rows))
        judged = _judged(session, rows, plans, sections, compared=sorted(compared), options=options)
        judged = judged.persist(StorageLevel.DISK_ONLY)
        tables.write(folder, "plans", _plan_table(session, rows, plans))
        tables.write(folder, "problems", _problem_table(rows))
        tables.write(folder, "fingerprints", session.table(_FINGERPRINTS))
        tables.write(folder, "pairs", judged.mapInArrow(tables.pair_rows, tables.PAIRS))
        tables.write(folder, "passages", judged.mapInArrow(tables.passage_rows, tables.PASSAGES))
        pairs = session.read.parquet(f"{folder}/pairs").count()
        return TableCounts(len(plans.listings), pairs, len(plans.unread))
    finally:
        session.catalog.clearCache()


class TableCounts(NamedTuple):
    """Number of rows written."""

    plans: int
    pairs: int
    unread: int
    """Files and records that could not be read."""


class _FoundPairs(NamedTuple):
    """The plans, and the pairs of originals to compare."""

    plans: Plans
    sections: list[FrequentSection]
    candidates: Candidates
    compared: set[tuple[int, int]]


def _find_pairs(session: SparkSession, plan_rows: PlanRows) -> _FoundPairs:
    from pyspark import StorageLevel

    plans = collect_plans(plan_rows)
    _fingerprints(session, plan_rows.rows, plans).createOrReplaceTempView(_FINGERPRINTS)
    session.sql(SHARED).persist(StorageLevel.DISK_ONLY).createOrReplaceTempView(_SHARED)
    sections = _sections(session, plans)
    candidates = _candidates(session, plans)
    compared = {*candidates.kept.numbers()}
    compared |= {*find_template_pairs(sections, plans.sizes, plans.same.ranks, compared)}
    return _FoundPairs(plans, sections, candidates, compared)


def _plan_table(session: SparkSession, rows: DataFrame, plans: Plans) -> DataFrame:
    """Return the particulars of all plans, each with the first plan that says the same."""
    import pyarrow as pa

    originals = session.createDataFrame(pa.table({"doc": plans.docs, "original": plans.docs[plans.same.originals]}))
    listed = rows.where(_IS_PLAN).select("doc", "about").mapInArrow(tables.plan_rows, tables.PLANS)
    return listed.join(originals, "doc")


def _problem_table(rows: DataFrame) -> DataFrame:
    return rows.where("text IS NULL").select("doc", "about").mapInArrow(tables.problem_rows, tables.PROBLEMS)


def _texts(session: SparkSession, rows: DataFrame, plans: Plans, shown: Sequence[int]) -> SpooledTexts:
    """Return the texts of some plans: reports with passages, shares, and a comparison with an archive need them."""
    import pyarrow as pa

    shown_docs = session.createDataFrame(pa.table({"doc": plans.docs[list(shown)]}))
    texts = SpooledTexts(len(plans.listings))
    for doc, text in rows.select("doc", "text").join(shown_docs, "doc", "left_semi").toLocalIterator():
        texts.put(int(plans.indices(doc)), text)
    return texts


def _fingerprints(session: SparkSession, rows: DataFrame, plans: Plans) -> DataFrame:
    """Return the fingerprints of all originals: of several plans with the same digest, the first."""
    import pyarrow as pa

    copies = plans.docs[plans.same.originals != np.arange(len(plans.docs))]
    set_aside = session.createDataFrame(pa.table({"doc": copies}))
    originals = rows.where(_IS_PLAN).join(set_aside, "doc", "left_anti")
    exploded = originals.selectExpr("doc", "explode(arrays_zip(hashes, places)) AS fingerprint")
    return exploded.selectExpr("doc", "fingerprint.hashes AS hash", "fingerprint.places AS place")


def _sections(session: SparkSession, plans: Plans) -> list[FrequentSection]:
    rows = session.sql(FREQUENT).toArrow()
    docs, hashes, places, texts = (rows.column(name).to_numpy() for name in ("doc", "hash", "place", "texts"))
    return find_sections([as_frequent(plans.indices(docs), hashes, places, texts)])


def _judged(
    session: SparkSession,
    rows: DataFrame,
    plans: Plans,
    sections: Sequence[FrequentSection],
    *,
    compared: Sequence[tuple[int, int]],
    options: CopyOptions,
) -> DataFrame:
    """Return the verdicts, pickled, on the copied pairs among the `compared` pairs and the pairs with the same digest."""
    spans_by_index = spans_of_long_sections(sections, range(len(plans.docs)))
    spans_by_doc = {int(plans.docs[index]): spans for index, spans in spans_by_index.items()}
    judge = partial(verdicts.judge_pairs, options.min_run, options.boilerplate, spans_by_doc)
    of_originals = _pairs(session, plans, compared).selectExpr("*", "FALSE AS same_digest")
    identical = _pairs(session, plans, plans.same.pairs()).selectExpr("*", "TRUE AS same_digest")
    pairs = _with_texts(session, rows, of_originals.union(identical))
    return pairs.mapInArrow(judge, verdicts.PAIRS)


def _collect_pairs(verdict_rows: DataFrame, plans: Plans) -> Iterator[CopiedPair]:
    """Yield the copied pairs in no order, also the pairs of plans with the text of an original."""
    judged = verdict_rows.toArrow()
    left, right = (plans.indices(judged.column(name).to_numpy()) for name in ("left_doc", "right_doc"))
    for a, b, verdict in zip(left.tolist(), right.tolist(), judged.column("verdict").to_pylist(), strict=True):
        pair = copied_pair(a, b, pickle.loads(verdict))
        yield from [pair] if plans.same.originals[a] == plans.same.originals[b] else plans.same.spread([pair])


def _candidates(session: SparkSession, plans: Plans) -> Candidates:
    """Return the candidate pairs by index, to compare and left out."""
    from pyspark import StorageLevel

    session.sql(CANDIDATES).persist(StorageLevel.DISK_ONLY).createOrReplaceTempView(_CANDIDATES)
    pairs = session.table(_CANDIDATES).select("left_doc", "right_doc", "fingerprints").toArrow()
    left, right, shared = (column.to_numpy() for column in pairs.columns)
    crowded = session.sql(CROWDED).select("left_doc", "right_doc", "left_place", "right_place").toArrow()
    left_doc, right_doc, left_place, right_place = (column.to_numpy() for column in crowded.columns)
    return select_candidates(
        CandidatePairs(plans.indices(left), plans.indices(right), shared),
        (plans.indices(left_doc), plans.indices(right_doc), left_place, right_place),
        plans.same.ranks,
    )


def _pairs(session: SparkSession, plans: Plans, pairs: Iterable[tuple[int, int]]) -> DataFrame:
    import pyarrow as pa

    left, right = np.array(list(pairs), dtype=np.int64).reshape(-1, 2).T
    return session.createDataFrame(pa.table({"left_doc": plans.docs[left], "right_doc": plans.docs[right]}))


def _with_texts(session: SparkSession, rows: DataFrame, pairs: DataFrame) -> DataFrame:
    """Return the pairs with the texts of both sides and the places of frequent fingerprints."""
    from pyspark import StorageLevel

    pairs = pairs.persist(StorageLevel.DISK_ONLY)
    docs = pairs.selectExpr("left_doc AS doc").union(pairs.selectExpr("right_doc AS doc")).distinct()
    frequent = session.table(_SHARED).where(f"texts > {RARE}").join(docs, "doc", "left_semi")
    places = frequent.groupBy("doc").agg({"place": "collect_list"}).withColumnRenamed("collect_list(place)", "places")
    texts = rows.where(_IS_PLAN).select("doc", "text").join(docs, "doc", "left_semi")
    sides = texts.join(places, "doc", "left").persist(StorageLevel.DISK_ONLY)
    for side in ("left", "right"):
        named = sides.selectExpr(f"doc AS {side}_doc", f"text AS {side}_text", f"places AS {side}_places")
        pairs = pairs.join(named, f"{side}_doc")
    return pairs


def _stretches(
    session: SparkSession,
    rows: DataFrame,
    plans: Plans,
    sections: Sequence[FrequentSection],
    boilerplate: Boilerplate | None,
) -> list[SharedStretch]:
    """Return the text and places of the sections of at least `COMMON` characters, in the order of the sections."""
    long = [(number, section) for number, section in enumerate(sections) if section.reach >= COMMON]
    members = _members(session, plans, long)
    texts = rows.where(_IS_PLAN).select("doc", "text")
    parts = members.join(texts, "doc").selectExpr(
        "section", "member", "count", "first", "last", "low", "substring(text, CAST(low + 1 AS INT), size) AS part"
    )
    together = parts.repartition("section").sortWithinPartitions("section", "member")
    stretches = together.mapInArrow(partial(verdicts.find_stretches, boilerplate), verdicts.STRETCHES)
    by_section = sorted(zip(*(column.to_pylist() for column in stretches.toArrow().columns), strict=True))
    return [_with_members(pickle.loads(stretch), sections[number]) for number, stretch in by_section]


def _members(session: SparkSession, plans: Plans, sections: Sequence[tuple[int, FrequentSection]]) -> DataFrame:
    """Return a row for each member of each section, with the part of the text around the section."""
    import pyarrow as pa

    nothing = [np.zeros(0, dtype=np.int64)]
    counts = [len(section.members) for _, section in sections]
    first = np.concatenate([*(section.starts for _, section in sections), *nothing])
    last = np.concatenate([*(section.ends for _, section in sections), *nothing])
    low = np.maximum(first - verdicts.AROUND, 0)
    columns = {
        "section": np.repeat(np.array([number for number, _ in sections], dtype=np.int64), counts),
        "member": np.concatenate([*(np.arange(count) for count in counts), *nothing]),
        "doc": plans.docs[np.concatenate([*(section.members for _, section in sections), *nothing])],
        "count": np.concatenate([*(section.counts for _, section in sections), *nothing]),
        "first": first,
        "last": last,
        "low": low,
        "size": (last + GRAM + verdicts.AROUND - low).astype(np.int32),
    }
    return session.createDataFrame(pa.table(columns))


def _with_members(stretch: SharedStretch, section: FrequentSection) -> SharedStretch:
    return SharedStretch(tuple(section.members[list(stretch.members)].tolist()), stretch.places, stretch.text)
