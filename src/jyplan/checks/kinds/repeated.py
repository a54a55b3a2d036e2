r"""Finds repeated paragraphs in a plan. Markers, spaces and width do not count.

Table rows, schedules, and particulars such as time, place and people in charge (责任部门：…) are left out. A paragraph repeats an
earlier paragraph if the sentences found in both make up at least `share` of the later paragraph.

```yaml
rules:
  repeated-paragraph:
    type: repeated
    least: 20
    tests:
      pass: ["三年级工作计划\n一、主要工作\n1、每周检查路队一次，把结果记录在班级日志里，月底汇总。\n2、每月走访五户学生家庭，写好记录。"]
      fail: ["三年级工作计划\n一、主要工作\n1、每周检查路队一次，把结果记录在班级日志里，月底汇总。\n2、每周检查路队一次，把结果记录在班级日志里，月底汇总。"]
```
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.checks.options import Choice, ListOf, Number, RoleName, Shape, Whole, option
from jyplan.checks.own_names import paper_words
from jyplan.checks.places import ABOUT_WHERE, PLACES, within
from jyplan.checks.protocol import Violation
from jyplan.checks.words import quoted
from jyplan.model import BlockKind, Role, Span, Wording
from jyplan.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.subject import Subject
    from jyplan.model import Node

MESSAGE = Wording("这一段与前面的“{first}”重复", "this paragraph repeats “{first}” above")
HINT = Wording("删去一处，或改写成不同的内容", "delete one of them or say something else")
PLACEHOLDERS = {"first": "the beginning of the earlier paragraph", "text": "the beginning of the repeated paragraph"}
VARIANTS: tuple[str, ...] = ()
NEEDS_ONE_OF: tuple[str, ...] = ()

_MARKER = re.compile(
    r"(?:(?<!\s)\s++)?(?:[(\[【]?[一二三四五六七八九十\d]{1,3}(?:\.\d{1,2})*[)\]】、.:]+|第[一二三四五六七八九十\d]{1,3}[章节条,、]|[①-⒛])\s*"
)
_PARTICULAR = re.compile(r"\s?(?:[(]?[0-9]{1,2}[).、]\s?)?[\u4e00-\u9fff]{2,6}:")
"""A label of two to six characters with a colon: 活动时间：."""
_SENTENCE = re.compile(r"[^。；;!?！？]+")
_BRACKETED = re.compile(r"\s?[(\[][^()\[\]]{1,80}[)\]][。.]?\s?")
"""A paragraph in brackets: place and date of the speech quoted above."""
_ATTACHMENT = re.compile(r"\s{0,4}附[件表]\s{0,4}[0-9一二三四五六七八九十]{0,2}\s{0,4}:?\s{0,4}")
"""附件1 alone on a line."""
_HEAD = 3
"""Paragraphs below the first searched for a repeated title."""
_LABEL = 14
"""Characters at the beginning of a paragraph searched for a label and a colon."""
_LARGEST_STEP = 2
"""Most paragraphs from a repeated paragraph to the next of the same run: a single paragraph between may differ or be left out."""
_SHORTEST_SENTENCE = 8
"""Least characters of a sentence; shorter sentences are phrases common to all plans."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `repeated`."""

    least: int = option(Whole(least=1), "Least characters of a paragraph; shorter paragraphs are not checked.", 20)
    share: float = option(
        Number(0, 1), "Least share of the later paragraph found in the earlier paragraph, from 0 to 1.", 0.8
    )
    excepted: tuple[Role, ...] = option(
        ListOf(RoleName()), "Sections of these roles are not checked.", (Role.SCHEDULE,)
    )
    labels: tuple[str, ...] = option(
        ListOf(Shape()),
        "Paragraphs that begin with such a word and a colon say when, where and by whom; they are not checked.",
        (
            "时间", "地点", "活动时间", "活动地点", "参加", "参与", "对象", "人员", "负责", "责任", "牵头", "配合", "主持", "主讲", "主办", "承办", "协办",
            "单位", "部门", "组织形式", "形式", "方式", "活动形式", "活动对象", "参训", "培训时间", "培训地点", "联系", "完成时间", "实施", "完成时限", "要求",
        ),
    )  # fmt: skip
    roles: tuple[Role, ...] = option(ListOf(RoleName()), "Only in sections of these roles.", ())
    where: str = option(Choice(PLACES), ABOUT_WHERE, "all")


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the repeated paragraphs; consecutive paragraphs repeating consecutive paragraphs make up a single violation."""
    yield from within(subject, _all_violations(subject, options), options.where, options.roles)


def _all_violations(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the repeated paragraphs of the whole plan, consecutive paragraphs together."""
    run: Violation | None = None
    last = last_earlier = -2  # indexes of the last repeated paragraph and of the paragraph repeated
    for index, earlier, span in _repeats(subject, options):
        if run is not None and index - last <= _LARGEST_STEP and 0 < earlier - last_earlier <= _LARGEST_STEP:
            run = Violation(run.start, span.end, run.params)
        else:
            if run is not None:
                yield run
            earlier_text = _MARKER.sub("", subject.plan.blocks[earlier].text.strip(), count=1)
            text = subject.text[span.start : span.end]
            run = Violation(span.start, span.end, {"first": quoted(earlier_text), "text": quoted(text)})
        last, last_earlier = index, earlier
    if run is not None:
        yield run


def _repeats(subject: Subject, options: Options) -> Iterator[tuple[int, int, Span]]:
    """Yield index, index of the earlier paragraph, and span behind the marker, of each repeated paragraph."""
    first_index: dict[str, int] = {}  # index of the first paragraph with a sentence, by the sentence
    labels = tuple(map(fold, options.labels))
    title = fold(subject.plan.title or "")
    for index, block in enumerate(subject.plan.blocks):
        if block.kind is BlockKind.ROW or len(block.text) < options.least:
            continue
        span = subject.block_span(index)
        node = subject.node_at(span.start)
        if node is not None and node.role in options.excepted:
            continue
        folded = subject.folded[span.start : span.end]
        marker = _MARKER.match(folded)
        begin = marker.end() if marker else 0
        if (node is None and folded.strip() in title) or _is_headline_again(subject, index, folded):
            continue  # the title once more, as on web pages of schools
        if _BRACKETED.fullmatch(folded):
            continue  # place and date of a speech, below each quotation
        if index and _ATTACHMENT.fullmatch(fold(subject.plan.blocks[index - 1].text)):
            continue  # the title of an attachment, repeated from the list of attachments
        if _is_labelled(subject, index - 1, labels) or _is_labelled(subject, index + 1, labels):
            continue
        if folded[begin : begin + _LABEL].lstrip("(【[ ").startswith(labels) and ":" in folded[begin : begin + _LABEL]:
            continue
        sentences = ["".join(sentence.split()) for sentence in _SENTENCE.findall(folded[begin:])]
        length = sum(map(len, sentences))
        if length < options.least:
            continue
        shared_chars: Counter[int] = Counter()  # characters shared with an earlier paragraph, by index
        for sentence in sentences:
            if len(sentence) >= _SHORTEST_SENTENCE and sentence in first_index:
                shared_chars[first_index[sentence]] += len(sentence)
        for sentence in sentences:
            first_index.setdefault(sentence, index)
        if shared_chars:
            earlier, shared = shared_chars.most_common(1)[0]
            if shared >= options.share * length and not _are_parallel(subject, index, earlier):
                yield index, earlier, Span(span.start + begin, span.end)


def _is_headline_again(subject: Subject, index: int, folded: str) -> bool:
    """Whether a paragraph at the top repeats a paragraph above: web pages show the title above the text and in the text."""
    if not 0 < index <= _HEAD or "。" in folded:
        return False
    return any(folded.split() == fold(block.text).split() for block in subject.plan.blocks[:index])


def _are_parallel(subject: Subject, index: int, earlier: int) -> bool:
    """Whether two paragraphs stand under equal headings in different sections: 评奖 of each of three contests.

    Headings side by side that end with the same word are parallel as well: 优秀教师的条件, 优秀班主任的条件.
    """
    left, right = _heading_above(subject, index), _heading_above(subject, earlier)
    if left is None or right is None or left is right or not left.title or not right.title:
        return False
    left_title, right_title = fold(left.title).rstrip("。:;"), fold(right.title).rstrip("。:;")
    if left_title == right_title:
        return True
    is_beside = subject.parents.get(left.id) is subject.parents.get(right.id)
    return is_beside and any(
        left_title.endswith(word) and right_title.endswith(word) for word in paper_words()["parallel"]
    )


def _heading_above(subject: Subject, index: int) -> Node | None:
    """Return the innermost section with the heading above a paragraph; None without a heading."""
    start = subject.block_starts[index]
    node = subject.node_at(start)
    while node is not None and node.span.start >= start:
        node = subject.parents.get(node.id)
    return node


def _is_labelled(subject: Subject, index: int, labels: tuple[str, ...]) -> bool:
    """Whether a paragraph begins with a label and a colon, as the particulars of each event do."""
    blocks = subject.plan.blocks
    if not 0 <= index < len(blocks):
        return False
    start = subject.block_starts[index]
    beginning = subject.folded[start : start + _LABEL]
    return _PARTICULAR.match(beginning) is not None and any(label in beginning for label in labels)
