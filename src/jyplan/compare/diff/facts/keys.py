"""Keys of facts: equal keys pair facts by subject, words or value; the likeness of the words around two values.

text        每学期听课不少于60节
subject     听课不少于        the words before the value, up to a fact, a mark, or `SUBJECT` characters
value       60, 节, at least  equal for 60节, ６０节, 六十节
figure      60                without unit and bounds
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Indel

from jyplan.compare.passages.views import view_text
from jyplan.model import Indicator, Owner, Period
from jyplan.text.numerals import NUMERAL
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.model import Fact

SUBJECT = 10
"""Characters of a subject, at most."""
LEAST_SUBJECT = 2
"""Characters of a subject, at least, to tell two facts apart."""
_BORDER = lazy_pattern(r"[^\w%‰℃]")
"""Punctuation and spaces: a subject begins after them."""
_VALUE = lazy_pattern(rf"[0-9０-９{NUMERAL}]")

KeyOf = Callable[["NodeFact", str | None], Hashable]
"""Returns the key of a fact, given with the id of the right node: facts with equal keys are paired, the key None pairs nothing."""


class NodeFact(NamedTuple):
    """A fact with the id of the node and the subject."""

    node_id: str
    fact: Fact
    subject: str
    """The words directly before the value; empty without any."""


def describe_facts(node_id: str, facts: Sequence[Fact], text: str) -> list[NodeFact]:
    """Return the facts of a node with subjects, by place; `text` is the plan text."""
    described = []
    last_end = 0
    for fact in sorted(facts, key=lambda fact: fact.start):
        start = max(fact.start - SUBJECT, min(last_end, fact.start))
        before = _BORDER.split(text[start : fact.start])[-1]
        value = _VALUE.search(fact.text)
        inside = fact.text[: value.start()] if value and isinstance(fact, Indicator) else ""
        described.append(NodeFact(node_id, fact, (before + _BORDER.split(inside)[-1]).strip()))
        last_end = max(last_end, fact.end)
    return described


def have_same_value(left: Fact, right: Fact) -> bool:
    """Return whether two facts of a kind are equal in any spelling."""
    return words_of(left) == words_of(right) or value_of(left) == value_of(right)


def by_subject(length: int) -> KeyOf:
    """Return the key of facts in matched sections by the last `length` characters of the subject."""

    def key(item: NodeFact, node_id: str | None) -> Hashable:
        if not node_id or len(item.subject) < LEAST_SUBJECT or item.fact.kind == "deliverable":
            return None
        unit = item.fact.unit if isinstance(item.fact, Indicator) else ""
        return node_id, item.fact.kind, item.subject[-length:], unit

    return key


def in_section(key_of: Callable[[Fact], Hashable]) -> KeyOf:
    """Return the key of equal facts in matched sections."""
    return lambda item, node_id: (node_id, item.fact.kind, key_of(item.fact)) if node_id else None


def anywhere(key_of: Callable[[Fact], Hashable]) -> KeyOf:
    """Return the key of equal facts in any sections."""
    return lambda item, _: (item.fact.kind, key_of(item.fact))


def figure_of(fact: Fact) -> Hashable:
    """Return the value of a fact without bounds; of an indicator the figure without its unit."""
    return (fact.kind, fact.value) if isinstance(fact, Indicator) else (fact.kind, value_of(fact))


def kind_of(fact: Fact) -> Hashable:
    """Return the kind of a fact."""
    return fact.kind


def kind_and_unit(fact: Fact) -> Hashable:
    """Return the kind of a fact, and the unit of an indicator."""
    return fact.kind, fact.unit if isinstance(fact, Indicator) else ""


def has_same_unit(left: Fact, right: Fact) -> bool:
    """Return whether the units of two facts are equal; facts without a unit fit every fact."""
    return not isinstance(left, Indicator) or not isinstance(right, Indicator) or left.unit == right.unit


def likeness_of(left: NodeFact, right: NodeFact) -> float:
    """Return the similarity of the words around two values, from 0 to 1; 0 for different kinds or units."""
    if left.fact.kind != right.fact.kind or not has_same_unit(left.fact, right.fact):
        return 0.0
    if isinstance(left.fact, Indicator):
        return Indel.normalized_similarity(_without_value(left), _without_value(right))
    return Indel.normalized_similarity(left.subject + left.fact.text, right.subject + right.fact.text)


def _without_value(item: NodeFact) -> str:
    """Return the words around the value of an indicator, subject included."""
    before = _BORDER.split(item.subject)[-1]
    inside = item.fact.text.removeprefix(before)
    return before + "".join(_VALUE.split(inside))


def words_of(fact: Fact) -> Hashable:
    """Return the plain text of a fact."""
    return _plain(fact.text)


def value_of(fact: Fact) -> Hashable:
    """Return the value of a fact, equal for all spellings; the plain text of a fact without a known value."""
    if isinstance(fact, Indicator):
        return fact.value, fact.upper, fact.unit, fact.comparator, fact.per
    if isinstance(fact, Period) and fact.first:
        return fact.first, fact.last
    if isinstance(fact, Owner) and fact.names:
        return fact.names
    return _plain(fact.text)


@lru_cache(maxsize=1 << 14)
def _plain(text: str) -> str:
    """Return the plain text of a fact; cached, since facts are compared more than once."""
    return view_text(text).plain
