r"""Finds the name of another school in the text: the commonest trace of a plan copied from another school.

The plan's own school is named in its title, in the signature, in the running head, or in the name of the file. The name of
another school in a sentence that speaks of a relation to it (联合, 结对, 赴, 观摩 and the like) is right, and so is a sentence with a word of
`allow`. Names of offices and universities are not looked at, nor are plans of offices, nor plans whose school is not known. Each
name is reported once, with the number of its places.

```yaml
rules:
  other-name:
    type: other_name
    allow: [结对, 联合, 赴]
    tests:
      pass: ["双溪小学2025年工作计划\n一、主要工作\n1、双溪小学全体教师每周备课一次。\n2、联合青禾路小学开展教研。"]
      fail: ["双溪小学2025年工作计划\n一、主要工作\n1、努力把青禾路小学办成学生喜爱的乐园。"]
```
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.checks.options import ListOf, Shape, option
from jyplan.checks.own_names import are_different, is_of_an_office, names_of_schools, own_names, paper_words
from jyplan.checks.places import title_lines
from jyplan.checks.protocol import Violation
from jyplan.model import Wording
from jyplan.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.subject import Subject

MESSAGE = Wording("正文写的是“{name}”，计划是“{own}”的", "the text names “{name}”, and the plan is of “{own}”")
HINT = Wording("核对校名；可能是从别校的计划复制来的", "check the name; the text may be copied from another school")
PLACEHOLDERS = {
    "name": "the name of the other school",
    "own": "the plan's own school",
    "count": "the number of places with the name",
}
VARIANTS: tuple[str, ...] = ()
NEEDS_ONE_OF: tuple[str, ...] = ()

_LONGEST_SENTENCE = 200
"""Characters on either side of a name in which its sentence is read."""
_MARKER = 3
"""Characters of a marker at the beginning of a line, whose 、 lists nothing."""
_ENDS = "。;!?\n\t"


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `other_name`."""

    allow: tuple[str, ...] = option(
        ListOf(Shape()), "Words that make the name of another school right in a sentence, besides the usual ones.", ()
    )


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the first place of each name of another school."""
    names = list(_names(subject))
    own = own_names(subject) if names else []
    if not own or is_of_an_office(own):
        return
    allowed = (*map(fold, options.allow), *paper_words()["relations"])
    places: dict[str, list[tuple[int, int]]] = {}
    for start, end in names:
        name = subject.text[start:end]
        if all(are_different(name, each) for each in own) and not _has_word(subject.folded, start, end, allowed):
            places.setdefault(fold(name), []).append((start, end))
    for found in places.values():
        start, end = found[0]
        yield Violation(start, end, {"name": subject.text[start:end], "own": own[0], "count": len(found)})


def _names(subject: Subject) -> Iterator[tuple[int, int]]:
    """Yield the spans of names of schools in the plan's text, title and signature left out."""
    titled = {span.start for span in title_lines(subject)}
    for index, block in enumerate(subject.plan.blocks):
        span = subject.block_span(index)
        if span.start not in titled and block.text.strip() not in subject.plan.signature:
            yield from ((span.start + start, span.start + end) for start, end in names_of_schools(block.text))


def _has_word(folded: str, start: int, end: int, words: tuple[str, ...]) -> bool:
    """Whether the sentence around a name has one of the words, or the name stands in a list."""
    around = max(start - _LONGEST_SENTENCE, 0)
    begin = max((folded.rfind(sign, around, start) for sign in _ENDS), default=-1) + 1 or around
    stops = [stop for sign in _ENDS if (stop := folded.find(sign, end, end + _LONGEST_SENTENCE)) >= 0]
    sentence = folded[begin : min(stops, default=end + _LONGEST_SENTENCE)]
    listed = (folded[start - 1 : start] == "、" and start - 1 > begin + _MARKER) or folded[end : end + 1] == "、"
    return listed or any(word in sentence for word in words)
