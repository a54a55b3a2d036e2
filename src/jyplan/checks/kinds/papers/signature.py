r"""Checks the signature: the name of the school or office, and the date.

`need` lists the required parts of the signature. With `name: same-as-title` the name must not belong to a different school than
the name in the title. A plan with unread parts (a picture of a seal) is not reported as lacking a name or date.

```yaml
rules:
  signature:
    type: signature
    need: [name, date]
    name: same-as-title
    tests:
      pass: ["双溪小学2025年工作计划\n一、主要工作\n每周家访一次。\n双溪小学\n2025年9月1日"]
      fail:
        - "双溪小学2025年工作计划\n一、主要工作\n每周家访一次。"
        - "双溪小学2025年工作计划\n一、主要工作\n每周家访一次。\n双溪小学"
        - "双溪小学2025年工作计划\n一、主要工作\n每周家访一次。\n青禾路小学\n2025年9月1日"
```
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.checks.options import Choice, ListOf, option
from jyplan.checks.own_names import LONGEST_LINE, are_different, is_above
from jyplan.checks.places import texts_around, title_lines
from jyplan.checks.protocol import Violation
from jyplan.model import Message, Wording
from jyplan.text.fold import fold
from jyplan.text.patterns import lazy_pattern
from jyplan.text.school_names import school_spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.subject import Subject
    from jyplan.model import Span

MESSAGE = Wording("落款{problem}", "the signature {problem}")
HINT = Wording("在文末写明单位和日期", "end with the name and the date")
PLACEHOLDERS = {
    "problem": "what is wrong: no name, no date, or another name than in the title",
    "name": "the name in the signature",
    "own": "the name in the title",
}
VARIANTS = ("name", "date", "other")
NEEDS_ONE_OF: tuple[str, ...] = ("need", "name")

_DATE = lazy_pattern(
    r"(?:20[0-9]{2}|二[零〇○][零〇○一二三四五六七八九]{2})\s?(?:[年./-]\s?(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])|[春秋]|年)"
)
_LONGEST_NAME = 24
"""Most characters of a line with nothing but the name of a school or office."""
_NAME_ALONE = lazy_pattern(
    r"[\u4e00-\u9fff() ]{0,24}(?:小学|中学|学校|幼儿园|园|学院|局|处|室|组|科|会|部|办|办公室|中心|支部|大队)"
)
_PERSON = lazy_pattern(r"[\u4e00-\u9fff·]{2,30}")


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `signature`; `need` or `name` must be given."""

    need: tuple[str, ...] = option(ListOf(Choice(("name", "date"))), "What must be there: name, date.", ())
    name: str = option(
        Choice(("any", "same-as-title")), "same-as-title: the name may not be another school's than the title's.", ""
    )


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the missing parts of the signature, at the end of the plan, and a name different from the title's."""
    lines = [(line.span, line.text) for line in texts_around(subject, "signature")] or list(_last_name(subject))
    title = [subject.text[span.start : span.end] for span in title_lines(subject)]
    last = subject.block_span(len(subject.plan.blocks) - 1) if subject.plan.blocks else subject.title_span
    place = lines[-1][0] if lines else last
    if not subject.may_hold_more():
        named = any(_names_somebody(text) for _, text in lines)
        dated = any(_DATE.search(fold(text)) for _, text in lines)
        if "name" in options.need and not named:
            yield Violation(place.start, place.end, {"problem": Message("has no name"), "name": "", "own": ""}, "name")
        if "date" in options.need and not dated:
            yield Violation(place.start, place.end, {"problem": Message("has no date"), "name": "", "own": ""}, "date")
    if options.name == "same-as-title":
        named_in = [(span, text, list(school_spans(text[:LONGEST_LINE]))) for span, text in lines]
        if not any(names for _, _, names in named_in):
            return
        own = [
            name
            for line in title
            for start, end in school_spans(line[:LONGEST_LINE])
            if not is_above(name := line[start:end])
        ]
        for span, text, names in named_in:
            for start, end in names:
                name = text[start:end]
                if own and all(are_different(name, own_name) for own_name in own):
                    params = {"name": name, "own": own[0]}
                    problem = Message("names “{name}”, the title “{own}”", params)
                    yield Violation(span.start + start, span.start + end, {"problem": problem, **params}, "other")


def _last_name(subject: Subject) -> Iterator[tuple[Span, str]]:
    """Yield the last line of a plan without a recognised signature, if the line is nothing but the name of a school or office."""
    for index in range(len(subject.plan.blocks) - 1, 0, -1):
        span, text = subject.block_span(index), subject.plan.blocks[index].text.strip()
        if text:
            if len(text) <= _LONGEST_NAME and _NAME_ALONE.fullmatch(fold(text)):
                yield span, subject.text[span.start : span.end]
            return


def _names_somebody(line: str) -> bool:
    """Whether a line of the signature has words besides the date."""
    without_date = _DATE.sub(" ", fold(line))
    return any(match[0] not in {"月", "日"} for match in _PERSON.finditer(without_date))
