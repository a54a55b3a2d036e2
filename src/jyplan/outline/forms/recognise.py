"""Tell a form from other tables by its labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.outline.forms.rows import label_name, names_section, row_from, without_remarks
from jyplan.outline.readings.markers import opens_with_marker
from jyplan.outline.sections import named_role
from jyplan.outline.tables import TableColumn, column_of, heads_ledger
from jyplan.outline.vocabulary import vocabulary
from jyplan.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.outline.forms.rows import FormField, FormRow

_LONGEST_VALUE = 40
"""Characters of a particular: a school, a name, a date."""
_ARTICLE_LINES, _ARTICLE_CHARS, _ARTICLE_HEADINGS = 4, 200, 2
"""Fewest lines, characters and numbered lines of a cell that is a text and no entry of a table."""
_NO_LEDGER = frozenset({TableColumn.DATE, TableColumn.WEEK, TableColumn.DEADLINE, TableColumn.OWNER})
"""Columns of ledgers, absent from forms of labels and texts."""
_FEWEST_PAIRS = 2
"""Labels side by side, each before its text."""
_HEAD_ROWS = 3
"""Rows at the beginning of a table, searched for the head of a ledger."""


def section_labels(rows: Sequence[FormRow]) -> set[str]:
    """Return the names of sections alone in a cell beside or above a text."""
    ledger = next((row for row in rows[:_HEAD_ROWS] if heads_ledger(row.block)), None)
    wide = ledger is not None and len(ledger.fields) > 2
    following: Sequence[FormRow | None] = [*rows[1:], None, None]
    return {
        name
        for row, below, last in zip(rows, following, following[1:], strict=False)
        for name in _labels_of_row(row, below, last, in_ledger=wide)
    }


def opens_section(field: FormField) -> str:
    """Return the section's name in the first line of a cell, alone or before a colon; empty without a name."""
    line = fold(field.text).strip().partition("\n")[0]
    if "\n" in field.text.strip() and names_section(name := label_name(line)):
        return name
    head, colon, tail = line.partition(":")
    return name if colon and tail.strip() and names_section(name := label_name(head)) else ""


def is_particulars(row: FormRow) -> bool:
    """Return whether a row gives particulars: 学校 | 青禾路小学 | 学科 | 语文, or 学校：青禾路小学 | 学科：语文."""
    fields = row.fields
    if not fields or any(field.known or len(field.text.strip()) > _LONGEST_VALUE for field in fields):
        return False
    named = [_is_particular(field) for field in fields]
    heads = [is_head(field) for field in fields]
    if not named[0] or any(heads[1::2]):
        return False
    return len(fields) < 3 or sum(named) * 2 >= len(fields) - 1


def is_columns(row: FormRow, below: FormRow | None, last: FormRow | None) -> bool:
    """Return whether a row of sections stands over a single row with the texts of the sections."""
    return (
        len(row.fields) > 1
        and all(_names_text(field) for field in row.fields)
        and below is not None
        and len(below.fields) == len(row.fields)
        and not any(field.known for field in below.fields)
        and (last is None or len(last.fields) != len(row.fields) or last.fields[0].known)
    )


def holds_plan(field: FormField) -> bool:
    """Return whether a cell holds sections of a plan: numbered lines of section names alone, and texts between."""
    lines = [_folded(line) for line in field.text.split("\n") if line.strip()]
    names = [opens_with_marker(line) and names_section(label_name(line)) for line in lines]
    return len(lines) > sum(names) >= _ARTICLE_HEADINGS


def holds_article(field: FormField) -> bool:
    """Return whether a cell holds a whole text: many lines, some with a number or the name of a section."""
    lines = field.text.split("\n")
    if len(lines) < _ARTICLE_LINES or len(field.text) < _ARTICLE_CHARS:
        return False
    opening = sum(opens_with_marker(line) or names_section(label_name(line)) for line in map(_folded, lines))
    return opening >= _ARTICLE_HEADINGS


def _folded(line: str) -> str:
    return fold(line).strip()


def set_remarks_apart(rows: Sequence[FormRow]) -> tuple[FormRow, ...]:
    """Return rows with the text in columns of remarks apart, below a head like 栏目 | 主要内容 | 备注."""
    head = next((row for row in rows[:_HEAD_ROWS] if len(row.fields) > 2 and all(map(is_head, row.fields))), None)
    if head is None:
        return tuple(rows)
    kinds = [column_of(field.text) for field in head.fields]
    remarked = [kind is TableColumn.REMARK for kind in kinds]
    if any(remarked[:2]) or not all(remarked[2:]) or not _NO_LEDGER.isdisjoint(kinds):
        return tuple(rows)
    return tuple(row if row is head else without_remarks(row, head.fields[2].column) for row in rows)


def is_inner_label(row: FormRow, below: FormRow | None) -> bool:
    """Return whether a section and its text stand beside a cell over several rows: 教学管理 | 工作目标 | 巡课全覆盖."""
    if len(row.fields) != 3 or below is None or not below.hangs:
        return False
    outer, label, text = row.fields
    return bool(outer.name) and label.known and not is_head(label) and not (text.known or is_head(text))


def is_ledger_head(row: FormRow) -> bool:
    """Return whether each cell of a row heads a column of a ledger: 工作任务 | 具体措施 | 完成时限."""
    return heads_ledger(row.block) and all(column_of(field.text) is not None for field in row.fields)


def is_pairs(row: FormRow, *, labelled: bool = False) -> bool:
    """Return whether sections stand side by side, each before a text: 教学重点 | … | 教学难点 | ….

    Below other labels of a form (`labelled`) the labels may have any name, where whole sentences stand behind them.
    """
    labels, texts = row.fields[::2], row.fields[1::2]
    if len(labels) != len(texts) or len(texts) < _FEWEST_PAIRS:
        return False
    if all(field.known for field in labels):
        return not any(field.known or is_head(field) for field in texts)
    return labelled and all(field.name for field in labels) and all(map(_is_sentence, texts))


def _is_sentence(field: FormField) -> bool:
    return not field.name and (field.text.rstrip().endswith("。") or len(field.text.strip()) > _LONGEST_VALUE)


def _names_text(field: FormField) -> bool:
    """Whether a label is a section's and no head of a ledger's column; 时间安排 is the name of a section as a whole."""
    is_column = column_of(field.text) in _NO_LEDGER and (is_head(field) or named_role(field.name) is None)
    return field.known and not is_column


def _labels_of_row(row: FormRow, below: FormRow | None, last: FormRow | None, *, in_ledger: bool) -> Iterator[str]:
    fields = row.fields
    if not fields:
        return
    first = fields[0]
    if len(fields) == 1:
        if first.known and (below is not None or first.end < row.width):
            yield first.name
        elif name := opens_section(first):
            yield name
        return
    if is_columns(row, below, last):
        yield from (field.name for field in fields)
    second = fields[1]
    if is_inner_label(row, below):
        yield second.name
    if not first.known or second.known or is_head(second):
        return
    if len(fields) == 2 or is_pairs(row):
        yield from (field.name for field in fields[::2])
    elif first.column == 0 and not in_ledger:
        reaches_down = below is not None and below.hangs
        if reaches_down or heads_ledger(row_from(row.block, first.end)):
            yield first.name


def _is_particular(field: FormField) -> bool:
    words = vocabulary().forms
    name = field.name or label_name(fold(field.text).partition(":")[0])
    if name in words.particulars:
        return True
    ends_like_one = name.endswith(words.particular_endings) and not name.endswith(words.no_particulars)
    return bool(name) and ends_like_one


def is_head(field: FormField) -> bool:
    """Return whether a cell is the head of a ledger's column and nothing else: 内容, 负责人, 完成时间."""
    return field.name in vocabulary().forms.heads
