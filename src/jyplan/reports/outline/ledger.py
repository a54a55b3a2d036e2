"""The task ledger (任务分解表): a row per measure with indicator, owner, date and deliverable.

Rows come from tasks, measures and the schedule, or from the roles named by the user. A node gives a row if no node
below it does, or if the node has facts that no row below shows.

    一、读书节（教务处）     no row: both rows below belong to it, and its owner holds for them
    1、九月开幕              task 一、读书节（教务处）, measure 1、九月开幕, owner 教务处, date 九月
    2、展览由总务处负责      task 一、读书节（教务处）, measure 2、展览由总务处负责, owner 总务处
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from jyplan.model import Fact, Message, Node, Outline, Place, Role
from jyplan.reports.media.columns import fit
from jyplan.reports.media.labels import heading, place_words, plan_title, with_marker
from jyplan.reports.media.visible import one_line
from jyplan.reports.outline.words import fact_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jyplan.language import Language
    from jyplan.model import Plan
    from jyplan.reports.protocol import OutlineOptions, Parsed

LEDGER_ROLES = frozenset({Role.TASK, Role.MEASURE, Role.SCHEDULE})

COLUMNS = (
    Message("Plan"),
    Message("Task"),
    Message("Measure"),
    Message("Indicator"),
    Message("Owner"),
    Message("Date"),
    Message("Deliverable"),
    Message("Place"),
)
"""The heads of the table, in the order of the fields of `LedgerRow`."""

_STATED_FOR_ALL_BELOW = frozenset({"owner", "date"})
"""Kinds of fact in a title that hold for all nodes below: 九月份, 读书节（教务处）."""

_PARENT_WIDTH = 60
"""Columns shown of a parent without a title: enough of its sentence to recognise the parent."""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A row of the ledger: cells of visible text on a single line, empty for unknown values."""

    plan: str
    task: str
    """The headings above the measure, outermost first."""
    measure: str
    """Empty for a task without measures."""
    indicator: str
    owner: str
    date: str
    deliverable: str
    place: str
    """Path of the file, and line or paragraph."""

    def cells(self) -> tuple[str, ...]:
        """Return the cells in the order of `COLUMNS`."""
        return tuple(getattr(self, column.name) for column in fields(self))


def ledger_rows(results: Iterable[Parsed], options: OutlineOptions) -> Iterator[LedgerRow]:
    """Yield the rows of all documents in reading order; unread documents give no rows."""
    roles = LEDGER_ROLES if options.roles is None else options.roles
    for outline in results:
        if not isinstance(outline, Outline):
            continue
        for plan in outline.plans:
            yield from ledger_of_plan(plan, outline.document.path, options.language, roles)


def ledger_of_plan(
    plan: Plan, path: str, language: Language, roles: frozenset[Role] = LEDGER_ROLES
) -> Iterator[LedgerRow]:
    """Yield the rows of a plan in reading order."""
    title = one_line(plan_title(plan.number, plan.title, language))
    for node in plan.nodes:
        for chain in _chains((node,), roles):
            yield _row(title, chain, _place(path, chain[-1].place, language))


def _chains(chain: tuple[Node, ...], roles: frozenset[Role]) -> list[tuple[Node, ...]]:
    """Return the path from the top level to each node with a row, for `chain[-1]` and its descendants."""
    node = chain[-1]
    below = [row_chain for child in node.children for row_chain in _chains((*chain, child), roles)]
    gives_row = node.role in roles and (not below or any(not _holds_below(fact, node) for fact in node.facts))
    return [chain, *below] if gives_row else below


def _row(plan: str, chain: Sequence[Node], place: str) -> LedgerRow:
    first_measure = _first_measure(chain)
    return LedgerRow(
        plan=plan,
        task=" / ".join(map(_short_name, chain[:first_measure])),
        measure=" / ".join([*map(_short_name, chain[first_measure:-1]), *map(_name, chain[first_measure:][-1:])]),
        indicator=_named(chain, "indicator"),
        owner=_named(chain, "owner"),
        date=_named(chain, "date"),
        deliverable=_named(chain, "deliverable"),
        place=place,
    )


def _first_measure(chain: Sequence[Node]) -> int:
    """Return the index of the first measure in the chain; the length of the chain for a task.

    The top level always counts as a task, unless it is a lone measure. Without tasks and measures, as in a schedule,
    the last node counts as the measure.
    """
    if len(chain) == 1:
        return 0 if chain[0].role is Role.MEASURE else 1
    for index, node in enumerate(chain[1:], start=1):
        if node.role is Role.MEASURE:
            return index
    return len(chain) if chain[-1].role is Role.TASK else len(chain) - 1


def _name(node: Node) -> str:
    return one_line(heading(node) or with_marker(node.marker, " ".join(node.text)))


def _short_name(node: Node) -> str:
    return _name(node) if node.title else fit(_name(node), _PARENT_WIDTH)


def _named(chain: Sequence[Node], kind: str) -> str:
    """Return the last node's facts of a kind, else those stated by the nearest title above; joined with ；."""
    texts = [fact_words(fact) for fact in chain[-1].facts if fact.kind == kind]
    for parent in reversed(chain[:-1]):
        if texts:
            break
        texts = [fact_words(fact) for fact in parent.facts if fact.kind == kind and _holds_below(fact, parent)]
    return "；".join(dict.fromkeys(map(one_line, texts)))


def _holds_below(fact: Fact, node: Node) -> bool:
    """Return whether a fact of a node holds for all nodes below: an owner or a date in the title."""
    return fact.kind in _STATED_FOR_ALL_BELOW and fact.text in (node.title or "")


def _place(path: str, place: Place, language: Language) -> str:
    words = place_words(place, language)
    return one_line(language.say(Message("{path}, {place}", {"path": path, "place": words})) if words else path)
