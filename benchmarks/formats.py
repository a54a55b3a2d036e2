"""How fast each format is read: `python benchmarks/formats.py FILE…`, the fastest of five runs a file.

Files that need LibreOffice are converted one by one and then together, once each.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from jyplan import readers
from jyplan.readers import office

if TYPE_CHECKING:
    from jyplan.model import Document

RUNS = 5


def main(names: list[str]) -> None:
    """Print a line a file, and a line for the files converted together."""
    files = [(name, Path(name).read_bytes()) for name in names]
    old = [(name, data) for name, data in files if office.is_old_format(data)]
    for name, data in files:
        runs = 1 if (name, data) in old else RUNS
        seconds, document = min((_time(data, name) for _ in range(runs)), key=lambda run: run[0])
        chars = sum(len(block.text) for block in document.blocks)
        print(f"{document.format:9} {len(data):>9} bytes {chars:>7} characters {seconds * 1000:8.1f} ms  {name}")
    if old:
        started = time.perf_counter()
        office.convert_batch(old)
        print(f"{len(old)} files converted together: {time.perf_counter() - started:.2f} s")


def _time(data: bytes, name: str) -> tuple[float, Document]:
    started = time.perf_counter()
    document = readers.read(data, name)
    return time.perf_counter() - started, document


if __name__ == "__main__":
    main(sys.argv[1:])
