"""The parts of the text report that come before any text: by role, figures, facts, passages, sections."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from jyplan.model import Change, Message, SectionStatus
from jyplan.reports.diff.runs import drawn, wrapped
from jyplan.reports.diff.sections import Nodes, Side
from jyplan.reports.diff.summary import Changed, Counted, changed_facts, sections_by_fate
from jyplan.reports.diff.words import CHANGE_SIGNS, CHANGE_WORDS, STATUS_SIGNS, STATUS_WORDS, fact_word, role_word
from jyplan.reports.media.columns import width
from jyplan.reports.media.labels import percent, place_words
from jyplan.reports.media.terminal import BOLD, DIM, GREEN, RED, YELLOW
from jyplan.reports.media.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.model import Comparison, Passage, RoleSummary, SectionMatch
    from jyplan.reports.diff.page import Page

_FACT_WIDTH = 44
"""Columns of a figure with the words around it; the section it stands in has the rest of the line."""
_NAMED = 3
"""Sections of one role and fate that are named where not all are asked for; they are named again below."""
_FEW = 5
"""Passages that are shown where not all are asked for, the longest."""
_STATUS_CODES = {
    SectionStatus.SAME: (DIM,),
    SectionStatus.EDITED: (YELLOW,),
    SectionStatus.MOVED: (YELLOW,),
    SectionStatus.MOVED_EDITED: (YELLOW,),
    SectionStatus.ADDED: (GREEN,),
    SectionStatus.REMOVED: (RED,),
}


def role_lines(comparison: Comparison, page: Page, *, everything: bool) -> Iterator[str]:
    """Yield how many sections of each role, and indicators, are kept, changed, new, dropped; then which."""
    if not comparison.roles:
        return
    words = [page.language.say(CHANGE_WORDS[change]) for change in Change]
    names = {summary.role: role_word(summary.role, page.language) for summary in comparison.roles}
    first = max(map(width, names.values())) + 2
    column = max(map(width, words)) + 2
    head = "".join(" " * (column - width(word)) + word for word in words)
    yield page.paint(page.padded("", first) + head, DIM)
    for summary in comparison.roles:
        cells = (_cell(page, change, len(ids), column) for change, ids in zip(Change, _ids(summary), strict=True))
        yield page.padded(names[summary.role], first) + "".join(cells)
    for summary in comparison.roles:
        name = page.padded(names[summary.role], first)
        for change, found in groupby(sections_by_fate(comparison, summary.role), key=lambda each: each.change):
            yield from (f"{name}{line}" for line in _named(change, list(found), page, first, everything=everything))


def _named(change: Change, found: list[Counted], page: Page, indent: int, *, everything: bool) -> Iterator[str]:
    """Yield the sections of one fate; the first ones if there are many and not all are asked for."""
    few = found if everything or len(found) <= _NAMED + 1 else found[:_NAMED]
    for each in few:
        sign = f"{CHANGE_SIGNS[change]} "
        more = f" {page.say(Message('(+{count} below)'), count=each.below)}" if each.below else ""
        yield page.change(
            change, f"{sign}{page.fit(page.name(each.node), page.width - indent - width(sign + more))}{more}"
        )
    if len(few) < len(found):
        rest = page.say(Message("{ellipsis} {count} more"), ellipsis=page.ellipsis, count=len(found) - len(few))
        yield page.change(change, f"{CHANGE_SIGNS[change]} {rest}")


def _ids(summary: RoleSummary) -> tuple[tuple[str, ...], ...]:
    return summary.kept, summary.changed, summary.new, summary.dropped


def _cell(page: Page, change: Change, count: int, column: int) -> str:
    text = f"{count:>{column}}"
    return page.change(change, text) if count else page.paint(text, DIM)


def figure_lines(comparison: Comparison, page: Page) -> Iterator[str]:
    """Yield how much of either plan stands in the other, with and without boilerplate."""
    found = comparison.similarity
    whole = [
        (Message("of A in B"), found.left_copied, found.left_copied_all),
        (Message("of B in A"), found.right_copied, found.right_copied_all),
    ]
    for message, share, everything in whole:
        line = f"{page.say(message)}  {page.paint(f'{percent(share):>6}', BOLD)}"
        if percent(share) != percent(everything):
            line += f"  {page.say(Message('with boilerplate {share}'), share=percent(everything))}"
        yield line
    yield page.say(
        Message("longest passage {longest} characters, alike {ratio}"),
        longest=found.longest,
        ratio=percent(found.ratio),
    )


def fact_lines(comparison: Comparison, page: Page) -> Iterator[str]:
    """Yield what a reviewer looks for: figures, dates and owners that changed, and where."""
    changes = changed_facts(comparison)
    names = {kind: fact_word(kind, page.language) for kind in {change.kind for change in changes}}
    first = max(map(width, names.values()), default=0) + 2
    for found in changes:
        text = f"{CHANGE_SIGNS[found.change]} {_values(found, page, page.width - first - 2)}"
        line = page.padded(names[found.kind], first) + page.change(found.change, text)
        room = page.width - first - width(text) - 2
        where = page.fit(page.short_path(found.where), room) if room >= 8 else ""
        yield f"{line}  {page.paint(where, DIM)}" if where else line


def _values(found: Changed, page: Page, room: int) -> str:
    """Return what a fact was and is, on a narrow screen each in half of the room."""
    values = [value for value in (found.left, found.right) if value]
    half = (room - width(page.becomes)) // 2 if len(values) > 1 else room
    return page.becomes.join(page.fit(value, min(_FACT_WIDTH, half)) for value in values)


def passage_lines(comparison: Comparison, page: Page, *, everything: bool) -> Iterator[str]:
    """Yield the shared passages with the places and the beginning of each; the longest few if not everything."""
    nodes = Nodes(comparison)
    ranked = sorted(comparison.passages, key=lambda passage: (-passage.chars, passage.left.start))
    shown = sorted(ranked if everything else ranked[:_FEW], key=lambda passage: passage.left.start)
    for passage in shown:
        facts = [page.say(Message("{count} characters"), count=passage.chars), page.say(_manner(passage))]
        if passage.moved:
            facts.append(page.say(Message("moved")))
        yield page.dot.join(facts)
        for name, side, span in (("A", nodes.left, passage.left), ("B", nodes.right, passage.right)):
            yield f"  {page.fit(f'{name}  {_place(side, span.start, page)}', page.width - 2)}"
        text = nodes.right.text[passage.right.start : passage.right.end]
        if everything:
            for paragraph in text.split("\n"):
                lines = wrapped([(one_line(paragraph), ())], page.width - 2)
                yield from (f"  {drawn(line, colour=False)}" for line in lines)
        else:
            yield page.paint(f"  {page.fit(one_line(text[: page.width]), page.width - 2)}", DIM)
    if len(shown) < len(ranked):
        yield page.say(
            Message("{ellipsis} {count} more: --only passages"),
            ellipsis=page.ellipsis,
            count=len(ranked) - len(shown),
        )


def _manner(passage: Passage) -> Message:
    return Message("edited") if passage.edited else Message("word for word")


def _place(side: Side, offset: int, page: Page) -> str:
    """Return where a stretch begins: in which section, and where in the file."""
    node = side.at(offset)
    name = page.name(node)
    return page.dot.join(filter(None, [place_words(side.place(offset), page.language), name]))


def section_lines(comparison: Comparison, page: Page) -> Iterator[str]:
    """Yield every section of both plans with what became of it."""
    nodes = Nodes(comparison)
    words = {status: page.language.say(word) for status, word in STATUS_WORDS.items()}
    column = max(map(width, words.values())) + 2
    for match in comparison.sections:
        node = nodes.of(match)
        indent = "  " * node.id.count(".")
        details = _details(match, page, nodes)
        head = f"{STATUS_SIGNS[match.status]} {page.padded(words[match.status], column)}"
        room = max(page.width - width(head) - width(indent) - width(details) - 2, 16)
        line = f"{head}{indent}{page.fit(page.name(node), room)}"
        yield page.paint(line, *_STATUS_CODES[match.status]) + (f"  {page.paint(details, DIM)}" if details else "")


def _details(match: SectionMatch, page: Page, nodes: Nodes) -> str:
    parts = []
    if match.ratio and match.status in {SectionStatus.EDITED, SectionStatus.MOVED_EDITED}:
        parts.append(page.say(Message("alike {ratio}"), ratio=percent(match.ratio)))
    if match.renumbered and match.left:
        parts.append(page.say(Message("was {marker}"), marker=one_line(nodes.left.by_id[match.left].marker or "-")))
    if match.split_from:
        name = page.name(nodes.left.by_id[match.split_from])
        parts.append(page.say(Message("split off from {section}"), section=name))
    if match.merged_into:
        name = page.name(nodes.right.by_id[match.merged_into])
        parts.append(page.say(Message("merged into {section}"), section=name))
    return page.dot.join(parts)
