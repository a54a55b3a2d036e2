"""The peers' part of `benchmarks.results`: run by the Python of an environment of their own, on the same files.

    PEERS/bin/python benchmarks/peers.py FOLDER

Prints a JSON object of seconds of processor time by measure; FOLDER is what `benchmarks.results` wrote. It imports nothing of
this project. A peer that is not installed is left out.
"""

from __future__ import annotations

import json
import sys
from difflib import SequenceMatcher
from functools import partial
from importlib import import_module
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_PERMUTATIONS = 128
"""Of a MinHash, as datasketch's own examples have it."""
_THRESHOLD = 0.5
_GRAM = 8


def main(folder: Path) -> None:
    """Print the seconds of every measure whose peer is installed."""
    found: dict[str, float] = {}
    for name, measure in (("reading", read_docx), ("diff", compare_texts), ("copies", find_copies)):
        try:
            found |= {f"{name} {size}": seconds for size, seconds in measure(folder).items()}
        except ImportError as error:
            print(f"{name}: {error}", file=sys.stderr)
    print(json.dumps(found))


def timed(work: Callable[[], object]) -> float:
    """Return the processor time of the fastest of three runs."""
    times = []
    for _ in range(3):
        start = process_time()
        work()
        times.append(process_time() - start)
    return min(times)


def read_docx(folder: Path) -> dict[int, float]:
    """Return the seconds of python-docx for the texts of all paragraphs, by the count of paragraphs."""
    docx = import_module("docx")

    def read(file: Path) -> list[str]:
        return [paragraph.text for paragraph in docx.Document(str(file)).paragraphs]

    return {int(file.stem): timed(partial(read, file)) for file in folder.glob("reading/*.docx")}


def compare_texts(folder: Path) -> dict[int, float]:
    """Return the seconds of difflib for the opcodes of two texts, by size."""
    found = {}
    for file in folder.glob("diff/*.left.txt"):
        left, right = file.read_text("utf-8"), Path(str(file).replace(".left.", ".right.")).read_text("utf-8")
        start = process_time()
        SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
        found[int(file.name.partition(".")[0])] = process_time() - start
    return found


def find_copies(folder: Path) -> dict[int, float]:
    """Return the seconds that MinHash with LSH (datasketch) takes to name candidate pairs, by the number of texts."""
    datasketch = import_module("datasketch")
    found = {}
    for file in folder.glob("copies/*.json"):
        texts = json.loads(file.read_text("utf-8"))
        start = process_time()
        index = datasketch.MinHashLSH(threshold=_THRESHOLD, num_perm=_PERMUTATIONS)
        for number, text in enumerate(texts):
            sketch = datasketch.MinHash(num_perm=_PERMUTATIONS)
            sketch.update_batch([text[at : at + _GRAM].encode() for at in range(len(text) - _GRAM + 1)])
            index.query(sketch)
            index.insert(str(number), sketch)
        found[int(file.stem)] = process_time() - start
    return found


if __name__ == "__main__" and len(sys.argv) > 1:
    main(Path(sys.argv[1]))
