"""Speed of outlining, growth of the cost with the text, and effect of the beam width.

    python benchmarks/outline.py [--repeat N]

All in one process and on one core, with the sample plans: megabytes of text (as UTF-8) a second, with one
search for numerals by a regular expression as the baseline; the cost of 100 copies of the page of six plans
as a ratio to one; and for each width of the beam in `outline/levels.py` how many of the samples' and of the
written cases' outlines come out as with the widest, and what it costs.
"""

from __future__ import annotations

import argparse
import re
from functools import partial
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

from jyplan import outline, readers
from jyplan.outline import levels

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jyplan.model import Plan

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "samples" / "page-six-plans.txt"
NUMERALS = re.compile("[0-9一二三四五六七八九十百千万]+")
COPIES = 100
WIDTHS = (1, 2, 3, 4, 6, 10, 20, 40)


def sample_texts() -> dict[str, str]:
    """Return the texts of the plain text samples by name."""
    texts = {}
    for path in sorted((ROOT / "samples").glob("*.txt")):
        document = readers.read(path.read_bytes(), path.name)
        texts[path.stem] = "\n".join(block.text for block in document.blocks)
    return texts


def case_texts() -> list[str]:
    """Return the texts of the cases in tests/cases/outline: each stands between the first and second dot."""
    texts = []
    for path in sorted((ROOT / "tests" / "cases" / "outline").glob("*.txt")):
        fields = re.split(r"^\.\n", path.read_text("utf-8"), flags=re.MULTILINE)
        texts += [text.replace("→", "\t") for text in fields[1::3]]
    return texts


def parse(text: str) -> tuple[Plan, ...]:
    """Return the plans of a text, as `jyplan.parse_bytes` does."""
    return outline.read_plans(readers.read(text.encode(), "plan.txt"))


def least(repeat: int, work: Callable[[], object]) -> float:
    """Return the least processor time of some runs, in seconds."""
    times = []
    for _ in range(repeat):
        begin = process_time()
        work()
        times.append(process_time() - begin)
    return min(times)


def shape(text: str) -> list[tuple[str, str | None, str | None, str]]:
    """Return an outline in comparable form: id, marker, title and role of every node."""
    return [(node.id, node.marker, node.title, node.role) for plan in parse(text) for node in plan.walk()]


def show_speed(texts: dict[str, str], repeat: int) -> None:
    """Print a line for each sample and a line for all samples."""
    print(f"{'':34}{'kB':>6}{'ms':>8}{'MB/s':>7}{'× baseline':>12}")
    for name, chosen in {**{name: [text] for name, text in texts.items()}, "all of them": [*texts.values()]}.items():
        size = sum(len(text.encode()) for text in chosen)
        seconds = sum(least(repeat, partial(parse, text)) for text in chosen)
        baseline = sum(least(repeat, partial(NUMERALS.findall, text)) for text in chosen)
        print(f"{name:34}{size / 1e3:6.1f}{seconds * 1e3:8.1f}{size / seconds / 1e6:7.2f}{seconds / baseline:12.0f}")


def show_growth(repeat: int) -> None:
    """Print the cost of copies of the page, as a ratio to the cost of a single page."""
    page = PAGE.read_text("utf-8") + "\n"
    single = least(3 * repeat, lambda: parse(page))
    copies = least(max(1, repeat // 2), lambda: parse(page * COPIES))
    print(
        f"{COPIES} copies of {PAGE.name} take {copies / single:.0f} times one ({copies:.2f} s and {single * 1e3:.1f} ms)"
    )


def show_widths(texts: Sequence[str], repeat: int) -> None:
    """Print a line a width of the beam."""
    usual = levels.BEAM
    outlines, costs = {}, {}
    for width in WIDTHS:
        levels.BEAM = width
        outlines[width] = [shape(text) for text in texts]
        costs[width] = least(repeat, lambda: [parse(text) for text in texts])
    levels.BEAM = usual
    widest = outlines[WIDTHS[-1]]
    print(f"{'width':>6}{'as with the widest':>20}{'time':>7}")
    for width in WIDTHS:
        equal = sum(left == right for left, right in zip(outlines[width], widest, strict=True))
        print(f"{width:6}{f'{equal} of {len(texts)}':>20}{costs[width] / costs[usual]:7.2f}")


def main() -> None:
    """Print speed, growth and the widths of the beam."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=5)
    repeat: int = parser.parse_args().repeat
    texts = sample_texts()
    parse(PAGE.read_text("utf-8"))  # the first call reads the word lists
    show_speed(texts, repeat)
    print()
    show_growth(repeat)
    print()
    show_widths([*texts.values(), *case_texts()], max(1, repeat // 2))


if __name__ == "__main__":
    main()
