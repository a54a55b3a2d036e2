"""Schedule and task tables: the meaning of each column, and the cells of each row by column.

| 项目名称 (over two rows) | 子项目 | 任务落实 | 完成时限 | 责任人 |
|---|---|---|---|---|
| 队伍建设 | 师徒结对 | 每对师徒互听六节 | 9月底 | 李老师 |
| | 外出学习 | 返校后汇报 | 11月 | 王老师 |

Rows of such a ledger have the coarsest text as their task, here 队伍建设, and the finer ones, 师徒结对 and 每对师徒互听六节,
as the text of a measure. A schedule has times and no tasks: each row is an entry. The text of a merged cell counts once.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Role
from jyplan.outline.vocabulary import vocabulary
from jyplan.text.fold import fold
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.model import Block, Cell

_HEAD_ROWS = 3
"""Rows at the beginning of a table, searched for its head."""
_LONGEST_HEAD = 12
"""Characters of the head of a column."""
_MOST_COLUMNS = 60
"""Most columns of a single cell, a bound for hostile files."""
SENTENCE_MARK = lazy_pattern("[。;!?,]")
"""A mark of running text, which neither the head of a column nor a label has: 清明祭扫,五四表彰。"""
_N = r"[一二三四五六七八九十元腊正冬\d]{1,3}"
_DATED = lazy_pattern(
    rf"(?:\d{{4}}年)?(?:{_N}月?[、,~—至到-]){{0,6}}{_N}月(?:份|[上中下]旬|[初底末])?|第{_N}(?:[、,~—至到-]第?{_N}){{0,6}}[周月]"
    rf"|{_N}(?:[、,~—至到-]{_N}){{0,6}}周|(?:\d{{4}}年)?\d{{1,2}}[月./]\d{{1,2}}[日号]?(?:[~—至到-]+(?:\d{{1,2}}[月./])?\d{{1,2}}[日号]?)?"
    r"|第?[一二三四]季度|[上下]半年|第[一二]学期|[寒暑]假"
)
_BRACKETED = lazy_pattern(r"\([^()]{0,20}\)")
_NUMBER = lazy_pattern(r"[\d一二三四五六七八九十]{1,3}(?:[、,~—至到-]{1,2}[\d一二三四五六七八九十]{1,3}){0,6}")
"""A bare number in a column of times: week 2, no date."""
_CLOCK = lazy_pattern(
    r"(?:[上中下]午|[早晚]上?)?\d{1,2}[:点]\d{0,2}分?(?:[—~至到-]{1,2}(?:[上中下]午|[早晚]上?)?\d{1,2}[:点]\d{0,2}分?)?"
)
_TIME_WORD = lazy_pattern("[0-9一二三四五六七八九十元冬腊年月周日期旬初末底季节假]")
"""A character of every date: 上午 and 平时 in a column of times are no dates."""
_NAME = "姓名"
_UNDIVIDED = 1 << 30
"""More grid columns than a table has: its rows are entries as a whole."""
_LONGEST_TIME = 40
"""Characters of a cell that gives a time; a longer cell is text."""
_FEWEST_PARTS = 2
"""Columns headed by departments, grades or subjects, each with the work of its head."""
_FEWEST_DATED = 2
"""Rows of a table without a head that all begin with a time."""


class TableColumn(Enum):
    """The meaning of a table's column; the words of the column's head are in the data file, `[columns]`."""

    DEADLINE = "deadline"
    """Times until which a work is done; a table with deadlines is no schedule."""
    WEEK = "week"
    """Weeks of a term, perhaps as bare numbers."""
    DATE = "date"
    NUMBER = "number"
    """Numbers of the rows."""
    OWNER = "owner"
    REMARK = "remark"
    """Places, remarks, participants: text that no row is about."""
    TASK = "task"
    MEASURE = "measure"
    CONTENT = "content"


_TIMES = frozenset({TableColumn.DATE, TableColumn.WEEK, TableColumn.DEADLINE})
_TEXTS = frozenset({TableColumn.TASK, TableColumn.MEASURE, TableColumn.CONTENT})
Columns = tuple[TableColumn | None, ...]
"""The meaning of each grid column; None for a head without a known word."""


class TableCell(NamedTuple):
    """A cell of a row, with a span in the row's text."""

    block: int
    """Index of the row in its plan: of the first row, for a cell that reaches down."""
    text: str
    start: int
    end: int


class TableRow(NamedTuple):
    """An entry of a schedule or task table: a row, with the textless rows below."""

    block: int
    """Index of the row in its plan."""
    role: Role
    heads: TableCell | None
    """The cell with the task of a row of measures, None in a row of a schedule or a row without measures."""
    texts: tuple[TableCell, ...]
    dates: tuple[TableCell, ...]
    owners: tuple[TableCell, ...]


class LedgerTable(NamedTuple):
    """A schedule or task table."""

    entries: tuple[TableRow, ...]
    heads: frozenset[int]
    """Indices of the rows that are no entries: the head, its repetitions, rows without a known cell."""


def heads_ledger(block: Block) -> bool:
    """Return whether a row is the head of a schedule or task table: two kinds of columns, with a text column."""
    return _is_head(_columns_of(block))


def column_of(head: str) -> TableColumn | None:
    """Return the kind of column named by a head: 备注, 责任人."""
    return _column_named(_bare(head))


def is_dated(text: str) -> bool:
    """Return whether a cell gives a time and nothing else.

    >>> [is_dated(text) for text in ("九月", "第1—2周", "9.1-9.5", "9月（开学月）", "教研活动")]
    [True, True, True, True, False]
    """
    return len(text) <= _LONGEST_TIME and _DATED.fullmatch(_BRACKETED.sub("", _bare(text))) is not None


def read_table(rows: Sequence[tuple[int, Block]]) -> LedgerTable | None:
    """Return the entries of a schedule or task table, None for tables of further kinds, as curricula.

    `rows` are the blocks of one table with their indices in the plan, its head among the first; a table whose rows all
    begin with a time needs none.
    """
    if any(_lists_courses(block) for _, block in rows[:_HEAD_ROWS]):
        return None
    for position, (index, block) in enumerate(rows[:_HEAD_ROWS]):
        columns = _columns_of(block)
        if not _is_head(columns):
            continue
        heads = [*(i for i, _ in rows[:position]), index]
        body = rows[position + 1 :]
        if body and (finer := _finer_columns(block, body[0][1], columns)):
            columns = finer
            heads.append(body[0][0])
            body = body[1:]
        return _read_body(columns, body, heads, _texts_of(block))
    return _read_headless(rows)


def _lists_courses(block: Block) -> bool:
    """Return whether a row is the head of a curriculum: courses, credits or lessons, and no time."""
    words, heads = vocabulary().tables, [_bare(cell.text) for cell in block.cells]
    return (
        any(map(words.courses.fullmatch, heads))
        and any(map(words.loads.fullmatch, heads))
        and not any(
            _column_named(head) in _TIMES for head in heads if not words.loads.fullmatch(head) and head != "学期"
        )
    )


def _read_headless(rows: Sequence[tuple[int, Block]]) -> LedgerTable | None:
    if len(rows) < _FEWEST_DATED:
        return None
    for dates in (0, 1):  # 准备阶段 | 2025年1月 | 制定方案
        if all(len(b.cells) > dates + 1 and is_dated(b.cells[dates].text) for _, b in rows):
            columns = [TableColumn.CONTENT] * (dates + 2)
            columns[dates] = TableColumn.DATE
            return _read_body(tuple(columns), rows, (), ())
    return None


def _is_head(columns: Columns) -> bool:
    kinds = {column for column in columns if column not in (None, TableColumn.NUMBER, TableColumn.REMARK)}
    return len(kinds) > 1 and not kinds.isdisjoint(_TEXTS)


def _columns_of(block: Block) -> Columns:
    columns: list[TableColumn | None] = []
    parts: list[int] = []
    named: list[str] = []
    for cell in block.cells:
        head = _bare(cell.text)
        named += [head] * max(1, min(cell.span, _MOST_COLUMNS))
        if vocabulary().tables.parts.fullmatch(head):
            parts.append(len(columns))
        columns += [_column_named(head)] * max(1, min(cell.span, _MOST_COLUMNS))
    if len(parts) >= _FEWEST_PARTS and not _TIMES.isdisjoint(columns):
        for grid in parts:  # the work of each department in a week: 周次 | 教务处 | 德育处
            columns[grid] = TableColumn.CONTENT
    if (
        _NAME in named and columns.count(TableColumn.OWNER) > 1
    ):  # 姓名 | 原因分析 | 帮扶教师: the name is the subject of the row, no owner
        columns[named.index(_NAME)] = None
    return tuple(columns)


def _texts_of(block: Block) -> tuple[str, ...]:
    return tuple(_bare(cell.text) for cell in block.cells)


def _bare(text: str, *, colons: bool = False) -> str:
    """Return a text folded, without white space, and without colons unless `colons` is set."""
    bare = "".join(fold(text).split())
    return bare if colons else bare.replace(":", "")


def _column_named(head: str) -> TableColumn | None:
    """Return the kind of column with the longest word in a head; a one-character word must be the whole head."""
    head = head.replace("(", "").replace(")", "")
    return _known_column(head) if 0 < len(head) <= _LONGEST_HEAD and not SENTENCE_MARK.search(head) else None


@lru_cache(maxsize=4096)
def _known_column(head: str) -> TableColumn | None:
    best, longest = None, 0
    for kind, words in vocabulary().tables.columns.items():
        for word in words:
            if len(word) > longest and (word in head if len(word) > 1 else word == head):
                best, longest = TableColumn(kind), len(word)
    return best


def _finer_columns(head: Block, below: Block, columns: Columns) -> Columns | None:
    """Return the columns of a head of two rows, None where the second row is none.

    All texts of a second row stand below a cell that spans several columns (工作内容 above 教学 and 教研).
    """
    wide = {grid for start, cell in _by_grid(head) if cell.span > 1 for grid in range(start, start + cell.span)}
    finer = list(columns)
    own = [(grid, cell) for grid, cell in _by_grid(below) if cell.text.strip() and not cell.merged]
    if not wide or not own or len(own) == len(below.cells):
        return None
    for grid, cell in own:
        if grid not in wide or len(_bare(cell.text)) > _LONGEST_HEAD or is_dated(cell.text):
            return None
        finer[grid] = _column_named(_bare(cell.text)) or finer[grid]
    return tuple(finer)


def _by_grid(block: Block) -> Iterator[tuple[int, Cell]]:
    grid = 0
    for cell in block.cells:
        yield grid, cell
        grid += max(1, min(cell.span, _MOST_COLUMNS))


class _GridRow(NamedTuple):
    """The cells of a row with text, the text of vertically merged cells included."""

    cells: tuple[tuple[int, TableCell, bool], ...]
    """Grid column, cell, and whether the text stands in this row."""

    def in_columns(self, columns: Columns, kinds: frozenset[TableColumn]) -> tuple[TableCell, ...]:
        return tuple(cell for grid, cell, _ in self.cells if _kind(columns, grid) in kinds)

    def parts(self, width: int) -> Iterator[_GridRow]:
        """Yield the filled cells of each `width` grid columns: a calendar may stand in two halves side by side."""
        for _, cells in groupby(self.cells, key=lambda entry: entry[0] // width):
            yield _GridRow(tuple(cells))

    def own_texts(self, columns: Columns, *, with_times: bool = False) -> tuple[TableCell, ...]:
        """Return the texts of the row; `with_times` includes times without a date, as 上午 or 16:20."""
        unread = _TIMES | {TableColumn.NUMBER, TableColumn.OWNER}
        return tuple(
            cell
            for grid, cell, own in self.cells
            if own
            and (
                (kind := _kind(columns, grid)) not in unread or (with_times and kind in _TIMES and _is_vague(cell.text))
            )
        )


def _says_when(text: str) -> bool:
    """Whether a cell in a column of times gives a date: no bare number, no time of the day, no 平时."""
    bare = _bare(text, colons=True)
    return not (_NUMBER.fullmatch(bare) or _CLOCK.fullmatch(bare)) and _TIME_WORD.search(bare) is not None


def _is_vague(text: str) -> bool:
    """Whether a cell in a column of times has words, but neither a date nor a number."""
    bare = _bare(text, colons=True)
    return not _says_when(text) and not _NUMBER.fullmatch(bare) and any(map(str.isalnum, bare))


def _kind(columns: Columns, grid: int) -> TableColumn | None:
    return columns[grid] if grid < len(columns) else None


def _read_body(
    columns: Columns, rows: Sequence[tuple[int, Block]], heads: Sequence[int], head_texts: tuple[str, ...]
) -> LedgerTable:
    scheduled = _is_schedule(columns)
    coarse = None if scheduled else _coarse_column(columns)
    width = _width_of_part(columns)
    entries: list[TableRow] = []
    no_entries = list(heads)
    above: dict[int, TableCell] = {}
    task: TableCell | None = None
    for index, block in rows:
        entry = _read_entry(index, block, above)
        if not entry.cells or (head_texts and _texts_of(block) == head_texts) or _sums_up(block):
            no_entries.append(index)
            continue
        if len(entry.cells) == len(block.cells) == 1:  # 第一阶段 over all columns
            entries.append(TableRow(index, _entry_role(scheduled), None, (entry.cells[0][1],), (), ()))
            task = None
            continue
        for part in entry.parts(width):
            dates = tuple(cell for cell in part.in_columns(columns, _TIMES) if _says_when(cell.text))
            owners = part.in_columns(columns, frozenset({TableColumn.OWNER}))
            texts = part.own_texts(columns) and part.own_texts(columns, with_times=True)
            if not texts:
                if entries:
                    entries[-1] = entries[-1]._replace(
                        dates=(*entries[-1].dates, *(c for c in dates if c.block == index)),
                        owners=(*entries[-1].owners, *(c for c in owners if c.block == index)),
                    )
                else:
                    no_entries.append(index)
                continue
            if coarse is not None:
                at_head = next((cell for grid, cell, _ in part.cells if grid == coarse), None)
                task = at_head or task
                finer = tuple(cell for cell in texts if cell is not at_head)
                if task is not None and finer:
                    entries.append(TableRow(index, Role.MEASURE, task, finer, dates, owners))
                    continue
            entries.append(TableRow(index, _entry_role(scheduled), None, texts, dates, owners))
    return LedgerTable(tuple(entries), frozenset(no_entries))


def _sums_up(block: Block) -> bool:
    """Whether a row gives the total of the rows above."""
    return next((_bare(cell.text) for cell in block.cells if cell.text.strip()), "") in vocabulary().tables.totals


def _read_entry(index: int, block: Block, above: dict[int, TableCell]) -> _GridRow:
    """Return the cells of a row; `above` holds the cells of the rows above by grid column, afterwards this row's, too."""
    cells = []
    offset = 0
    for grid, cell in _by_grid(block):
        if cell.merged:
            if upper := above.get(grid):
                cells.append((grid, upper, False))
        elif cell.text.strip():
            above[grid] = TableCell(index, cell.text, offset, offset + len(cell.text))
            cells.append((grid, above[grid], True))
        else:
            above.pop(grid, None)
        offset += len(cell.text) + 1
    return _GridRow(tuple(cells))


def _is_schedule(columns: Columns) -> bool:
    """Whether the rows are dated entries: the times stand first, or the table has neither tasks, measures nor deadlines."""
    kinds = set(columns)
    if kinds.isdisjoint({TableColumn.DATE, TableColumn.WEEK}):
        return False
    if {TableColumn.TASK, TableColumn.MEASURE} <= kinds:
        return False
    first = next(column for column in columns if column not in (None, TableColumn.NUMBER))
    return first in _TIMES or kinds.isdisjoint({TableColumn.TASK, TableColumn.MEASURE, TableColumn.DEADLINE})


def _coarse_column(columns: Columns) -> int | None:
    """Return the grid column with the tasks of a table, None for a table with a single level of text."""
    texts = [(grid, column) for grid, column in enumerate(columns) if column in _TEXTS]
    if len(texts) < 2 or texts[0][1] is TableColumn.MEASURE:
        return None
    grid, column = texts[0]
    behind = {kind for _, kind in texts[1:]}
    if TableColumn.MEASURE in behind and (before := [n for n, kind in enumerate(columns[:grid]) if kind is None]):
        return before[0]  # 年级 | 教学目标 | 教学措施: the subject of the row
    return grid if column is TableColumn.TASK or TableColumn.MEASURE in behind else None


def _width_of_part(columns: Columns) -> int:
    """Return the number of grid columns before a calendar's head repeats: 周次 | 内容 | 周次 | 内容; else `_UNDIVIDED`."""
    total = len(columns)
    for parts in (2, 3, 4):
        width, remainder = divmod(total, parts)
        first = columns[:width]
        if (
            not remainder
            and width > 1
            and columns == first * parts
            and first[0] in _TIMES
            and not _TEXTS.isdisjoint(first)
        ):
            return width
    return _UNDIVIDED


def _entry_role(scheduled: bool) -> Role:
    return Role.SCHEDULE if scheduled else Role.TASK
