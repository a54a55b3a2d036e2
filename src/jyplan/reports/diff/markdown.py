"""`jyplan diff --format md`: the comparison for a mail, an issue or a wiki; edits are `<del>` and `<ins>`.

`~~` and `**` do not close after Chinese punctuation (CommonMark 0.31, 6.2: flanking), the two elements do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Change, Message, Plan, SectionStatus
from jyplan.reports.diff.body import Arrival, Block, Departure, Fold, Heading, Item, Origin, body
from jyplan.reports.diff.page import Page
from jyplan.reports.diff.sections import Nodes
from jyplan.reports.diff.summary import Counted, changed_facts, sections_by_fate
from jyplan.reports.diff.text import PARTS, closing
from jyplan.reports.diff.words import CHANGE_WORDS, STATUS_WORDS, fact_word, role_word
from jyplan.reports.media.labels import percent, place_words, plan_title
from jyplan.reports.media.markdown_text import inline, paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from jyplan.model import Comparison
    from jyplan.reports.diff.rows import Piece, Row
    from jyplan.reports.protocol import DiffOptions

_PARTS_OF = {
    "roles": ("roles", "facts"),
    "sections": ("sections",),
    "passages": ("figures", "passages"),
    "edits": ("facts", "edits"),
    None: ("roles", "figures", "facts", "passages", "edits"),
}


def render(comparison: Comparison, options: DiffOptions) -> str:
    """Return one Markdown text."""
    page = Page(options)
    writers: dict[str, Callable[[Comparison, Page], Iterator[str]]] = {
        "roles": _roles,
        "figures": _figures,
        "facts": _facts,
        "passages": _passages,
        "sections": _sections,
        "edits": _edits,
    }
    blocks = [f"# {inline(page.say(Message('Comparison of two plans')))}", _table(_sides(comparison, page))]
    for name in _PARTS_OF[options.only]:
        if found := list(writers[name](comparison, page)):
            blocks += [f"## {inline(page.say(PARTS[name]))}", *found]
    blocks += [paragraph(page.language.say(sentence)) for sentence in closing(comparison, options)]
    return "\n\n".join(blocks) + "\n"


def _table(rows: Iterable[Iterable[str]]) -> str:
    """Return a table of GFM; its cells are Markdown already, the first row is its head."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    ruler = "|---" * (lines[0].count(" | ") + 1) + "|"
    return "\n".join([lines[0], ruler, *lines[1:]])


def _sides(comparison: Comparison, page: Page) -> Iterator[list[str]]:
    yield ["", page.say(Message("plan")), page.say(Message("file")), page.say(Message("characters"))]
    options = page.options
    for name, plan, path in (
        ("A", comparison.left, options.left_path),
        ("B", comparison.right, options.right_path),
    ):
        yield [name, inline(plan_title(plan.number, plan.title, page.language)), inline(path), str(_chars(plan))]


def _chars(plan: Plan) -> int:
    return sum(not character.isspace() for character in plan.text)


def _roles(comparison: Comparison, page: Page) -> Iterator[str]:
    if not comparison.roles:
        return
    head = ["", *(page.say(CHANGE_WORDS[change]) for change in Change)]
    rows = [
        [
            role_word(each.role, page.language),
            *(str(len(ids)) for ids in (each.kept, each.changed, each.new, each.dropped)),
        ]
        for each in comparison.roles
    ]
    yield _table([head, *rows])
    lines = [
        f"- {_fate(found, role_word(summary.role, page.language), page)}"
        for summary in comparison.roles
        for found in sections_by_fate(comparison, summary.role)
    ]
    if lines:
        yield "\n".join(lines)


def _fate(found: Counted, role: str, page: Page) -> str:
    """Return what became of a section, in words."""
    more = page.say(Message("(+{count} below)"), count=found.below) if found.below else ""
    name = " ".join(filter(None, [page.name(found.node), more]))
    fate = page.say(Message(", ")).join([role, page.say(CHANGE_WORDS[found.change])])
    return inline(page.say(Message("{where}: {sentence}"), where=fate, sentence=name))


def _figures(comparison: Comparison, page: Page) -> Iterator[str]:
    found = comparison.similarity
    head = ["", page.say(Message("without boilerplate")), page.say(Message("with boilerplate"))]
    yield _table(
        [
            head,
            [page.say(Message("of A in B")), percent(found.left_copied), percent(found.left_copied_all)],
            [page.say(Message("of B in A")), percent(found.right_copied), percent(found.right_copied_all)],
        ]
    )
    yield inline(
        page.say(
            Message("longest passage {longest} characters, alike {ratio}"),
            longest=found.longest,
            ratio=percent(found.ratio),
        )
    )


def _facts(comparison: Comparison, page: Page) -> Iterator[str]:
    changes = changed_facts(comparison)
    if changes:
        head = ["", "A", "B", page.say(Message("section"))]
        rows = [
            [
                fact_word(found.kind, page.language),
                inline(found.left),
                inline(found.right),
                inline(page.short_path(found.where)),
            ]
            for found in changes
        ]
        yield _table([head, *rows])


def _passages(comparison: Comparison, page: Page) -> Iterator[str]:
    if not comparison.passages:
        return
    nodes = Nodes(comparison)
    rows = [["A", "B", page.say(Message("characters")), "", page.say(Message("text of B"))]]
    for passage in comparison.passages:
        cells = []
        for side, span in ((nodes.left, passage.left), (nodes.right, passage.right)):
            node = side.at(span.start)
            place = place_words(side.place(span.start), page.language)
            cells.append(inline(page.dot.join(filter(None, [place, page.name(node)]))))
        manner = [page.say(Message("edited") if passage.edited else Message("word for word"))]
        manner += [page.say(Message("moved"))] if passage.moved else []
        text = inline(page.fit(nodes.right.text[passage.right.start : passage.right.end], 160))
        rows.append([*cells, str(passage.chars), page.say(Message(", ")).join(manner), text])
    yield _table(rows)


def _sections(comparison: Comparison, page: Page) -> Iterator[str]:
    nodes = Nodes(comparison)
    lines = []
    for match in comparison.sections:
        node = nodes.of(match)
        alike = "" if match.status in {SectionStatus.ADDED, SectionStatus.REMOVED} else f" ({percent(match.ratio)})"
        status = page.say(STATUS_WORDS[match.status])
        lines.append(f"{'  ' * node.id.count('.')}- {inline(page.name(node))}: {status}{alike}")
    if lines:
        yield "\n".join(lines)


def _edits(comparison: Comparison, page: Page) -> Iterator[str]:
    for item in body(comparison, ignore_format=page.options.ignore_format):
        yield from _item(item, page)


def _item(item: Item, page: Page) -> Iterator[str]:
    match item:
        case Fold(rows=rows):
            words = Message("1 paragraph unchanged") if len(rows) == 1 else Message("{count} paragraphs unchanged")
            yield f"*… {page.say(words, count=len(rows))}*"
        case Heading(nodes=nodes):
            yield f"### {inline(page.path(nodes))}"
        case Departure():
            yield _moved(page, Message("{what}: moved to {where}"), item)
        case Arrival():
            yield _moved(page, Message("{what}: moved here from {where}"), item)
        case Origin(status=status, other=other):
            words = (
                Message("split off from {section}:")
                if status is SectionStatus.ADDED
                else Message("merged into {section}:")
            )
            yield paragraph(page.say(words, section=page.name(other)))
        case Block(rows=rows):
            yield from map(_row, rows)


def _moved(page: Page, words: Message, item: Departure | Arrival) -> str:
    what = page.name(item.section) if item.section else f"“{page.fit(item.beginning, 40)}”"
    return f"> {inline(page.say(words, what=what, where=page.path(item.elsewhere)))}"


def _row(row: Row) -> str:
    if not row.woven:
        return "\\\n".join(_marked(tag, text) for tag, text in (("del", row.left), ("ins", row.right)) if text.strip())
    first, *others = row.pieces
    start = _piece(first) if first.changed else paragraph(first.right) + _edge(first.right, -1)
    return start + "".join(map(_piece, others))


def _piece(piece: Piece) -> str:
    if not piece.changed:
        return _within(piece.right)
    return _marked("del", piece.left) + _marked("ins", piece.right)


def _marked(tag: str, text: str) -> str:
    return f"<{tag}>{_within(text)}</{tag}>" if text else ""


def _within(text: str) -> str:
    """Return text in the middle of a line, the spaces at its ends kept apart from what stands beside it."""
    return _edge(text, 0) + inline(text) + (_edge(text, -1) if text.strip() else "")


def _edge(text: str, index: int) -> str:
    return " " if text and text[index].isspace() else ""
