"""How right outlines, facts and kinds of thirty documents in the manner of real ones are.

    python -m benchmarks.manner [-v] [NAME…]

The documents and their annotations stand in `tests/cases/manner`. Without NAME all are measured; NAME is the beginning
of a file's name. `-v` names every difference. An older version is measured with `PYTHONPATH=OTHER/src:.`.
"""

from __future__ import annotations

import argparse

from tests.outline.manner import KINDS, Score, documents, rows, score_document

PARTICULARS = ("plans", "plan title", "kind", "genre", "school", "school year")


def main() -> None:
    """Print a table of the documents, the kinds of facts, and what is said of whole plans."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("-v", "--verbose", action="store_true")
    options = parser.parse_args()
    scores = [
        (document.name, score_document(document))
        for document in documents()
        if not options.names or document.name.startswith(tuple(options.names))
    ]
    pooled = Score()
    for name, score in scores:
        pooled.add(score)
        for miss in score.misses if options.verbose else ():
            print(f"{name[:2]} {miss.what}: {miss.expected} → {miss.found}")
    print("\n".join(rows(scores)))
    print("\n| facts | precision | recall | annotated |\n|---|---:|---:|---:|")
    for kind in KINDS:
        print(f"| {kind} | {pooled.precision(kind):.3f} | {pooled.share(kind):.3f} | {pooled.counts[kind + ' of']} |")
    print(f"| bounds exact | | {pooled.share('bounds'):.3f} | {pooled.counts['bounds of']} |")
    print("\n| of whole plans | right | of |\n|---|---:|---:|")
    for what in PARTICULARS:
        if pooled.counts[f"{what} of"]:
            print(f"| {what} | {pooled.counts[what]} | {pooled.counts[what + ' of']} |")


if __name__ == "__main__":
    main()
