"""Copies among thousands of plans: speed, memory and recall.

    python -m benchmarks.copies --plans 1000 10000 --engines jyplan rensa-0.5 winnowing
    python -m benchmarks.copies --corpus FOLDER --json REPORT      score what `jyplan dupes --format json` wrote
    python -m benchmarks.copies --shares                           the error of the shares reported, reported minus true

Corpora come from `benchmarks.copies_corpus`. Tables for `benchmarks/copies.md`, which says what counts as right.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
from pathlib import Path

from benchmarks.copies_corpus.corpus import Corpus, read_truth, write_corpus
from benchmarks.copies_others import ENGINES
from benchmarks.copies_runs import Cost, run_engine
from benchmarks.copies_score import ALL_MEMBERS, RELATIONS, GroupScore, Recall, Score, read_report, score
from benchmarks.copies_shares import print_shares

OVERVIEW = (
    "| plans | engine | s | processor s | MB | MB texts | pairs | precision | recall | partial 15 % | sections | families |"
    "\n|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---|---|"
)
EDITED_PART = "section-edited-15"


def main() -> None:
    """Print an overview, and on request the details of each report."""
    arguments = _arguments()
    if arguments.shares:
        print_shares(arguments.seed, arguments.vocabulary)
        return
    if arguments.json:
        report = read_report(json.loads(arguments.json.read_text("utf-8")))
        print_details(score(read_truth(arguments.corpus), report))
        return
    print(OVERVIEW)
    details: list[tuple[str, Score]] = []
    with tempfile.TemporaryDirectory() as scratch:
        for plans in arguments.plans:
            folder = arguments.corpus or Path(scratch) / str(plans)
            if not arguments.corpus:
                write_corpus(Corpus(plans, arguments.seed, arguments.vocabulary), folder)
            details += _compare(arguments.engines, folder, arguments.limit)
    for title, result in details if arguments.details else ():
        print(f"\n### {title}")
        print_details(result)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plans", type=int, nargs="+", default=[1000], help="sizes of the corpora to write")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--vocabulary", default="teaching")
    parser.add_argument("--corpus", type=Path, help="a folder with a corpus that is there already")
    parser.add_argument("--engines", nargs="+", default=list(ENGINES), choices=list(ENGINES), metavar="ENGINE")
    parser.add_argument("--limit", type=float, default=900, help="seconds that an engine may take")
    parser.add_argument("--details", action="store_true", help="recall by kind and style, templates, groups")
    parser.add_argument(
        "--shares", action="store_true", help="the error of the shares of jyplan, on corpora of known shares"
    )
    parser.add_argument("--json", type=Path, help="score this report on --corpus and run nothing")
    arguments = parser.parse_args()
    if arguments.json and not arguments.corpus:
        parser.error("--json needs the corpus it is about: --corpus FOLDER")
    return arguments


def _compare(engines: list[str], folder: Path, limit: float) -> list[tuple[str, Score]]:
    """Print a row an engine and return their scores."""
    truth = read_truth(folder)
    results = []
    for name in engines:
        if missing := ENGINES[name].missing:
            print(f"| {truth.plans} | {name} | not installed: {', '.join(missing)} |")
            continue
        try:
            written, cost = run_engine(name, folder, limit)
        except subprocess.SubprocessError as error:
            print(f"| {truth.plans} | {name} | {_reason(error)} |", flush=True)
            continue
        result = score(truth, read_report(written))
        print(_row(truth.plans, name, cost, result), flush=True)
        results.append((f"{name}, {truth.plans} plans", result))
    return results


def _reason(error: subprocess.SubprocessError) -> str:
    return f"more than {error.timeout:g} s" if isinstance(error, subprocess.TimeoutExpired) else "failed"


def _row(plans: int, name: str, cost: Cost, result: Score) -> str:
    whole = [recall for recall in result.recalls if not recall.style]
    unedited = [recall for recall in whole if recall.kind != EDITED_PART]
    edited = [recall for recall in whole if recall.kind == EDITED_PART]
    cells = (
        plans,
        name,
        f"{cost.seconds:.1f}",
        f"{cost.processor:.1f}",
        f"{cost.megabytes:.0f}",
        f"{cost.texts:.0f}",
        result.pairs,
        f"{result.precision:.4f}",
        f"{_recall(unedited):.4f}",
        f"{_recall(edited):.4f}",
        _reported(result.sections),
        _reported(result.families),
    )
    return f"| {' | '.join(map(str, cells))} |"


def _recall(recalls: list[Recall]) -> float:
    return sum(recall.found for recall in recalls) / sum(recall.pairs for recall in recalls)


def _reported(groups: tuple[GroupScore, ...]) -> str:
    once = sum(group.reports == 1 and group.shared >= ALL_MEMBERS for group in groups)
    recall = sum(group.found for group in groups) / len(groups)
    return f"{once}/{len(groups)} once, {recall:.3f} found"


def print_details(result: Score) -> None:
    """Print recall by kind and what became of sections and families."""
    print(
        f"\n{result.pairs} pairs, precision {result.precision:.4f}: {result.wrong} wrong, {result.wrong_official} of them "
        f"with the same opening. {result.clusters} clusters, {result.mixed} mixed. Templates: "
        f"{', '.join(f'{count} {kind}' for kind, count in sorted(result.templates.items())) or 'none'}.\n"
    )
    print("| kind | edited by | pairs | recall | called right | passages show |\n|---|---|---:|---:|---:|---:|")
    for recall in sorted(result.recalls, key=lambda recall: (list(RELATIONS).index(recall.kind), recall.style)):
        called, shown = ("" if value is None else f"{value:.3f}" for value in (recall.called_right, recall.shown))
        share = recall.found / recall.pairs
        print(f"| {recall.kind} | {recall.style} | {recall.pairs} | {share:.4f} | {called} | {shown} |")
    print("\n| group | members | reported | share of members | strangers | pairs listed | share of pairs found |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for name, groups in (("section", result.sections), ("family", result.families)):
        for group in groups:
            cells = (
                name,
                group.members,
                group.reports,
                f"{group.shared:.3f}",
                group.strangers,
                group.pairs,
                f"{group.found:.3f}",
            )
            print(f"| {' | '.join(map(str, cells))} |")


if __name__ == "__main__":
    main()
