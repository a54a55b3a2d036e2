r"""Finds characters that a reader does not see, and half-width beside full-width signs.

| `find` | |
|---|---|
| `invisible` | white or tiny text in the file that its pages do not show, and unseen characters inside the text |
| `mixed-width` | the sentence has half-width and full-width forms of the same sign: ，beside , between Chinese characters |

```yaml
rules:
  mixed-width:
    type: characters
    find: [mixed-width]
    tests:
      pass: ["2025年工作计划\n一、主要工作\n每周家访一次，每月检查一次，写好记录。"]
      fail: ["2025年工作计划\n一、主要工作\n每周家访一次,每月检查一次，写好记录。"]
```
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.checks.options import Choice, ListOf, option
from jyplan.checks.protocol import Violation
from jyplan.checks.words import quoted
from jyplan.model import BlockKind, Message, ProblemKind, Wording
from jyplan.text.invisible import invisible_places
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.subject import Subject

MESSAGE = Wording("{problem}", "{problem}")
HINT = Wording("统一用全角标点，删去看不见的字符", "use full-width signs, delete what cannot be seen")
PLACEHOLDERS = {"problem": "what was found", "words": "the place as written", "count": "the number of places"}
VARIANTS = ("invisible", "mixed-width")
NEEDS_ONE_OF: tuple[str, ...] = ()

_HAN = "[\u4e00-\u9fff]"
_HALF = lazy_pattern(rf"(?<={_HAN})[,;:?!](?={_HAN})")
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_AROUND = 6
"""Characters quoted on either side."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `characters`."""

    find: tuple[str, ...] = option(ListOf(Choice(VARIANTS)), "What to look for.", VARIANTS)


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the first place of what was found, with the number of places."""
    if "invisible" in options.find:
        yield from _invisible(subject)
    if "mixed-width" in options.find:
        yield from _mixed_width(subject)


def _invisible(subject: Subject) -> Iterator[Violation]:
    places = invisible_places(subject.text)
    if places:
        start = places[0]
        words = quoted(subject.text[max(start - _AROUND, 0) : start + _AROUND])
        params = {"words": words, "count": len(places)}
        problem = Message("{count} characters that nobody sees, the first at “{words}”", params)
        yield Violation(start, start + 1, params | {"problem": problem}, "invisible")
    hidden = [problem for problem in subject.document.problems if problem.kind is ProblemKind.TAMPERING]
    if hidden:
        title = subject.title_span
        params = {"words": "", "count": len(hidden)}
        yield Violation(title.start, title.end, params | {"problem": hidden[0].message}, "invisible")


def _mixed_width(subject: Subject) -> Iterator[Violation]:
    """Yield the first half-width sign between Chinese characters of a plan that has the full-width form, too; rows left out."""
    found = [
        (start + match.start(), match[0])
        for start, block in zip(subject.block_starts, subject.plan.blocks, strict=True)
        if block.kind is not BlockKind.ROW
        for match in _HALF.finditer(block.text)
    ]
    mixed = [(place, sign) for place, sign in found if _FULL[sign] in subject.text]
    if mixed:
        place, sign = mixed[0]
        params = {"words": quoted(subject.text[max(place - _AROUND, 0) : place + _AROUND]), "count": len(mixed)}
        problem = Message(
            "half-width “{sign}” beside full-width “{full}”, in {count} places",
            params | {"sign": sign, "full": _FULL[sign]},
        )
        yield Violation(place, place + 1, params | {"problem": problem}, "mixed-width")
