"""Engines for copies, from texts to a report: jyplan and peers.

Others are no requirement of the project: whoever compares with them installs them (README.md names the versions).
All get the texts without spaces, punctuation and differences of width; that is part of their time, as it is of ours.
"""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import asdict, dataclass
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np
from benchmarks.copies_corpus.corpus import name_plan
from numpy.lib.stride_tricks import sliding_window_view

from jyplan.compare.copies.engine import find_copies
from jyplan.compare.copies.options import CopyOptions
from jyplan.reading.many import run_in_processes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

Json = dict[str, Any]
"""The fixed fields of `jyplan dupes --format json`."""

SHINGLE = 5
"""Characters of a shingle for MinHash, as is usual for short documents."""
PERMUTATIONS = 128
PROCESSORS = os.cpu_count() or 1
"""Processes: jyplan uses all processors, as its command does; peers run as they are."""
SEED = 42


@dataclass(frozen=True)
class Engine:
    """An engine that finds copies."""

    find: Callable[[Sequence[str]], Json]
    needs: tuple[str, ...] = ()
    """Modules an engine imports; README.md names the packages."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Modules of `needs` that are not installed."""
        return tuple(name for name in self.needs if find_spec(name) is None)


def plain(text: str) -> str:
    """Return letters, digits and Hanzi alone, in their usual width."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))


def shingles(text: str) -> set[str]:
    """Return the runs of five characters of a text."""
    bare = plain(text)
    return {bare[start : start + SHINGLE] for start in range(max(1, len(bare) - SHINGLE + 1))}


def find_with_jyplan(texts: Sequence[str]) -> Json:
    """Return the report of jyplan."""
    run = partial(run_in_processes, workers=PROCESSORS)
    found = find_copies(texts, CopyOptions(threads=PROCESSORS), run=run)
    pairs = [{key: value for key, value in asdict(pair).items() if not key.endswith("_text")} for pair in found.pairs]
    templates = [{"members": each.members, "text": each.text} for each in found.templates]
    return _report(len(texts), pairs, [{"members": each.members} for each in found.clusters], templates)


def find_with_rensa(threshold: float) -> Callable[[Sequence[str]], Json]:
    """Return rensa's R-MinHash with its LSH of 16 bands, candidates judged by the estimated Jaccard index."""

    def find(texts: Sequence[str]) -> Json:
        rensa = import_module("rensa")
        hashes = rensa.RMinHash.from_token_sets(map(shingles, texts), PERMUTATIONS, SEED)
        index = rensa.RMinHashLSH(threshold=threshold, num_perm=PERMUTATIONS, num_bands=16)
        index.insert_many(hashes)
        candidates = enumerate(index.query_all(hashes))
        pairs = ((a, b) for a, others in candidates for b in others if a < b)
        return _unnamed(len(texts), ((a, b) for a, b in pairs if hashes[a].jaccard(hashes[b]) >= threshold))

    return find


def find_with_datasketch(threshold: float) -> Callable[[Sequence[str]], Json]:
    """Return datasketch's MinHash LSH with the bands it chooses, candidates judged by the estimated Jaccard index."""

    def find(texts: Sequence[str]) -> Json:
        datasketch = import_module("datasketch")
        tokens = ([shingle.encode() for shingle in shingles(text)] for text in texts)
        hashes = datasketch.MinHash.bulk(tokens, num_perm=PERMUTATIONS, seed=SEED)
        index = datasketch.MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
        for place, each in enumerate(hashes):
            index.insert(place, each)
        pairs = ((a, b) for a, each in enumerate(hashes) for b in index.query(each) if a < b)
        return _unnamed(len(texts), ((a, b) for a, b in pairs if hashes[a].jaccard(hashes[b]) >= threshold))

    return find


def find_with_tfidf(texts: Sequence[str]) -> Json:
    """Return the ten closest plans of each by tf-idf of runs of five characters, from a cosine of .1 on."""
    extraction = import_module("sklearn.feature_extraction.text")
    topn = import_module("sparse_dot_topn")
    vectorizer = extraction.TfidfVectorizer(
        preprocessor=plain, analyzer="char", ngram_range=(SHINGLE, SHINGLE), min_df=2, dtype=np.float32
    )
    weights = vectorizer.fit_transform(texts)
    closest = topn.sp_matmul_topn(weights, weights.T.tocsr(), top_n=11, threshold=0.1).tocoo()
    found = zip(closest.row.tolist(), closest.col.tolist(), strict=True)
    return _unnamed(len(texts), {(min(a, b), max(a, b)) for a, b in found if a != b})


RUN = 13
"""Characters of a fingerprint …"""
WINDOW = 8
"""… of which the least of so many neighbours is kept."""
MOST = 20
"""Plans with the same fingerprint, at most; more frequent fingerprints are dropped as boilerplate, as is usual."""
LEAST = 5
"""Fingerprints that two plans must share to be reported: about 40 characters."""
_BASE = np.uint64(0x9E3779B97F4A7C15)


def find_with_winnowing(texts: Sequence[str]) -> Json:
    """Return the pairs with five common fingerprints, winnowed and joined in numpy: the simplest engine."""
    kept = [fingerprints(plain(text)) for text in texts]
    owners = np.repeat(np.arange(len(kept)), [len(each) for each in kept])
    every = np.concatenate(kept)
    order = np.lexsort((owners, every))
    every, owners = every[order], owners[order]
    starts = np.flatnonzero(np.r_[True, every[1:] != every[:-1], True])
    often = np.repeat(np.diff(starts), np.diff(starts))
    every, owners = every[often <= MOST], owners[often <= MOST]
    shared = [_neighbours(every, owners, distance) for distance in range(1, MOST)]
    pairs, counts = np.unique(np.concatenate(shared), return_counts=True)
    enough = pairs[counts >= LEAST].tolist()
    return _unnamed(len(texts), (divmod(pair, 1 << 32) for pair in enough))


def fingerprints(text: str) -> NDArray[np.uint64]:
    """Return the fingerprints of a text, each once, sorted."""
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32).astype(np.uint64)
    if len(codes) < RUN + WINDOW:
        return np.empty(0, np.uint64)
    runs = np.zeros(len(codes) - RUN + 1, np.uint64)
    for place in range(RUN):
        runs = runs * _BASE + codes[place : place + len(runs)]
    runs ^= runs >> np.uint64(29)
    return np.unique(sliding_window_view(runs, WINDOW).min(axis=1))


def _neighbours(every: NDArray[np.uint64], owners: NDArray[np.int64], distance: int) -> NDArray[np.int64]:
    """Return the pairs of plans that have the same fingerprint so many places apart in the sorted list."""
    same = every[distance:] == every[:-distance]
    left, right = owners[:-distance][same], owners[distance:][same]
    pairs: NDArray[np.int64] = (left << 32) + right
    return pairs


def _unnamed(count: int, pairs: Iterable[tuple[int, int]]) -> Json:
    """Return a report of pairs of which no more is known."""
    return _report(count, [{"a": a, "b": b} for a, b in pairs], [], [])


def _report(count: int, pairs: list[Json], clusters: list[Json], templates: list[Json]) -> Json:
    documents = [{"id": number, "name": name_plan(number)} for number in range(count)]
    return {"documents": documents, "pairs": pairs, "clusters": clusters, "templates": templates}


ENGINES = {
    "jyplan": Engine(find_with_jyplan),
    "rensa-0.8": Engine(find_with_rensa(0.8), ("rensa",)),
    "rensa-0.5": Engine(find_with_rensa(0.5), ("rensa",)),
    "datasketch-0.8": Engine(find_with_datasketch(0.8), ("datasketch",)),
    "datasketch-0.5": Engine(find_with_datasketch(0.5), ("datasketch",)),
    "datasketch-0.2": Engine(find_with_datasketch(0.2), ("datasketch",)),
    "tfidf": Engine(find_with_tfidf, ("sklearn", "sparse_dot_topn")),
    "winnowing": Engine(find_with_winnowing),
}
