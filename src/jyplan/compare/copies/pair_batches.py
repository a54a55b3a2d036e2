"""Judging many pairs of texts in batches, in as many processes as the caller provides.

A batch whose process ends early or takes too long is judged again pair by pair, so that only the pairs at fault stay
undecided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from heapq import heappop, heappush
from typing import TYPE_CHECKING, overload

from jyplan.compare.copies.options import Step, watch_nothing
from jyplan.compare.copies.verdict import FrequentText, PreparedSide, Verdict, judge_several, prepare_side
from jyplan.model import CopiedPair

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.compare.copies.options import CopyOptions, Watch
    from jyplan.compare.passages.boilerplate import Boilerplate

_SMALLEST, _LARGEST = 48, 192
"""Pairs of a batch: a text that is in several of them is prepared once …"""
_LEAST_BATCHES = 16
"""… and several processes share the batches evenly."""

_AT_ONCE = 16
"""Pairs whose runs are chained at once: enough to outweigh the calls of numpy, few enough for the processor's cache …"""
_CHARACTERS_AT_ONCE = 500_000
"""… and characters of their texts, some 12 MB."""

TextToJudge = tuple[str, FrequentText]
PairToJudge = tuple[TextToJudge, TextToJudge]
Judge = Callable[[Sequence[PairToJudge]], list[Verdict | None]]
"""Judges a batch; None for a pair that shares too little."""
Run = Callable[[Judge, Sequence[Sequence[PairToJudge]]], Iterable[list[Verdict | None] | None]]
"""Calls a judge with every batch and yields the results in order, None for a batch that it gave up: `map`, or the same
in several processes."""


def judge_pairs(
    texts: Sequence[str] | Mapping[int, str],
    pairs: Sequence[tuple[int, int]],
    frequent: Mapping[int, FrequentText],
    options: CopyOptions,
    *,
    run: Run = map,
    watch: Watch = watch_nothing,
) -> tuple[list[CopiedPair], list[tuple[int, int]]]:
    """Return the copied pairs and the undecided pairs.

    `frequent` has the frequent parts of each text that is in a pair.
    """
    judge = partial(_judge_batch, options.min_run, options.boilerplate)
    size = min(max(len(pairs) // _LEAST_BATCHES, _SMALLEST), _LARGEST)
    return _judge_batches(_Batches(texts, _by_family(pairs), frequent, size), judge, run, watch)


def _by_family(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the pairs in the order of a walk from text to text: a text is prepared once for most of its pairs.

    The next text is the one in most pairs with the texts before it, so that a family is left when it is done.
    """
    partners: dict[int, list[int]] = {}
    for left, right in pairs:
        partners.setdefault(left, []).append(right)
        partners.setdefault(right, []).append(left)
    step: dict[int, int] = {}
    links = dict.fromkeys(partners, 0)
    for first in partners:
        waiting = [(0, 0, first)]
        while waiting:
            _, _, text = heappop(waiting)
            if text in step:
                continue
            step[text] = len(step)
            for partner in partners[text]:
                if partner not in step:
                    links[partner] += 1
                    heappush(waiting, (-links[partner], -len(step), partner))
    return sorted(pairs, key=lambda pair: sorted((step[pair[0]], step[pair[1]]), reverse=True))


def copied_pair(a: int, b: int, verdict: Verdict) -> CopiedPair:
    """Return the pair of two texts, given by index, with the verdict."""
    left, right = verdict.left, verdict.right
    return CopiedPair(
        a,
        b,
        verdict.relation,
        left.copied,
        right.copied,
        verdict.passages,
        left.edited,
        right.edited,
        left.passages,
        right.passages,
        left.text,
        right.text,
    )


@dataclass(frozen=True)
class _Batches(Sequence[list[PairToJudge]]):
    """The pairs to be judged in batches; the texts of a batch are read on access."""

    texts: Sequence[str] | Mapping[int, str]
    pairs: Sequence[tuple[int, int]]
    frequent: Mapping[int, FrequentText]
    size: int
    """Pairs of a batch."""

    def __len__(self) -> int:
        return (len(self.pairs) + self.size - 1) // self.size

    @overload
    def __getitem__(self, number: int) -> list[PairToJudge]: ...
    @overload
    def __getitem__(self, number: slice) -> list[list[PairToJudge]]: ...
    def __getitem__(self, number: int | slice) -> list[PairToJudge] | list[list[PairToJudge]]:
        if isinstance(number, slice):
            return [self[index] for index in range(*number.indices(len(self)))]
        if not 0 <= number < len(self):
            raise IndexError
        return [(self._text(a), self._text(b)) for a, b in self.pairs_of(number)]

    def pairs_of(self, number: int) -> Sequence[tuple[int, int]]:
        return self.pairs[number * self.size : (number + 1) * self.size]

    def _text(self, index: int) -> TextToJudge:
        return self.texts[index], self.frequent[index]


def _judge_batches(
    batches: _Batches, judge: Judge, run: Run, watch: Watch
) -> tuple[list[CopiedPair], list[tuple[int, int]]]:
    """Return the copied pairs, and the pairs left undecided even in batches of a single pair."""
    copied: list[CopiedPair] = []
    given_up: list[tuple[int, int]] = []
    for number, verdicts in enumerate(run(judge, batches)):
        pairs = batches.pairs_of(number)
        watch(Step.PAIRS, number * batches.size + len(pairs), len(batches.pairs))
        if verdicts is None:
            given_up.extend(pairs)
            continue
        copied += [copied_pair(a, b, verdict) for (a, b), verdict in zip(pairs, verdicts, strict=True) if verdict]
    if not given_up or batches.size == 1:
        return copied, given_up
    copied_alone, undecided = _judge_batches(replace(batches, pairs=given_up, size=1), judge, run, watch)
    return copied + copied_alone, undecided


def _judge_batch(min_run: int, boilerplate: Boilerplate | None, pairs: Sequence[PairToJudge]) -> list[Verdict | None]:
    sides: dict[str, PreparedSide] = {}
    for text, frequent in (text for pair in pairs for text in pair):
        if text not in sides:
            sides[text] = prepare_side(text, frequent, boilerplate)
    prepared = [(sides[left], sides[right]) for (left, _), (right, _) in pairs]
    return [verdict for portion in _portions(prepared) for verdict in judge_several(portion, min_run=min_run)]


def _portions(pairs: Sequence[tuple[PreparedSide, PreparedSide]]) -> Iterator[list[tuple[PreparedSide, PreparedSide]]]:
    """Yield the pairs in portions that are judged at once; a pair of long texts is a portion of its own."""
    portion: list[tuple[PreparedSide, PreparedSide]] = []
    characters = 0
    for left, right in pairs:
        size = len(left.text.view.plain) + len(right.text.view.plain)
        if portion and (len(portion) == _AT_ONCE or characters + size > _CHARACTERS_AT_ONCE):
            yield portion
            portion, characters = [], 0
        portion.append((left, right))
        characters += size
    if portion:
        yield portion
