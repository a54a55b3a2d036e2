r"""Checks punctuation.

| `find` | |
|---|---|
| `heading-end` | a heading on a line of its own ends with ，、；, or with 。 while its neighbours do not |
| `mixed-width` | a few half-width signs (,;:!?) between Chinese characters, in a plan with full-width signs elsewhere: one finding with all places |
| `brackets` | a bracket or 《 without its closing sign, or a closing sign without an opening sign; 1) and a) are no brackets |
| `quotes` | a “ without its ”, or a ” without its “ |

A sign whose partner stands at most four paragraphs above or below is balanced.

```yaml
rules:
  heading-punctuation:
    type: punctuation
    find: [heading-end]
    tests:
      pass: ["三年级工作计划\n一、工作目标\n及格率达到95%。\n二、主要工作\n每周家访一次。"]
      fail: ["三年级工作计划\n一、工作目标；\n及格率达到95%。\n二、主要工作\n每周家访一次。"]
```
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from jyplan.checks.options import Choice, ListOf, RoleName, option
from jyplan.checks.places import ABOUT_WHERE, PLACES, within
from jyplan.checks.protocol import Violation
from jyplan.checks.words import quoted
from jyplan.model import BlockKind, Role, Span, Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from jyplan.checks.subject import Subject
    from jyplan.model import Node

MESSAGE = Wording("标点有误：“{words}”", "punctuation: “{words}”")
HINT = Wording("改正标点", "correct the punctuation")
PLACEHOLDERS = {
    "words": "the sign with the words beside it, for `mixed-width` of the first three places",
    "times": "the number of places",
}
VARIANTS = ("heading-end", "mixed-width", "brackets", "quotes")
NEEDS_ONE_OF: tuple[str, ...] = ()

_NEVER = "，,、；;"
"""Signs never at the end of a heading."""
_HALF = re.compile("(?<=[\u4e00-\u9fff])[,;:!?](?=[\u4e00-\u9fff])")
_FULL = re.compile("(?<=[\u4e00-\u9fff])[，；：！？](?=[\u4e00-\u9fff])")
_CLAUSES = re.compile("[，,；;]")
_SHORT = 20
"""Most characters of a heading without a title: a line with text or items below."""
_FEW = 0.1
"""Most half-width signs for every full-width sign; more are a habit of the writer and not reported."""
_QUOTED = 3
"""Most places of half-width signs quoted."""
_STRAIGHT = re.compile('["＂]')
"""A straight quotation mark, a possible partner of any quotation mark."""
_WORDS_BEFORE, _WORDS_BESIDE, _WORDS_BEHIND = 8, 4, 10
"""Characters quoted: before the end of a heading, on either side of a half-width sign, from a lonely bracket or quotation mark on."""
_AROUND = 4
"""Paragraphs above and below searched for the partner of a sign."""


class _Signs(NamedTuple):
    """Signs in pairs."""

    pairs: dict[str, str]
    """The opening sign of each closing sign."""
    pattern: re.Pattern[str]
    """Any of the signs."""


_BRACKETS = _Signs({")": "(", "]": "[", "】": "【", "》": "《"}, re.compile(r"[()\[\]【】《》]"))
_QUOTES = _Signs({"”": "“"}, re.compile("[“”]"))
_ITEM = re.compile(r"(?:^|(?<=[\s。；;，,:、]))[(（]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z]{1,3})[)）]")
"""1) and a): markers with a closing bracket only."""
_ARROW = re.compile("^([^《》]*)》{2,}|(?<!《)《{2,}+(?=[^《》]*$)")
"""》》返回首页《《: doubled signs used as arrows, without an opening sign before or a closing sign behind."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `punctuation`."""

    find: tuple[str, ...] = option(ListOf(Choice(VARIANTS)), "heading-end, mixed-width, brackets, quotes.")
    roles: tuple[Role, ...] = option(ListOf(RoleName()), "Only in sections of these roles.", ())
    where: str = option(Choice(PLACES), ABOUT_WHERE, "all")


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the violations of the variants in `find`, in reading order."""
    places: list[Violation] = []  # of half-width signs
    for violation in within(subject, _all_violations(subject, options), options.where, options.roles):
        if violation.variant == "mixed-width":
            places.append(violation)
        else:
            yield violation
    if places:
        yield _joined(places)


def _all_violations(subject: Subject, options: Options) -> Iterator[Violation]:
    violations: list[Violation] = []
    if "heading-end" in options.find:
        violations += _heading_ends(subject)
    if "mixed-width" in options.find:
        violations += _mixed_width(subject)
    if "brackets" in options.find:
        violations += _brackets(subject)
    if "quotes" in options.find:
        violations += _quotes(subject)
    yield from sorted(violations, key=lambda violation: violation.start)


def _heading_ends(subject: Subject) -> Iterator[Violation]:
    lines = {node.id: line for node in subject.nodes if (line := _own_line(subject, node)) is not None}
    counts: dict[str, tuple[int, int]] = {}
    for node_id in lines:
        number, with_stop = counts.get(parent_id := node_id.rpartition(".")[0], (0, 0))
        counts[parent_id] = number + 1, with_stop + (subject.text[lines[node_id].end - 1] == "。")
    has_semicolons = any(subject.text[line.end - 1] in ";；" for line in lines.values())
    lists = _lists(subject) if has_semicolons else set()
    for node_id, line in lines.items():
        sign = subject.text[line.end - 1]
        number, with_stop = counts[node_id.rpartition(".")[0]]
        if sign == "。" and _CLAUSES.search(subject.text, line.start, line.end):
            continue  # a sentence of several clauses
        if sign in ";；" and node_id.rpartition(".")[0] in lists:
            continue  # an item of a list, with a remark below
        if sign in _NEVER or (sign == "。" and _neighbours_end_without_stop(number - 1, with_stop - 1)):
            words = subject.text[max(line.start, line.end - _WORDS_BEFORE) : line.end]
            yield Violation(line.end - 1, line.end, {"words": quoted(words), "times": 1}, "heading-end")


def _lists(subject: Subject) -> set[str]:
    """Return the ids of entries, empty for the top level, above lists with a semicolon at the end of more than half of the items."""
    counts: dict[str, tuple[int, int]] = {}
    for node in subject.nodes:
        number, ended = counts.get(parent_id := node.id.rpartition(".")[0], (0, 0))
        counts[parent_id] = number + 1, ended + _first_line(subject, node).endswith((";", "；"))
    return {parent_id for parent_id, (number, ended) in counts.items() if 1 < number < 2 * ended}


def _first_line(subject: Subject, node: Node) -> str:
    index = subject.block_index_at(node.span.start)
    return "" if index is None else subject.plan.blocks[index].text.rstrip()


def _own_line(subject: Subject, node: Node) -> Span | None:
    """Return the line of a heading; None for a heading with text behind the title, or with nothing below."""
    if subject.in_row(node.span.start) or not (node.children or node.text):
        return None
    index = subject.block_index_at(node.span.start)
    if index is None:
        return None
    span = subject.block_span(index)
    end = span.start + len(subject.text[span.start : span.end].rstrip())
    title = subject.heading_span(node).end
    if node.title is None:
        # a short line above text or items is a heading, even with the last sign of a clause
        if len(node.text[0] if node.text else "") > _SHORT or not (node.children or len(node.text) > 1):
            return None
    elif end - title > 1 or title > end:
        return None
    if end <= span.start:
        return None
    return Span(node.span.start, end)


def _neighbours_end_without_stop(neighbours: int, with_stop: int) -> bool:
    """Whether at least two neighbours are headings alone on a line, and two thirds end without 。."""
    return neighbours >= 2 and 3 * with_stop <= neighbours


def _joined(places: Sequence[Violation]) -> Violation:
    """Return a single violation for all half-width signs of a plan: a habit of the keyboard, not a fault of each place."""
    first, *following = places
    words = "”“".join(str(place.params["words"]) for place in places[:_QUOTED])
    also = tuple(Span(place.start, place.end) for place in following)
    return Violation(first.start, first.end, {"words": words, "times": len(places)}, "mixed-width", also)


def _mixed_width(subject: Subject) -> Iterator[Violation]:
    half = list(_HALF.finditer(subject.text))
    if half and len(half) <= _FEW * sum(1 for _ in _FULL.finditer(subject.text)):
        for match in half:
            words = subject.text[max(0, match.start() - _WORDS_BESIDE) : match.end() + _WORDS_BESIDE]
            yield Violation(match.start(), match.end(), {"words": quoted(words)}, "mixed-width")


def _brackets(subject: Subject) -> Iterator[Violation]:
    spans = subject.block_spans
    for index, span in _paragraphs(subject):
        if not _BRACKETS.pattern.search(subject.folded, span.start, span.end):
            continue
        line = subject.folded[span.start : span.end]
        offset = _lonely(line, _BRACKETS, {match.end() - 1 for match in _ITEM.finditer(line)})
        if offset is None or _lonely(_blanked(line), _BRACKETS) is None:
            continue
        if not _is_balanced_around(spans, index, lambda start, end: _blanked(subject.folded[start:end]), _BRACKETS):
            yield _sign(subject, span.start + offset, "brackets")


def _quotes(subject: Subject) -> Iterator[Violation]:
    spans = subject.block_spans
    for index, span in _paragraphs(subject):
        line = subject.text[span.start : span.end]
        offset = _lonely(line, _QUOTES)
        if offset is None or _STRAIGHT.search(line):
            continue
        if _is_balanced_around(spans, index, lambda start, end: subject.text[start:end], _QUOTES):
            continue
        yield _sign(subject, span.start + offset, "quotes")


def _paragraphs(subject: Subject) -> Iterator[tuple[int, Span]]:
    """Yield index and span of every paragraph except rows of tables."""
    for index, block in enumerate(subject.plan.blocks):
        if block.kind is not BlockKind.ROW:
            yield index, subject.block_span(index)


def _lonely(line: str, signs: _Signs, markers: Collection[int] = ()) -> int | None:
    """Return the offset of the first sign without a partner.

    A closing sign at one of the offsets `markers` needs no partner: 1).

    >>> _lonely("(共 12)", _BRACKETS), _lonely("甲(乙(丙)", _BRACKETS), _lonely("甲)", _BRACKETS)
    (None, 1, 1)
    """
    opened: list[tuple[str, int]] = []
    for match in signs.pattern.finditer(line):
        sign, offset = match[0], match.start()
        if sign not in signs.pairs:
            opened.append((sign, offset))
        elif opened and opened[-1][0] == signs.pairs[sign]:
            opened.pop()
        elif offset not in markers:
            return offset
    return opened[0][1] if opened else None


def _is_balanced_around(spans: Sequence[Span], index: int, line_of: Callable[[int, int], str], signs: _Signs) -> bool:
    """Whether a paragraph is balanced together with neighbours: a sentence broken up, a quotation of several paragraphs.

    `spans` are those of all paragraphs; `line_of` returns the text from one offset to another.
    """
    return any(
        _lonely(line_of(spans[first].start, spans[last].end), signs) is None
        for first in range(max(0, index - _AROUND), index + 1)
        for last in range(index, min(index + _AROUND + 1, len(spans)))
        if first < last
    )


def _blanked(line: str) -> str:
    """Return a line with spaces in place of the brackets of markers, as 1), and of signs used as arrows."""
    line = _ITEM.sub(lambda match: " " * len(match[0]), line)
    return _ARROW.sub(lambda match: (match[1] or "").ljust(len(match[0])), line)


def _sign(subject: Subject, offset: int, variant: str) -> Violation:
    return Violation(
        offset, offset + 1, {"words": quoted(subject.text[offset : offset + _WORDS_BEHIND]), "times": 1}, variant
    )
