"""Read the cases of tests/cases/outline, and show an outline in the format of a case.

The format stands in tests/cases/outline/README.md.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from jyplan.outline import read_outline, read_plans
from jyplan.readers import read
from tests.places import CASES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from jyplan.model import Node, Outside, Plan

FOLDER = CASES / "outline"
TAB = "→"
INDENT = "  "
_ROW = re.compile(r"(?P<indent> *)(?P<marker>\S+) (?P<title>.+) (?P<roles>[a-z|]+)")
_NUMERAL = re.compile(
    r"[一二三四五六七八九十百零〇]+|[壹贰叁肆伍陆柒捌玖拾]+|[甲乙丙丁戊己庚辛壬癸]|\d+(?:\.\d+)*|[A-Za-z]+"
)
_FIRSTLY = {"首先": "首先", "其次": "其次", "再次": "再次", "最后": "最后"}


class Case(NamedTuple):
    """A text and the expected outline."""

    name: str
    """`file/title`, the name of a known gap."""
    line: int
    """Line of the title in the file, from 1."""
    text: str
    expected: str

    @property
    def shown(self) -> str:
        """The outline of the text, in the format of a case."""
        outline = read_outline(read(self.text.encode(), "case.txt"))
        return show(outline.plans, self.expected, outline.outside)


class _Row(NamedTuple):
    """A node in a case."""

    marker: str
    title: str
    roles: tuple[str, ...]


def load_cases() -> list[Case]:
    """Return the cases of every file, in order."""
    return [case for file in sorted(FOLDER.glob("*.txt")) for case in read_cases(file)]


def read_cases(file: Path) -> Iterator[Case]:
    """Yield the cases of a file: title, `.`, text, `.`, expected outline, `.`, and so on."""
    fields: list[list[str]] = [[]]
    starts = [0]
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if line == ".":
            fields.append([])
            starts.append(number)
        else:
            fields[-1].append(line)
    for index in range(0, len(fields) - 2, 3):
        titles = [line for line in fields[index] if line and not line.startswith("#")]
        if len(titles) != 1:
            raise ValueError(f"{file.name}:{starts[index]}: a case has one title, not {titles}")
        number = starts[index] + fields[index].index(titles[0]) + 1
        text = "\n".join(fields[index + 1]).replace(TAB, "\t")
        yield Case(f"{file.stem}/{titles[0]}", number, text, "\n".join(fields[index + 2]))


def parse(text: str) -> tuple[Plan, ...]:
    return read_plans(read(text.encode(), "case.txt"))


def show(plans: Iterable[Plan], expected: str = "", outside: Iterable[Outside] = ()) -> str:
    """Return outlines in the format of a case.

    `expected` settles the choices of a case: the named role of two right roles, the quoted length of a running
    sentence, and whether paragraphs and texts outside the plans are given.
    """
    rows = [
        _Row(m["marker"], m["title"], tuple(m["roles"].split("|"))) for m in map(_ROW.fullmatch, _nodes(expected)) if m
    ]
    paragraphs = any(line.lstrip().startswith("> ") for line in expected.split("\n"))
    lines = []
    for plan in plans:
        lines.append(f"{plan.kind} {plan.title or '-'}")
        lines += [f"> {paragraph}" for paragraph in plan.preamble if paragraphs]
        for node in plan.walk():
            indent = INDENT * node.id.count(".")
            lines.append(indent + _show_node(node, rows))
            lines += [f"{indent}> {paragraph}" for paragraph in node.text if paragraphs]
            lines += [f"{indent}* {item}" for item in node.items]
    if any(line.startswith("< ") for line in expected.split("\n")):
        lines += [f"< {text.kind} {text.text}" for text in outside]
    return "\n".join(lines).replace("\t", TAB)


def _nodes(expected: str) -> list[str]:
    return [
        line for line in expected.split("\n") if not line.lstrip().startswith(("> ", "* ", "< ", "plan ", "other "))
    ]


def _show_node(node: Node, rows: Sequence[_Row]) -> str:
    marker, title = bare(node.marker), node.title or ""
    if not title:
        text = "".join(node.text)
        quoted = [
            row.title for row in rows if row.marker == marker and row.title[0] == "~" and text.startswith(row.title[1:])
        ]
        title = max(quoted, key=len, default=f"~{text[:10]}")
    role = str(node.role)
    alike = next(
        (row.roles for row in rows if (row.marker, row.title) == (marker, title) and role in row.roles), (role,)
    )
    return f"{marker} {title} {'|'.join(alike)}"


def bare(marker: str | None) -> str:
    """Return the ordinal of a marker as displayed, `-` for an unnumbered heading.

    >>> [bare(m) for m in ("（一）", "（十 一）", "第二章", "③", "❷", "⒋", "１．", "2.1 ", "a)", "其次，", None)]
    ['一', '十一', '二', '3', '2', '4', '1', '2.1', 'a', '其次', '-']
    """
    plain = "".join(unicodedata.normalize("NFKC", marker or "").split()).strip(",、:：，")
    if plain in _FIRSTLY:
        return plain
    if len(plain) == 1 and unicodedata.category(plain) == "No":  # ❶, which no normal form takes apart
        return f"{unicodedata.numeric(plain):.0f}"
    numeral = _NUMERAL.search(plain)
    return numeral[0] if numeral else "-"
