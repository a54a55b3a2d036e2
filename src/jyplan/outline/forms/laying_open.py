"""Lay a form open: labels, the paragraphs of its cells, and the rows of tables inside."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain, pairwise, starmap
from typing import TYPE_CHECKING

from jyplan.model import BlockKind, Style
from jyplan.outline.forms.recognise import (
    holds_plan,
    is_columns,
    is_head,
    is_inner_label,
    is_ledger_head,
    is_pairs,
    is_particulars,
    opens_section,
)
from jyplan.outline.forms.rows import cut, label_block, label_name, names_section, paragraphs_of, remark_of, row_from
from jyplan.outline.plans.headlines import title_strength
from jyplan.outline.readings.markers import INITIAL, opens_with_marker
from jyplan.outline.sections import named_role, section_role
from jyplan.outline.tables import heads_ledger, is_dated
from jyplan.text.fold import fold
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jyplan.model import Block, Role
    from jyplan.outline.forms.rows import FormField, FormRow

_SHORT_VALUE = 40
"""Characters: a shorter text beside an unknown label above the first section is a particular."""
_SENTENCE_END = tuple("。！？；：!?;:”）")
_COLON = lazy_pattern(r"[:：]\s*")


@dataclass(slots=True)
class _Position:
    """Where in a form a row stands."""

    labelled: bool = False
    """A label stands above or beside."""
    end: int = 0
    """The grid column behind the label that reaches down to the row, 0 for none."""
    section: bool = False
    """The label that reaches down is a section: labels beside it stand below it."""
    ledger: int = 0
    """Number of cells in the head of the schedule or ledger that the row belongs to, 0 for none."""
    opened: bool = False
    """The row above is a label as wide as the table, with its text or table below."""
    inner: int = 0
    """Depth of the labels beside their text: 1 below a label as wide as the table that has no text of its own."""
    name: str = ""
    """The last label of a section."""
    columns: FormRow | None = None
    """The row above, of labels that each stand over a cell of this row."""
    grouped: bool = False
    """Several cells reach down beside sections, each a label of its own: 教学管理 beside 工作目标 and 工作措施."""


def lay_open(rows: Sequence[FormRow]) -> Iterator[Block]:
    """Yield the blocks of a form in reading order; a paragraph may go on behind the end of a page."""
    before: Block | None = None
    for block in _lay_rows(rows):
        if before is not None and _goes_on(before, block):
            before = replace(before, text=before.text + block.text)
            continue
        if before is not None:
            yield before
        before = block
    if before is not None:
        yield before


def _goes_on(block: Block, following: Block) -> bool:
    """Whether a paragraph ends on the next page, in a row cut by the end of the page."""
    page, next_page = block.place.page, following.place.page
    return (
        page is not None
        and next_page == page + 1
        and block.kind is following.kind is BlockKind.PARAGRAPH
        and block.style is following.style is None  # a format that tells paragraphs apart ends none at a page
        and not block.text.endswith(_SENTENCE_END)
        and not opens_with_marker(fold(following.text).strip())
    )


def _lay_rows(rows: Sequence[FormRow]) -> Iterator[Block]:
    inner = sum(starmap(is_inner_label, pairwise(rows)))
    position = _Position(grouped=inner > 1)
    below: Iterable[FormRow | None] = chain(rows[1:], (None,))
    last: Iterable[FormRow | None] = chain(rows[2:], (None, None))
    for row, next_row, row_after in zip(rows, below, last, strict=False):
        if row.fields:
            yield from _lay_row(row, next_row, row_after, position)
        yield from row.remarks


def _lay_row(row: FormRow, below: FormRow | None, last: FormRow | None, position: _Position) -> Iterator[Block]:
    first, fields = row.fields[0], row.fields
    opened, position.opened = position.opened, False
    if first.column < position.end:  # the label beside the rows above does not reach down
        position.end = position.ledger = 0
    if position.columns is not None:
        for label, field in zip(position.columns.fields, fields, strict=True):
            yield label_block(position.columns, label, 0)
            yield from paragraphs_of(row, field)
        position.columns = None
    elif not position.ledger and is_particulars(row):
        yield replace(row_from(row.block), cells=())
    elif any(map(holds_plan, fields)) and not (first.known and not is_head(first)):
        for field in fields:  # 计划内容 | 一、指导思想 … 二、工作目标 …
            yield from paragraphs_of(row, field) if holds_plan(field) else (remark_of(row, field),)
    elif is_columns(row, below, last):
        position.columns, position.labelled = row, True
    elif first.column > 0 and (position.labelled or row.hangs):
        yield from _lay_beside(row, fields, position)
    elif len(fields) == 1 and first.end == row.width:
        yield from _lay_wide_cell(row, first, below, position)
    elif _is_labelled(row, below, position):
        if opened:
            position.inner = int(not first.known or _role(first.name) is _role(position.name))
        yield from _lay_labelled(row, position)
    else:
        position.end = 0
        shown = row_from(row.block)
        if position.labelled and heads_ledger(row.block):
            position.ledger = len(row.block.cells)
            if not opened:  # a table of its own, beside the sections and not below the last of them
                shown = replace(shown, style=replace(shown.style or Style(), outline_level=0))
        yield shown


def _role(name: str) -> Role | None:
    return named_role(name) or section_role(name)


def _is_labelled(row: FormRow, below: FormRow | None, position: _Position) -> bool:
    """Whether the first cell of a row is the label of the cells beside."""
    first, *beside = row.fields
    if not first.name or is_dated(first.text) or (is_head(first) and heads_ledger(row.block)):
        return False
    if position.ledger > 2 and len(row.block.cells) == position.ledger:
        return False
    reaches_down = below is not None and below.hangs
    if len(beside) > 1 and not reaches_down and is_ledger_head(row):
        return False
    if len(beside) == 1:
        if first.known or position.ledger:
            return first.known
        return position.labelled or len(beside[0].text.strip()) > _SHORT_VALUE or "。" in beside[0].text
    if not beside:  # a label over nothing, as the labels above were
        return first.known or (position.labelled and not position.ledger)
    if first.known or (position.labelled and is_pairs(row, labelled=True)):
        return True
    beside_rows = reaches_down and position.labelled and not position.ledger
    return beside_rows or (reaches_down and (beside[0].known or heads_ledger(row_from(row.block, first.end))))


def _lay_labelled(row: FormRow, position: _Position) -> Iterator[Block]:
    first, *beside = row.fields
    position.labelled, position.ledger, position.end = True, 0, first.end
    if is_pairs(row, labelled=True):
        for label, field in zip(row.fields[::2], row.fields[1::2], strict=True):
            yield label_block(row, label, position.inner)
            yield from paragraphs_of(row, field)
        return
    position.section = first.known or position.grouped or len(beside) != 2 or not beside[0].known
    if position.section and first.name == position.name and first.known:
        yield remark_of(row, first)  # 主要工作（续）
    elif position.section:
        position.name = first.name
        yield label_block(row, first, position.inner)
    else:  # a label around all sections: 工作计划 | 指导思想 | …
        yield from paragraphs_of(row, first)
    if beside:
        yield from _lay_beside(row, beside, position)


def _lay_beside(row: FormRow, fields: Sequence[FormField], position: _Position) -> Iterator[Block]:
    """Yield the blocks of the cells beside a label."""
    inner = row_from(row.block, position.end)
    if position.ledger:
        yield inner
    elif heads_ledger(inner):
        position.ledger = len(inner.cells)
        yield inner
    elif len(fields) == 1:
        yield from paragraphs_of(row, fields[0])
    elif is_dated(fields[0].text):
        yield inner
    elif len(fields) == 2 and fields[0].name:
        yield label_block(row, fields[0], position.inner + position.section)
        position.labelled = True
        yield from paragraphs_of(row, fields[1])
    elif not fields[0].name:
        for field in fields:
            yield from paragraphs_of(row, field)
    else:
        if all(field.name for field in fields):  # the head of a table beside the label, of whatever columns
            position.ledger = len(inner.cells)
        yield inner


def _lay_wide_cell(row: FormRow, field: FormField, below: FormRow | None, position: _Position) -> Iterator[Block]:
    """Yield the blocks of a cell as wide as the table: a label over rows, a label with its text, a title, a text."""
    position.end = position.inner = 0
    stands_above = below is not None and len(below.fields) == 1 and len(below.fields[0].text) > 2 * len(field.text)
    titled = title_strength(fold(field.text).strip()) > 0
    if field.known and field.name == position.name:
        position.ledger, position.opened = 0, True
        yield remark_of(row, field)
    elif field.known or (field.name and position.labelled and not position.ledger and stands_above and not titled):
        position.labelled, position.ledger, position.name, position.opened = True, 0, field.name, True
        yield label_block(row, field, 0)
    elif opens_section(field):
        position.labelled, position.ledger = True, 0
        yield from _split_labels(list(paragraphs_of(row, field)))
    elif position.ledger and "\n" not in field.text.strip():
        yield row_from(row.block)
    else:
        position.ledger = 0
        yield from paragraphs_of(row, field)


def _split_labels(paragraphs: Sequence[Block]) -> Iterator[Block]:
    """Yield paragraphs with labels: the first line, up to the colon, and further names of sections numbered alike."""
    first, *further = paragraphs
    if names_section(label_name(first.text)):
        yield _as_label(first)
    elif colon := _COLON.search(first.text):
        yield _as_label(cut(first, ((0, colon.end()),)))
        yield cut(first, ((colon.end(), len(first.text)),))
    else:
        yield first
    for block in further:
        alike = _marker_kind(block) == _marker_kind(first)
        yield _as_label(block) if alike and names_section(label_name(block.text)) else block


def _as_label(block: Block) -> Block:
    return replace(block, kind=BlockKind.LABEL, style=replace(block.style or Style(), outline_level=0))


def _marker_kind(block: Block) -> str | None:
    marker = INITIAL.match(fold(block.text).strip())
    return marker.lastgroup if marker else None
