"""The task ledger (任务分解表): what is to be done, measured how, by whom and when, a row a measure.

The rows come from tasks, measures and the schedule, or from the roles the user names. A node gives
a row where none below it does, or where it holds facts that would else be lost.
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
    from jyplan.reports.protocol import Parsed, ReportOptions

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
"""Kinds of fact that a heading states for what stands under it: 九月份, 读书节（教务处）."""

_PARENT_WIDTH = 60
"""Columns of a parent that has no title, only a sentence: enough to know it by."""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One row; every cell is visible text on one line, empty where nothing is known."""

    plan: str
    task: str
    """The headings above the measure, outermost first."""
    measure: str
    """Empty in the row of a task."""
    indicator: str
    owner: str
    date: str
    deliverable: str
    place: str
    """File and place in it."""

    def cells(self) -> tuple[str, ...]:
        """Return the cells in the order of `COLUMNS`."""
        return tuple(getattr(self, column.name) for column in fields(self))


def ledger_rows(results: Iterable[Parsed], options: ReportOptions) -> Iterator[LedgerRow]:
    """Yield the rows of all documents that could be read, in reading order."""
    roles = LEDGER_ROLES if options.roles is None else options.roles
    for outline in results:
        if not isinstance(outline, Outline):
            continue
        for plan in outline.plans:
            title = one_line(plan_title(plan.number, plan.title, options.language))
            for node in plan.nodes:
                for chain in _chains((node,), roles):
                    yield _row(title, chain, _place(outline.document.path, chain[-1].place, options.language))


def _chains(chain: tuple[Node, ...], roles: frozenset[Role]) -> list[tuple[Node, ...]]:
    """Return the way from the top level to each node that gives a row, `chain[-1]` and below."""
    node = chain[-1]
    below = [found for child in node.children for found in _chains((*chain, child), roles)]
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
    """Return where in the chain the measure begins; at its end for a task.

    The top level is what the measures belong to, whatever its role; outside tasks and measures,
    as in a schedule, the last node is what is to be done.
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
    """Return the facts of one kind that the last node names, else what a heading above states for it."""
    texts = [fact_words(fact) for fact in chain[-1].facts if fact.kind == kind]
    for parent in reversed(chain[:-1]):
        if texts:
            break
        texts = [fact_words(fact) for fact in parent.facts if fact.kind == kind and _holds_below(fact, parent)]
    return "；".join(dict.fromkeys(map(one_line, texts)))


def _holds_below(fact: Fact, node: Node) -> bool:
    return fact.kind in _STATED_FOR_ALL_BELOW and fact.text in (node.title or "")


def _place(path: str, place: Place, language: Language) -> str:
    words = place_words(place, language)
    return one_line(language.say(Message("{path}, {place}", {"path": path, "place": words})) if words else path)
