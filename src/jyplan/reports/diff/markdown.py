"""`jyplan diff --format md`: the comparison as Markdown for a mail, an issue or a wiki; edits are `<del>` and `<ins>`.

`~~` and `**` do not close after Chinese punctuation (CommonMark 0.31, 6.2: flanking), the two elements do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Change, Message, Plan, SectionStatus
from jyplan.reports.diff.changes import split_or_merged_sentence
from jyplan.reports.diff.rewriting import FATE_WORDS, rewriting_rows, rewriting_sentences
from jyplan.reports.diff.screen import DiffScreen
from jyplan.reports.diff.sections import ComparedSections
from jyplan.reports.diff.shown_items import (
    ChangedRows,
    MovedAway,
    MovedHere,
    SectionHeading,
    ShownItem,
    SplitOrMerged,
    UnchangedRows,
    shown_items,
)
from jyplan.reports.diff.summary import ChangedSection, changed_facts, changed_sections
from jyplan.reports.diff.text import PARTS, closing
from jyplan.reports.diff.words import CHANGE_WORDS, STATUS_WORDS, fact_word, role_word
from jyplan.reports.media.labels import SHARES_EXPLAINED, percent, place_words, plan_title
from jyplan.reports.media.markdown_text import inline, paragraph
from jyplan.reports.media.marks import MARKDOWN_MARK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from jyplan.model import Comparison, Node
    from jyplan.reports.diff.rows import RowPiece, TextRow
    from jyplan.reports.protocol import DiffOptions

_QUOTED_PASSAGE = 160
"""Columns of the beginning of a passage."""
_QUOTED_MOVE = 40
"""Columns of the quoted beginning of a moved stretch that is no section."""

_PARTS_OF = {
    "roles": ("roles", "facts"),
    "sections": ("sections",),
    "passages": ("figures", "passages"),
    "edits": ("facts", "edits"),
    "rewriting": ("rewriting",),
    None: ("roles", "figures", "facts", "passages", "rewriting", "edits"),
}


def render(comparison: Comparison, options: DiffOptions) -> str:
    """Return the Markdown text."""
    screen = DiffScreen(options)
    writers: dict[str, Callable[[Comparison, DiffScreen], Iterator[str]]] = {
        "roles": _roles,
        "figures": _figures,
        "facts": _facts,
        "passages": _passages,
        "sections": _sections,
        "rewriting": _rewriting,
        "edits": _edits,
    }
    blocks = [
        MARKDOWN_MARK,
        f"# {inline(screen.say(Message('Comparison of two plans')))}",
        _table(_sides(comparison, screen)),
    ]
    for name in _PARTS_OF[options.only]:
        if part_blocks := list(writers[name](comparison, screen)):
            blocks += [f"## {inline(screen.say(PARTS[name]))}", *part_blocks]
    blocks += [paragraph(screen.language.say(sentence)) for sentence in closing(comparison, options)]
    return "\n\n".join(blocks) + "\n"


def _table(rows: Iterable[Iterable[str]]) -> str:
    """Return a table of GitHub Flavored Markdown; the first row is the head, all cells are Markdown."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    ruler = "|---" * (lines[0].count(" | ") + 1) + "|"
    return "\n".join([lines[0], ruler, *lines[1:]])


def _sides(comparison: Comparison, screen: DiffScreen) -> Iterator[list[str]]:
    yield ["", screen.say(Message("plan")), screen.say(Message("file")), screen.say(Message("characters"))]
    options = screen.options
    for name, plan, path in (
        ("A", comparison.left, options.left_path),
        ("B", comparison.right, options.right_path),
    ):
        yield [name, inline(plan_title(plan.number, plan.title, screen.language)), inline(path), str(_chars(plan))]


def _chars(plan: Plan) -> int:
    return sum(not character.isspace() for character in plan.text)


def _roles(comparison: Comparison, screen: DiffScreen) -> Iterator[str]:
    if not comparison.roles:
        return
    head = ["", *(screen.say(CHANGE_WORDS[change]) for change in Change)]
    rows = [
        [
            role_word(summary.role, screen.language),
            *(str(len(ids)) for ids in (summary.kept, summary.changed, summary.new, summary.dropped)),
        ]
        for summary in comparison.roles
    ]
    yield _table([head, *rows])
    lines = [
        f"- {_changed_section(section, role_word(summary.role, screen.language), screen)}"
        for summary in comparison.roles
        for section in changed_sections(comparison, summary.role)
    ]
    if lines:
        yield "\n".join(lines)


def _changed_section(section: ChangedSection, role: str, screen: DiffScreen) -> str:
    """Return role, change and name of a section, with the number of descendants that share the change."""
    suffix = screen.say(Message("(+{count} below)"), count=section.below) if section.below else ""
    name = " ".join(filter(None, [screen.name(section.node), suffix]))
    change = screen.say(Message(", ")).join([role, screen.say(CHANGE_WORDS[section.change])])
    return inline(screen.say(Message("{where}: {sentence}"), where=change, sentence=name))


def _figures(comparison: Comparison, screen: DiffScreen) -> Iterator[str]:
    similarity = comparison.similarity
    heads = (Message("copied"), Message("with boilerplate"), Message("edited"), Message("in passages"))
    left, right = (
        (similarity.left_copied, similarity.left_copied_all, similarity.left_edited, similarity.left_passages),
        (similarity.right_copied, similarity.right_copied_all, similarity.right_edited, similarity.right_passages),
    )
    yield _table(
        [
            ["", *map(screen.say, heads)],
            [screen.say(Message("of A in B")), *map(percent, left)],
            [screen.say(Message("of B in A")), *map(percent, right)],
        ]
    )
    yield inline(screen.say(SHARES_EXPLAINED))
    yield inline(
        screen.say(
            Message("longest passage {longest} characters, alike {ratio}"),
            longest=similarity.longest,
            ratio=percent(similarity.ratio),
        )
    )


def _facts(comparison: Comparison, screen: DiffScreen) -> Iterator[str]:
    facts = changed_facts(comparison)
    if facts:
        head = ["", "A", "B", screen.say(Message("section"))]
        rows = [
            [
                fact_word(fact.kind, screen.language),
                inline(fact.left),
                inline(fact.right),
                inline(screen.short_path(fact.path)),
            ]
            for fact in facts
        ]
        yield _table([head, *rows])


def _passages(comparison: Comparison, screen: DiffScreen) -> Iterator[str]:
    if not comparison.passages:
        return
    sections = ComparedSections(comparison)
    rows = [["A", "B", screen.say(Message("characters")), "", screen.say(Message("text of B"))]]
    for passage in comparison.passages:
        cells = []
        for side, span in ((sections.left, passage.left), (sections.right, passage.right)):
            node = side.section_at(span.start)
            place = place_words(side.place_of(span.start), screen.language)
            cells.append(inline(screen.dot.join(filter(None, [place, screen.name(node)]))))
        manner = [screen.say(Message("edited") if passage.edited else Message("word for word"))]
        manner += [screen.say(Message("moved"))] if passage.moved else []
        text = inline(screen.fit(sections.right.text[passage.right.start : passage.right.end], _QUOTED_PASSAGE))
        rows.append([*cells, str(passage.chars), screen.say(Message(", ")).join(manner), text])
    yield _table(rows)


def _rewriting(comparison: Comparison, screen: DiffScreen) -> Iterator[str]:
    if comparison.rewriting is None:
        return
    for sentence in rewriting_sentences(comparison.rewriting, screen.language):
        yield paragraph(sentence)
    head = ["", "A", "B", screen.say(Message("in both"))]
    rows = [
        [screen.say(FATE_WORDS[row.fate]), inline(row.left), inline(row.right), inline(row.shared)]
        for row in rewriting_rows(comparison, screen.language)
    ]
    yield _table([head, *rows])


def _sections(comparison: Comparison, screen: DiffScreen) -> Iterator[str]:
    sections = ComparedSections(comparison)
    lines = []
    for match in comparison.sections:
        node = sections.node_of(match)
        alike = "" if match.status in {SectionStatus.ADDED, SectionStatus.REMOVED} else f" ({percent(match.ratio)})"
        status = screen.say(STATUS_WORDS[match.status])
        lines.append(f"{'  ' * node.id.count('.')}- {inline(screen.name(node))}: {status}{alike}")
    if lines:
        yield "\n".join(lines)


def _edits(comparison: Comparison, screen: DiffScreen) -> Iterator[str]:
    for item in shown_items(comparison, ignore_format=screen.options.ignore_format):
        yield from _item(item, screen)


def _item(item: ShownItem, screen: DiffScreen) -> Iterator[str]:
    match item:
        case UnchangedRows(rows=rows):
            words = Message("1 paragraph unchanged") if len(rows) == 1 else Message("{count} paragraphs unchanged")
            yield f"*… {screen.say(words, count=len(rows))}*"
        case SectionHeading(nodes=nodes):
            yield f"### {inline(screen.path(nodes))}"
        case MovedAway(new_path=path):
            yield _move_note(screen, Message("{what}: moved to {where}"), item, path)
        case MovedHere(old_path=path):
            yield _move_note(screen, Message("{what}: moved here from {where}"), item, path)
        case SplitOrMerged():
            yield paragraph(split_or_merged_sentence(item, screen))
        case ChangedRows(rows=rows):
            yield from map(_row, rows)


def _move_note(screen: DiffScreen, words: Message, item: MovedAway | MovedHere, path: tuple[Node, ...]) -> str:
    what = screen.name(item.section) if item.section else f"“{screen.fit(item.beginning, _QUOTED_MOVE)}”"
    return f"> {inline(screen.say(words, what=what, where=screen.path(path)))}"


def _row(row: TextRow) -> str:
    if not row.mergeable:
        return "\\\n".join(_marked(tag, text) for tag, text in (("del", row.left), ("ins", row.right)) if text.strip())
    first = row.pieces[0]
    start = _piece(first) if first.changed else paragraph(first.right) + _edge_space(first.right, -1)
    return start + "".join(map(_piece, row.pieces[1:]))


def _piece(piece: RowPiece) -> str:
    if not piece.changed:
        return _within(piece.right)
    return _marked("del", piece.left) + _marked("ins", piece.right)


def _marked(tag: str, text: str) -> str:
    return f"<{tag}>{_within(text)}</{tag}>" if text else ""


def _within(text: str) -> str:
    """Return text escaped for the middle of a line; white space at its ends becomes a single space."""
    return _edge_space(text, 0) + inline(text) + (_edge_space(text, -1) if text.strip() else "")


def _edge_space(text: str, index: int) -> str:
    """Return a space if the character at `index` is white space, else nothing."""
    return " " if text and text[index].isspace() else ""
