r"""Texts that make a regular expression slow, derived from the expression, and the growth of its time.

A backtracking engine takes more than linear time in three ways, each with its own texts. The repeated part is pumped,
the end makes the match fail:

    expression         texts                       why
    (?:a|a)*b          aaaa!                       a repetition matches a text in several ways
    \s*\d{1,4}$        "    !", "1111!"            a search starts anew at each position of a run
    <p>.*?</p>         <p><p><p>                   a search starts anew at each opening, and each start reads to the end

`derive` gives prefix, repeated part and end: for each repetition its reached prefix, texts that its body matches (a
representative of each class of characters that the expression distinguishes, so that neighbours overlap), and parts
of the whole expression on end. `growth` measures processor time for one, two and four times as many repeated parts.
"""

from __future__ import annotations

import re
import signal
import time
from contextlib import contextmanager
from itertools import product
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_REPEATS = {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}
_LONG = 12
"""A repetition with this upper limit or more is pumped."""
_MOST_CHARACTERS = 12
"""Representative characters of an expression, each pumped alone."""
_MOST_PUMPS = 2500
"""Texts of an expression, spread over all that are derived: two hundred words side by side give texts that differ in nothing else."""
_PROBES = " \t\n\r\u3000\x001a_学！.-" + "。，"
"""Characters beside those of the expression: spaces, a digit, letters, marks."""


class Pump(NamedTuple):
    """A text with a repeated part."""

    prefix: str
    repeated: str
    end: str

    def text(self, count: int) -> str:
        """Return the text with `count` repeated parts."""
        return self.prefix + self.repeated * count + self.end


class _Repetition(NamedTuple):
    """A long repetition of an expression."""

    before: tuple[str, ...]
    """Texts that lead to its beginning."""
    bodies: tuple[str, ...]
    """Texts that its body matches."""
    after: tuple[str, ...]
    """Texts that the rest of the expression matches."""


def derive(pattern: re.Pattern[Any]) -> list[Pump]:
    """Return texts to pump for an expression, none for an expression without long repetitions."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = parser.parse(source, pattern.flags & ~re.UNICODE)
    matcher = _Examples(tree)
    repetitions = list(matcher.repetitions(list(tree), ("",), ("",)))
    if not repetitions:
        return []
    pumps: dict[Pump, None] = {}
    characters = matcher.alphabet
    wholes = matcher.examples(list(tree))
    ends = ("", "\0", "\n\0")
    for character in characters:
        for end in (*ends, *characters[:4]):
            pumps[Pump("", character, end)] = None
    for pair in product(characters[:7], repeat=2):
        pumps[Pump("", "".join(pair), "\0")] = None
    for whole in wholes:
        for repeated in (whole, whole[:-1], whole[: len(whole) // 2], whole + "\n"):
            for end in ends:
                pumps[Pump("", repeated, end)] = None
    for repetition in repetitions:
        bodies = (*repetition.bodies, *characters[:8])
        for before in repetition.before:
            for body in bodies:
                for end in ("", "\0", *repetition.after[:1]):
                    pumps[Pump(before, body, end)] = None
            for repeated in (before, *(before + body for body in repetition.bodies)):
                for end in ends:
                    pumps[Pump("", repeated, end)] = None
                pumps[Pump("", " " + repeated, "\0")] = None
            for body, after in product(repetition.bodies, repetition.after):
                pumps[Pump("", before + body + after[:-1], "\0")] = None
                pumps[Pump(before, body + after[:-1], "\0")] = None
                pumps[Pump(before, body + after, "\0")] = None
    filled = [pump for pump in pumps if pump.repeated]
    return filled[:: 1 + len(filled) // _MOST_PUMPS]


class _Examples:
    """Texts that the parts of a parsed expression match."""

    def __init__(self, tree: Any) -> None:
        self.groups: dict[int, str] = {}
        sets = list({repr(item): item for item in _sets(tree)}.values())
        vectors: dict[tuple[bool, ...], str] = {}
        for character in dict.fromkeys((*_mentioned(tree), *_PROBES)):
            vectors.setdefault(tuple(_holds(item, character) for item in sets), character)
        # characters that most sets hold are first: they can be matched in several ways
        ranked = sorted(vectors.items(), key=lambda entry: -sum(entry[0]))
        self.alphabet = [character for _, character in ranked[:_MOST_CHARACTERS]]
        self._all = [character for _, character in ranked] + list(dict.fromkeys((*_mentioned(tree), *_PROBES)))

    def examples(self, nodes: list[Any], most: int = 4) -> tuple[str, ...]:
        """Return up to `most` texts that nodes in a row match, without regard to assertions."""
        texts: tuple[str, ...] = ("",)
        for node in nodes:
            variants = self._variants(node, most)
            texts = tuple(dict.fromkeys(text + variant for text in texts for variant in variants))[:most]
        return texts

    def _variants(self, node: Any, most: int) -> tuple[str, ...]:
        code, value = node
        if code is codes.LITERAL:
            return (chr(value),)
        if code in {codes.NOT_LITERAL, codes.ANY, codes.IN}:
            return tuple(dict.fromkeys(c for c in self._all if _holds(node, c)))[:most] or ("x",)
        if code is codes.BRANCH:
            return tuple(dict.fromkeys(text for branch in value[1] for text in self.examples(list(branch), 2)))[
                : most * 2
            ]
        if code is codes.SUBPATTERN:
            texts = self.examples(list(value[3]), most)
            if value[0] is not None and texts:
                self.groups[value[0]] = texts[0]
            return texts
        if code is codes.ATOMIC_GROUP:
            return self.examples(list(value), most)
        if code in _REPEATS:
            least, largest, body = value
            if not largest:
                return ("",)
            texts = self.examples(list(body), most)
            return tuple(dict.fromkeys([*([] if least else [""]), *(text * max(least, 1) for text in texts)]))
        if code is codes.GROUPREF:
            return (self.groups.get(value, ""),)
        return ("",)

    def repetitions(self, nodes: list[Any], before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[_Repetition]:
        """Yield the long repetitions within nodes in a row, with texts that stand before and behind."""
        for index, node in enumerate(nodes):
            code, value = node
            ahead = _joined(before, self.examples(nodes[:index], 3))
            behind = _joined(self.examples(nodes[index + 1 :], 2), after)
            if code in _REPEATS:
                if value[1] >= _LONG:
                    yield _Repetition(ahead, self.examples(list(value[2]), 8), behind)
                yield from self.repetitions(list(value[2]), ahead, behind)
            elif code is codes.SUBPATTERN:
                yield from self.repetitions(list(value[3]), ahead, behind)
            elif code is codes.ATOMIC_GROUP:
                yield from self.repetitions(list(value), ahead, behind)
            elif code in {codes.ASSERT, codes.ASSERT_NOT}:
                if value[0] > 0:
                    yield from self.repetitions(list(value[1]), ahead, ("",))
            elif code is codes.BRANCH:
                for branch in value[1]:
                    yield from self.repetitions(list(branch), ahead, behind)


def _joined(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(a + b for a in first for b in second))[:3]


def _nodes(tree: Any) -> Iterator[Any]:
    """Yield every node of a parsed expression."""
    for node in tree:
        yield node
        code, value = node
        if code in _REPEATS:
            yield from _nodes(value[2])
        elif code is codes.SUBPATTERN:
            yield from _nodes(value[3])
        elif code is codes.ATOMIC_GROUP:
            yield from _nodes(value)
        elif code in {codes.ASSERT, codes.ASSERT_NOT}:
            yield from _nodes(value[1])
        elif code is codes.BRANCH:
            for branch in value[1]:
                yield from _nodes(branch)


def _sets(tree: Any) -> Iterator[Any]:
    """Yield the nodes that match a single character; of literals the first fifty."""
    literals = 0
    for node in _nodes(tree):
        if node[0] is codes.LITERAL:
            literals += 1
            if literals <= 50:
                yield node
        elif node[0] in {codes.NOT_LITERAL, codes.ANY, codes.IN}:
            yield node


_OF_CATEGORY: dict[Any, Callable[[str], bool]] = {
    codes.CATEGORY_DIGIT: str.isdecimal,
    codes.CATEGORY_SPACE: str.isspace,
    codes.CATEGORY_WORD: lambda character: character.isalnum() or character == "_",
    codes.CATEGORY_NOT_DIGIT: lambda character: not character.isdecimal(),
    codes.CATEGORY_NOT_SPACE: lambda character: not character.isspace(),
    codes.CATEGORY_NOT_WORD: lambda character: not character.isalnum() and character != "_",
}


def _holds(node: Any, character: str) -> bool:
    """Return whether a node that matches single characters matches this one."""
    code, value = node
    if code is codes.LITERAL:
        return character == chr(value)
    if code is codes.NOT_LITERAL:
        return character != chr(value)
    if code is codes.ANY:
        return character != "\n"
    negated = bool(value[0][0] is codes.NEGATE)
    return any(_in(item, character) for item in value) != negated


def _in(item: Any, character: str) -> bool:
    code, value = item
    if code is codes.LITERAL:
        return character == chr(value)
    if code is codes.RANGE:
        return chr(value[0]) <= character <= chr(value[1])
    return code is codes.CATEGORY and _OF_CATEGORY[value](character)


def _mentioned(tree: Any) -> Iterator[str]:
    """Yield the characters an expression names, and the first of each range."""
    for code, value in _sets(tree):
        if code in {codes.LITERAL, codes.NOT_LITERAL}:
            yield chr(value)
        elif code is codes.IN:
            for kind, content in value[:60]:
                if kind is codes.LITERAL:
                    yield chr(content)
                elif kind is codes.RANGE:
                    yield chr(content[0])


SIEVE_CHARACTERS = 3000
"""Length at which a text is tried first: linear time is a twentieth of a millisecond, quadratic time ten."""
_SIEVE = 0.002
"""Seconds of processor time in a trial from which growth is measured."""
_MEASURED = 0.004
"""Seconds of the smallest of the three measured runs, at least, where four million characters allow it."""
_LIMIT = 0.5
"""Seconds of processor time after which a run is given up; it counts as endless."""
_LONGEST = 1_000_000
SUSPECT = 6.0
"""A growth that is measured twice."""


class _EndlessError(Exception):
    pass


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raise `_EndlessError` within the block after so many seconds of processor time."""

    def stop(*_: object) -> None:
        raise _EndlessError

    previous = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, previous)


def cost(run: Callable[[Any], object], text: Any, repeats: int = 1) -> float:
    """Return the least processor time of several runs in seconds; infinite beyond the limit."""
    least = float("inf")
    for _ in range(repeats):
        try:
            with _limited(_LIMIT):
                start = time.process_time()
                run(text)
                least = min(least, time.process_time() - start)
        except _EndlessError:
            return float("inf")
    return least


def growth(run: Callable[[Any], object], pump: Pump, encode: Callable[[str], Any] = str) -> float:
    """Return how many times as long four times as many repeated parts take: 4 is linear, 16 quadratic.

    Runs that are too short to measure are taken as linear; endless runs are infinite.
    """
    few = 24  # doubles at each repetition: sixteen million steps
    if cost(run, encode(pump.text(few))) > _SIEVE * 10:
        return float("inf")
    # a search restarts at each repeated part, so that long parts need longer texts
    count = max(few, int(SIEVE_CHARACTERS / len(pump.repeated) ** 0.5))
    text = encode(pump.text(count))
    if cost(run, text) < _SIEVE or cost(run, text, 2) < _SIEVE:
        return 4.0
    while (first := cost(run, encode(pump.text(count)), 2)) < _MEASURED and count * len(pump.repeated) < _LONGEST:
        count *= 2
    if first == float("inf"):
        return first
    ratio = cost(run, encode(pump.text(4 * count))) / first
    if ratio < SUSPECT:
        return ratio
    # three times more: another program may have taken the processor's cache or frequency
    again = (
        cost(run, encode(pump.text(4 * count))) / max(first, cost(run, encode(pump.text(count)))) for _ in range(3)
    )
    return min(ratio, *again)
