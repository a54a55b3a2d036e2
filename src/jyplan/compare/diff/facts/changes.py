"""Changes of facts: indicators, dates, owners and deliverables kept, changed, new and dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.compare.diff.facts.keys import describe_facts, have_same_value
from jyplan.compare.diff.facts.pairing import FactPairing
from jyplan.compare.diff.facts.whole_names import name_spans
from jyplan.model import Change, Fact, FactChange, Owner, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from jyplan.compare.diff.facts.aligned_places import AlignedPlaces
    from jyplan.compare.diff.facts.keys import NodeFact
    from jyplan.compare.diff.sections.matching import MatchedSections
    from jyplan.compare.diff.sections.tree import SectionTree


def fact_changes(
    matched: MatchedSections, places: AlignedPlaces, aligned: Sequence[tuple[Span, Span]] = ()
) -> tuple[FactChange, ...]:
    """Return the changes of all facts of both plans: right facts in reading order, then dropped facts.

    `aligned` are left and right stretches of a paraphrase.
    """
    left, right = _facts_of(matched.left), _facts_of(matched.right)
    matched_ids = {
        matched.left.sections[left_index].node.id: matched.right.sections[right_index].node.id
        for left_index, right_index in matched.pairs.items()
    }
    pairing = FactPairing(left, right, matched_ids)
    pairing.pair(places, aligned)
    changes = [_change(left[pair.left], right[pair.right]) for pair in pairing.pairs]
    changes += [
        FactChange(Change.NEW, None, right[index].fact, None, right[index].node_id) for index in pairing.right_alone
    ]
    changes += [
        FactChange(Change.DROPPED, left[index].fact, None, left[index].node_id, None) for index in pairing.left_alone
    ]
    return tuple(sorted(changes, key=reading_order))


def without_kept_owners(changes: Iterable[FactChange], places: AlignedPlaces) -> tuple[FactChange, ...]:
    """Return the changes without new and dropped owners of several names, any of which stands unchanged in both plans.

    The outline did not recognise the owner in the counterpart; nobody still named is reported as dropped.
    """
    return tuple(
        change
        for change in changes
        if not (
            (change.change is Change.NEW and _has_name_where(change.right, places.is_on_left))
            or (change.change is Change.DROPPED and _has_name_where(change.left, places.is_on_right))
        )
    )


def _has_name_where(fact: Fact | None, is_unchanged: Callable[[Span], bool]) -> bool:
    """Whether a fact is an owner of several names, any of them unchanged."""
    if not isinstance(fact, Owner) or len(fact.names) == 1:
        return False
    return any(is_unchanged(Span(name.start, name.end)) for name in name_spans(fact))


def _facts_of(tree: SectionTree) -> list[NodeFact]:
    text = tree.plan.text
    return [item for section in tree.sections for item in describe_facts(section.node.id, section.node.facts, text)]


def _change(left: NodeFact, right: NodeFact) -> FactChange:
    change = Change.KEPT if have_same_value(left.fact, right.fact) else Change.CHANGED
    return FactChange(change, left.fact, right.fact, left.node_id, right.node_id)


def reading_order(change: FactChange) -> tuple[int, int]:
    """Return the sort key of a fact change: by place on the right, then dropped facts by place on the left."""
    if change.right is not None:
        return 0, change.right.start
    return 1, change.left.start if change.left else 0
