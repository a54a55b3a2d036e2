"""Readings of numbers inside a paragraph as markers: headings without a line break."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from jyplan.outline.readings.families import MarkerReading, MarkerShape
from jyplan.outline.readings.markers import (
    CN,
    GLUED_UNIT,
    GRADES,
    MEASURED,
    SECTION_NAME,
    SEPARATORS,
    SHAPES,
    is_unit,
    match_marker,
    read_ordinal,
)
from jyplan.outline.sections import named_beginning, named_prefix, numbered_roles
from jyplan.text.numerals import parse_chinese
from jyplan.text.patterns import HANZI, lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.outline.weights import Weight

_INLINE = lazy_pattern(
    rf"(?=[{CN[1:-1]}\d(第\u2460-\u249b])(?:(?<![\d.])|(?={CN}))(?:第(?:(?P<part>{CN}{{1,2}})部分|(?P<chapter>{CN}{{1,2}})章)[、:]?|(?P<cn>{CN}{{1,3}})、|\((?P<cn_brackets>{CN}{{1,3}})\)、?|(?P<n>\d{{1,2}})\s?(?P<separator>[、.])(?!\d)"
    rf"|(?P<decimal>\d{{1,2}}\.\d{{1,2}})(?![\d.%])(?=\s?(?:{HANZI}|[“《]))"
    r"|\((?P<n_brackets>\d{1,2})\)|(?P<circled>[\u2460-\u249b])"
    r"|(?<=[。;!?])(?P<n_glued>\d{1,2})(?=[“《]|" + HANZI + r"))\s*"
)
_SIGN = lazy_pattern(
    rf"[{CN[1:-1]}\d(\u2460-\u249b。;!?](?:(?<={CN})、|(?<=\d)\s?[、.]|(?<=\()[{CN[1:-1]}\d]|(?<=[\u2460-\u249b])|(?<=[。;!?])\d)"
)
"""A sign in every paragraph with a number inside, behind the first character; with a class first, the search takes a third of the time."""
_SHAPES = {**SHAPES, "part": MarkerShape.PART}
_PARTS = frozenset({"part", "chapter"})
"""Groups of parts of a text; in a text with line breaks such words speak of another text: 第一部分讲……."""
_DATED = lazy_pattern("(?:月份?|周|季度|学期):$")
_SENTENCE_END = frozenset("。;!?”)》… ,.")
_INLINE_ITEM: Weight = 2.3
"""Against （2） and ② inside a paragraph: less than the cost of a gap in a sequence of lines."""
_HEADING = 40
"""Characters: the longest heading between two markers."""
_UNIT = 12
"""Characters behind a number in which a unit is looked for."""
_GLUED: Weight = 1.8
"""Against a first item glued to its heading: a little more than its opening weight, so that the second item decides."""
_SHORTEST_GLUED = 4
_LONGEST_GLUED = 24
"""Characters of a heading with the first item glued to it."""
_LONGEST_UNSTOPPED = 60
"""Characters of an item that lost its full stop."""
_FEWEST_COUNTED = 3
"""Numbers that count the sentences of a text that lost its line breaks."""
_LONGEST_SECTION = 12
"""Characters of a section's name before its first item."""
_FEWEST_LABELLED = 3
"""Successive sections with a label that show that a text lost its line breaks: 一、竞赛宗旨:…二、竞赛时间:…."""
_LABEL = lazy_pattern(rf"{HANZI}{{2,8}}:")
_LOST_LENGTH = 120
"""Characters: a paragraph that holds two sections is longer."""


class _Number(NamedTuple):
    """A number inside a paragraph, written like a marker."""

    kind: str
    """The group of `_INLINE` that matched, `n` for a number with a separator."""
    ordinal: int
    start: int
    end: int
    shape: MarkerShape
    before: str
    """The character before the number."""
    named: bool
    """A section's name stands behind the number."""
    gap: str
    """The text between the previous number, or the beginning of the paragraph, and this number."""
    labelled: bool = False
    """A label stands behind the number of a section: 二、竞赛时间:."""
    parents: tuple[int, ...] = ()
    """The number before the ordinal of a decimal marker: (2,) of 2.1."""

    @property
    def nested(self) -> bool:
        """Whether the marker is （2） or ②, used inside a paragraph only for the items of a sentence."""
        return self.kind in {"n_brackets", "circled"}


def inline_readings(block: int, folded: str, *, is_whole: bool = False) -> Iterator[MarkerReading]:
    """Yield the readings of numbers inside a paragraph as markers.

    An enumeration (…：1、…；2、…) is skipped, unless the text has lost its line breaks; then the
    first number of a sequence may open a level. `is_whole`: the paragraph is the whole text.
    """
    numbers = list(_numbers(folded))
    if not numbers:
        return
    lost = _lost_breaks(folded, numbers) or (is_whole and _counts_sentences(numbers))
    glued = _glued_first(folded, numbers[0])
    last_second = {number.kind: index for index, number in enumerate(numbers) if number.ordinal == 2}
    enumerated: dict[str, int] = {}
    last: dict[str, int] = {}  # the last ordinal of each kind that was no item of an enumeration
    for index, number in enumerate(numbers):
        kind, ordinal, is_glued = number.kind, number.ordinal, glued and index == 0
        if kind in _PARTS and not lost:
            continue
        if ordinal == 1 and _begins_enumeration(number, lost=lost, goes_on=index < last_second.get(kind, -1)):
            enumerated[kind] = 0
        if enumerated.get(kind) == ordinal - 1:
            enumerated[kind] = ordinal
        elif (
            number.before in _SENTENCE_END
            or (lost and _has_lost_break(number, last))
            or _follows_section(number)
            or is_glued
        ):
            last[kind] = ordinal
            yield _reading(block, number, lost=lost, glued=is_glued)


def _reading(block: int, number: _Number, *, lost: bool, glued: bool) -> MarkerReading:
    """Return a number as a marker in paragraph `block`.

    `lost`: the text lost its line breaks. `glued`: the number stands behind a heading that lost its break.
    """
    begins_line = number.before in _SENTENCE_END or (lost and _stands_apart(number)) or glued
    named = number.named and begins_line
    against = _INLINE_ITEM if number.nested else -SECTION_NAME if named else 0.0
    opens = number.ordinal == 1 and (number.before in "。;! " or _follows_section(number))
    if glued and not (opens or lost):
        against, opens = against + _GLUED, True
    return MarkerReading(
        block,
        number.start,
        number.end,
        number.shape,
        number.ordinal,
        number.parents,
        against=against,
        inline=True,
        may_open=not number.nested and number.kind != "n_glued" and (lost or opens),
        names_section=named,
    )


def _numbers(folded: str) -> Iterator[_Number]:
    if _SIGN.search(folded, 1) is None:
        return
    initial = match_marker(folded)
    end = initial.end() if initial else 0
    for match in _INLINE.finditer(folded, initial.start() + 1 if initial else 1):
        kind = "n" if match.lastgroup == "separator" else match.lastgroup or ""
        parent, _, last = match[kind].rpartition(".")
        ordinal = read_ordinal("n" if parent else kind, last)
        if kind == "n_glued" and (
            initial is None or initial.lastgroup != kind or is_unit(GLUED_UNIT, folded[match.end() :])
        ):
            continue  # 1计划……。2卫生……: only in a paragraph that begins with a glued number
        grades = kind == "cn" and GRADES.match(folded, match.end())
        measured = kind == "decimal" or match["separator"] == "."
        measure = measured and is_unit(MEASURED, folded[match.end() : match.end() + _UNIT])
        if ordinal is None or grades or measure:
            continue
        plain = SEPARATORS[match["separator"]] if kind == "n" else _SHAPES.get(kind)
        shape = plain or MarkerShape.DECIMAL_2
        gap = folded[end : match.start()].strip()
        named = kind == "cn" and named_beginning(folded[match.end() : match.end() + _HEADING]) > 0
        parents = (int(parent),) if parent else ()
        before = folded[match.start() - 1]
        labelled = kind == "cn" and _LABEL.match(folded, match.end()) is not None
        yield _Number(kind, ordinal, match.start(), match.end(), shape, before, named, gap, labelled, parents)
        end = match.end()


def _begins_enumeration(number: _Number, *, lost: bool, goes_on: bool) -> bool:
    """Whether a 1 inside a paragraph begins a list as part of the sentence before."""
    if _DATED.search(number.gap):
        return True  # 九月份：1、……；2、……
    if (lost and not number.nested) or _follows_section(number):
        return False
    heading = number.before == " " and 0 < len(number.gap) <= _HEADING and not re.search("[。;,、:]", number.gap)
    return not heading and (number.nested or goes_on)


def _glued_first(folded: str, number: _Number) -> bool:
    """Whether a first item stands behind a heading or a lead-in that lost its line break.

    (二)教研工作1.认真… (the next line is 2.…), and 具体安排如下:一、… (the next line is 二、…).
    """
    if number.ordinal != 1 or number.nested or number.kind == "n_glued":
        return False
    initial = match_marker(folded)
    if initial is None:
        return number.before == ":" and folded.endswith("如下:", 0, number.start)
    heading = _SHORTEST_GLUED <= len(number.gap) <= _LONGEST_GLUED and not re.search("[。;:,!?、]", number.gap)
    return heading and initial.end() <= number.start and initial.lastgroup not in {number.kind, "separator"}


def _goes_on_unstopped(number: _Number, last: dict[str, int]) -> bool:
    """Whether a number is the next of its kind, behind an item that lost its full stop: 1、对象:全体学生2、方式:…."""
    stopped = len(number.gap) > _LONGEST_UNSTOPPED or re.search("[。;!?]", number.gap)
    return not number.nested and last.get(number.kind) == number.ordinal - 1 and not stopped


def _counts_in_decimals(numbers: Sequence[_Number]) -> bool:
    """Whether at least three decimal numbers count the parts of a text in order: 2.1, 2.2, 3.1."""
    counted: list[tuple[int, int]] = []
    for number in numbers:
        for parent in number.parents:
            major, minor = counted[-1] if counted else (parent, 0)
            if (parent, number.ordinal) in {(major, minor + 1), (major + 1, 1)}:  # 37.5 is no successor of 2.1
                counted.append((parent, number.ordinal))
    return len(counted) >= _FEWEST_COUNTED


def _counts_sentences(numbers: Sequence[_Number]) -> bool:
    """Whether numbers count the sentences of a text from 1 on, each behind the end of a sentence."""
    counted = [number for number in numbers if number.kind == "n"]
    ordinals = [number.ordinal for number in counted]
    return (
        len(counted) >= _FEWEST_COUNTED
        and ordinals == list(range(1, len(counted) + 1))
        and all(number.before in "。;! " for number in counted)
    )


def _stands_apart(number: _Number) -> bool:
    """Whether a number without a full stop before may follow a heading, in a text with lost line breaks."""
    if number.nested:
        return False
    heading = 0 < len(number.gap) <= _HEADING and not re.search("[。;:]", number.gap)
    return heading or number.kind == "cn_brackets" or number.before == ":"


def _has_lost_break(number: _Number, last: dict[str, int]) -> bool:
    """Whether a number stands at the beginning of a line, in a text that lost its line breaks."""
    return number.labelled or _stands_apart(number) or _goes_on_unstopped(number, last) or _follows_name(number)


def _follows_section(number: _Number) -> bool:
    """Whether a first item stands directly behind a section's name, as in 二、主要工作1、……."""
    return (
        number.ordinal == 1 and not number.nested and 0 < named_prefix(number.gap[:_LONGEST_SECTION]) == len(number.gap)
    )


def _follows_name(number: _Number) -> bool:
    """Whether a first item stands behind a name that is a section's only with a number, as in 四、参加单位1、……."""
    is_first = number.ordinal == 1 and not number.nested
    return is_first and 0 < len(number.gap) <= _LONGEST_SECTION and bool(numbered_roles(number.gap))


def has_lost_breaks(folded: str) -> bool:
    """Return whether a paragraph is a text with lost line breaks: a paragraph with sections inside."""
    return len(folded) >= _LOST_LENGTH and _lost_breaks(folded, list(_numbers(folded)))


def counts_behind_blanks(folded: str) -> bool:
    """Return whether a paragraph holds three or more items from 1 on, each behind a blank that was a line break."""
    numbers = list(_numbers(folded))
    return _counts_sentences(numbers) and all(number.before == " " for number in numbers if number.kind == "n")


def _lost_breaks(folded: str, numbers: Sequence[_Number]) -> bool:
    if len(folded) < _LOST_LENGTH:
        return False
    ordinals = [
        number.ordinal
        for number in numbers
        if number.kind == "cn_brackets"
        or (number.kind == "cn" and (number.before in _SENTENCE_END | {":"} or number.named))
    ]
    if _counts_in_decimals(numbers):
        return True  # 2.1……。2.2……
    if sum(number.named for number in numbers) > 1:
        return True  # sections by name, whatever their numbers: 一、……。一、……
    labelled = [number.ordinal for number in numbers if number.labelled]
    if any(labelled[i : i + _FEWEST_LABELLED] == [n, n + 1, n + 2] for i, n in enumerate(labelled)):
        return True
    first = match_marker(folded)
    if first and first.lastgroup in {"cn", "cn_brackets"}:
        ordinals.insert(0, parse_chinese(first[first.lastgroup]) or 0)
    return any(before + 1 == after for before, after in pairwise(ordinals))
