"""Parts of the text report before the changes themselves: roles, shares copied, facts, passages, sections."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from jyplan.model import Change, Message, SectionStatus
from jyplan.reports.diff.runs import drawn, wrapped
from jyplan.reports.diff.sections import ComparedSections, PlanSections
from jyplan.reports.diff.summary import ChangedFact, ChangedSection, changed_facts, changed_sections
from jyplan.reports.diff.words import CHANGE_SIGNS, CHANGE_WORDS, STATUS_SIGNS, STATUS_WORDS, fact_word, role_word
from jyplan.reports.media.columns import fit_names, width
from jyplan.reports.media.labels import SHARES_EXPLAINED, percent, place_words
from jyplan.reports.media.terminal import BOLD, DIM, GREEN, RED, YELLOW
from jyplan.reports.media.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.model import Comparison, Passage, RoleSummary, SectionMatch
    from jyplan.reports.diff.screen import DiffScreen

_FACT_WIDTH = 44
"""Widest value of a fact in columns; the path of its section takes the rest of the line."""
_GAP = 2
"""Columns between the name of a section and its details."""
_LEAST_NAME = 16
"""Columns kept for the name of a section, however deep the section is and however long its details are."""
_LEAST_PATH = 8
"""Columns: a path with less room is left out."""
_NAMED = 3
"""Sections listed for a role and a change in the short report; the changes below show all of them."""
_FEW = 5
"""Passages listed in the short report: the longest."""
_STATUS_CODES = {
    SectionStatus.SAME: (DIM,),
    SectionStatus.EDITED: (YELLOW,),
    SectionStatus.MOVED: (YELLOW,),
    SectionStatus.MOVED_EDITED: (YELLOW,),
    SectionStatus.ADDED: (GREEN,),
    SectionStatus.REMOVED: (RED,),
}


def role_lines(comparison: Comparison, screen: DiffScreen, *, everything: bool) -> Iterator[str]:
    """Yield a table of kept, changed, new and dropped sections by role, then the names of the sections."""
    if not comparison.roles:
        return
    words = [screen.language.say(CHANGE_WORDS[change]) for change in Change]
    names = {summary.role: role_word(summary.role, screen.language) for summary in comparison.roles}
    first = max(map(width, names.values())) + 2
    column = max(map(width, words)) + 2
    head = "".join(" " * (column - width(word)) + word for word in words)
    yield screen.paint(screen.padded("", first) + head, DIM)
    for summary in comparison.roles:
        cells = (_cell(screen, change, len(ids), column) for change, ids in zip(Change, _ids(summary), strict=True))
        yield screen.padded(names[summary.role], first) + "".join(cells)
    for summary in comparison.roles:
        name = screen.padded(names[summary.role], first)
        by_change = groupby(changed_sections(comparison, summary.role), key=lambda section: section.change)
        for change, group in by_change:
            lines = _section_names(change, list(group), screen, first, everything=everything)
            yield from (f"{name}{line}" for line in lines)


def _section_names(
    change: Change, sections: list[ChangedSection], screen: DiffScreen, indent: int, *, everything: bool
) -> Iterator[str]:
    """Yield the names of sections with the same change; only the first few unless `everything` is asked for."""
    listed = sections if everything or len(sections) <= _NAMED + 1 else sections[:_NAMED]
    sign = f"{CHANGE_SIGNS[change]} "
    for section in listed:
        suffix = f" {screen.say(Message('(+{count} below)'), count=section.below)}" if section.below else ""
        room = screen.width - indent - width(sign + suffix)
        yield screen.paint_change(change, f"{sign}{screen.fit(screen.name(section.node), room)}{suffix}")
    if len(listed) < len(sections):
        count = len(sections) - len(listed)
        remainder = screen.say(Message("{ellipsis} {count} more"), ellipsis=screen.ellipsis, count=count)
        yield screen.paint_change(change, f"{sign}{remainder}")


def _ids(summary: RoleSummary) -> tuple[tuple[str, ...], ...]:
    return summary.kept, summary.changed, summary.new, summary.dropped


def _cell(screen: DiffScreen, change: Change, count: int, column: int) -> str:
    text = f"{count:>{column}}"
    return screen.paint_change(change, text) if count else screen.paint(text, DIM)


def figure_lines(comparison: Comparison, screen: DiffScreen) -> Iterator[str]:
    """Yield the copied, edited and covered share of each plan, and the longest passage."""
    similarity = comparison.similarity
    for message, share, with_boilerplate, edited, covered in (
        (
            Message("of A in B"),
            similarity.left_copied,
            similarity.left_copied_all,
            similarity.left_edited,
            similarity.left_passages,
        ),
        (
            Message("of B in A"),
            similarity.right_copied,
            similarity.right_copied_all,
            similarity.right_edited,
            similarity.right_passages,
        ),
    ):
        line = f"{screen.say(message)}  {screen.paint(f'{percent(share):>6}', BOLD)}"
        if percent(share) != percent(with_boilerplate):
            line += f"  {screen.say(Message('with boilerplate {share}'), share=percent(with_boilerplate))}"
        beside = {"edited": percent(edited), "passages": percent(covered)}
        yield f"{line}  {screen.say(Message('edited {edited}, in passages {passages}'), **beside)}"
    yield from (screen.paint(line, DIM) for line in screen.wrapped(screen.say(SHARES_EXPLAINED)))
    yield screen.say(
        Message("longest passage {longest} characters, alike {ratio}"),
        longest=similarity.longest,
        ratio=percent(similarity.ratio),
    )


def fact_lines(comparison: Comparison, screen: DiffScreen) -> Iterator[str]:
    """Yield the changed figures, dates, owners and deliverables, each with the path of its section."""
    facts = changed_facts(comparison)
    names = {kind: fact_word(kind, screen.language) for kind in {fact.kind for fact in facts}}
    first = max(map(width, names.values()), default=0) + 2
    for fact in facts:
        text = f"{CHANGE_SIGNS[fact.change]} {_values(fact, screen, screen.width - first - 2)}"
        line = screen.padded(names[fact.kind], first) + screen.paint_change(fact.change, text)
        room = screen.width - first - width(text) - 2
        path = screen.fit(screen.short_path(fact.path), room) if room >= _LEAST_PATH else ""
        yield f"{line}  {screen.paint(path, DIM)}" if path else line


def _values(fact: ChangedFact, screen: DiffScreen, room: int) -> str:
    """Return the left and the right value of a fact in `room` columns; on a narrow screen each has half of the room."""
    values = [value for value in (fact.left, fact.right) if value]
    room_per_value = (room - width(screen.becomes)) // 2 if len(values) > 1 else room
    room_per_value = min(_FACT_WIDTH, room_per_value)
    return screen.becomes.join(fit_names(value, room_per_value, screen.ellipsis) for value in values)


def passage_lines(comparison: Comparison, screen: DiffScreen, *, everything: bool) -> Iterator[str]:
    """Yield the shared passages with their places: all in full, or the beginnings of the longest few."""
    sections = ComparedSections(comparison)
    ranked = sorted(comparison.passages, key=lambda passage: (-passage.chars, passage.left.start))
    shown = sorted(ranked if everything else ranked[:_FEW], key=lambda passage: passage.left.start)
    for passage in shown:
        details = [screen.say(Message("{count} characters"), count=passage.chars), screen.say(_manner(passage))]
        if passage.moved:
            details.append(screen.say(Message("moved")))
        yield screen.dot.join(details)
        for name, side, span in (("A", sections.left, passage.left), ("B", sections.right, passage.right)):
            yield f"  {screen.fit(f'{name}  {_place(side, span.start, screen)}', screen.width - 2)}"
        text = sections.right.text[passage.right.start : passage.right.end]
        if everything:
            for paragraph in text.split("\n"):
                lines = wrapped([(one_line(paragraph), ())], screen.width - 2)
                yield from (f"  {drawn(line, colour=False)}" for line in lines)
        else:
            yield screen.paint(f"  {screen.fit(one_line(text[: screen.width]), screen.width - 2)}", DIM)
    if len(shown) < len(ranked):
        yield screen.say(
            Message("{ellipsis} {count} more: --only passages"),
            ellipsis=screen.ellipsis,
            count=len(ranked) - len(shown),
        )


def _manner(passage: Passage) -> Message:
    return Message("edited") if passage.edited else Message("word for word")


def _place(side: PlanSections, offset: int, screen: DiffScreen) -> str:
    """Return the place of an offset in words: in the file, and the section around."""
    node = side.section_at(offset)
    name = screen.name(node)
    words = screen.dot.join(filter(None, [place_words(side.place_of(offset), screen.language), name]))
    return words or screen.say(Message("beginning of the plan"))  # a title in Word, where paragraphs have no numbers


def section_lines(comparison: Comparison, screen: DiffScreen) -> Iterator[str]:
    """Yield all sections of both plans, each with its status."""
    sections = ComparedSections(comparison)
    words = {status: screen.language.say(word) for status, word in STATUS_WORDS.items()}
    column = max(map(width, words.values())) + 2
    for match in comparison.sections:
        node = sections.node_of(match)
        indent = "  " * node.id.count(".")
        head = f"{STATUS_SIGNS[match.status]} {screen.padded(words[match.status], column)}{indent}"
        room = screen.width - width(head) - _GAP
        name = screen.name(node)
        details = screen.fit(_details(match, screen, sections), room - min(width(name), _LEAST_NAME))
        line = screen.fit(head + screen.fit(name, max(room - width(details), _LEAST_NAME)), screen.width)
        yield screen.paint(line, *_STATUS_CODES[match.status]) + (
            f"{' ' * _GAP}{screen.paint(details, DIM)}" if details else ""
        )


def _details(match: SectionMatch, screen: DiffScreen, sections: ComparedSections) -> str:
    parts = []
    if match.ratio and match.status in {SectionStatus.EDITED, SectionStatus.MOVED_EDITED}:
        parts.append(screen.say(Message("alike {ratio}"), ratio=percent(match.ratio)))
    if match.renumbered and match.left:
        parts.append(
            screen.say(Message("was {marker}"), marker=one_line(sections.left.by_id[match.left].marker or "-"))
        )
    if match.split_from:
        name = screen.name(sections.left.by_id[match.split_from])
        parts.append(screen.say(Message("split off from {section}"), section=name))
    if match.merged_into:
        name = screen.name(sections.right.by_id[match.merged_into])
        parts.append(screen.say(Message("merged into {section}"), section=name))
    return screen.dot.join(parts)
