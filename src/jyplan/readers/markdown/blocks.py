"""From the tokens of markdown-it to blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from jyplan.model import Block, BlockKind, Cell, Origin, Place, Style
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

MAX_NESTING = 60
"""Levels of nested lists and quotations; the parser recurses and leaves out deeper levels."""
HEADING_CHARS = 40
"""A longer underlined text is a paragraph above a horizontal rule."""
SENTENCE_END = tuple("。；;，,")
FENCED_TEXT = frozenset({"", "markdown", "md", "text", "txt", "plain"})
# closing ** between punctuation and a Hanzi is no mark by CommonMark 6.2, but the author meant bold
LEFT_OVER = lazy_pattern(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
OPENING = lazy_pattern(r"(?:\*\*|__)(?=\S)")
CLOSING = {"**": lazy_pattern(r"(?<=\S)\*\*|\n"), "__": lazy_pattern(r"(?<=\S)__|\n")}
"""The end of bold text, or of its line, by the mark."""
LINE_BREAK = lazy_pattern(r"<br\s*/?>", re.IGNORECASE)


@dataclass(slots=True)
class _OpenList:
    """An open list."""

    following: int = 1
    """Number of the next item."""


def read_blocks(text: str, first_line: int = 1) -> Iterator[Block]:
    """Yield the blocks of a text; `first_line` is the number of its first line in the file."""
    tokens = _parser().parse(text)
    if (fence := _whole_fence(tokens, text)) and fence.map:
        first_line += fence.map[0] + 1
        tokens = _parser().parse(fence.content)
    for block in _TokenWalk().over(tokens):
        line = (block.place.line or 0) + first_line
        # columns are unknown: a line may contain marks that are not displayed
        yield replace(block, place=replace(block.place, line=line), origins=(Origin(0, line, None),))


@cache
def _parser() -> MarkdownIt:
    # an indented line is a paragraph in Chinese, never code
    return MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable("table").disable("code")


def _whole_fence(tokens: Sequence[Token], text: str) -> Token | None:
    """Return the code fence with more than half of a text, as in answers copied from a chat; None without one."""
    fences = [token for token in tokens if token.type == "fence"]
    if len(fences) != 1 or fences[0].info.strip().lower() not in FENCED_TEXT:
        return None
    return fences[0] if len(fences[0].content) * 2 > len(text) else None


class _TokenWalk:
    """A walk over the tokens. Line numbers count from 0; `read_blocks` adds the first line."""

    def __init__(self) -> None:
        self.lists: list[_OpenList] = []
        self.label = ""
        self.heading: int | None = None
        self.underlined = False
        self.tables = 0
        self.row = 0
        self.row_line = 0
        self.cells: list[Cell] | None = None

    def over(self, tokens: Sequence[Token]) -> Iterator[Block]:
        for token in tokens:
            line = token.map[0] if token.map else 0
            match token.type:
                case "ordered_list_open":
                    self.lists.append(_OpenList(int(token.attrs.get("start", 1))))
                case "bullet_list_open":
                    self.lists.append(_OpenList())
                case "ordered_list_close" | "bullet_list_close":
                    self.lists.pop()
                case "list_item_open":
                    self.label = self.count(token)
                case "list_item_close":
                    self.label = ""
                case "heading_open":
                    self.heading = int(token.tag[1:]) - 1
                    self.underlined = token.markup in {"-", "="}
                case "heading_close":
                    self.heading, self.underlined = None, False
                case "table_open":
                    self.tables += 1
                    self.row = 0
                case "tr_open":
                    self.row += 1
                    self.row_line = line
                    self.cells = []
                case "tr_close":
                    yield self.close_row()
                case "inline" if self.cells is not None:
                    self.cells.append(Cell("\n".join(text for text, _ in _lines(token))))
                case "inline":
                    yield from self.text(token, line)
                case "fence":
                    lines = enumerate(token.content.splitlines(), line + 1)
                    yield from (Block(t, BlockKind.FURNITURE, Place(line=n)) for n, t in lines if t.strip())
                case "html_block":
                    yield from _html(token.content, line)

    def count(self, item: Token) -> str:
        """Return the label of an item of the innermost list."""
        if not item.info:
            return "• "
        number = self.lists[-1].following
        self.lists[-1].following += 1
        return f"{number}{item.markup} "

    def text(self, token: Token, line: int) -> Iterator[Block]:
        heading = self.heading
        lines = list(_lines(token))
        if self.underlined and _is_paragraph("".join(text for text, _ in lines)):
            heading = None
        for number, (text, bold) in enumerate(lines, line):
            if not text.strip():
                continue
            label, self.label = self.label, ""
            yield Block(
                label + text,
                BlockKind.PARAGRAPH if heading is None else BlockKind.HEADING,
                Place(line=number),
                label,
                Style(outline_level=heading, bold=bold),
            )

    def close_row(self) -> Block:
        cells, self.cells = tuple(self.cells or ()), None
        text = "\t".join(cell.text for cell in cells)
        return Block(text, BlockKind.ROW, Place(line=self.row_line, table=self.tables, row=self.row), cells=cells)


def _is_paragraph(content: str) -> bool:
    """Return whether an underlined text is a sentence and no heading."""
    return len(content) > HEADING_CHARS or content.endswith(SENTENCE_END)


def _lines(inline: Token) -> Iterator[tuple[str, bool]]:
    """Yield text and boldness of each line of a paragraph; a bold line is bold throughout."""
    text, strong, plain = "", 0, False
    for token in inline.children or ():
        match token.type:
            case "softbreak" | "hardbreak":
                yield _finish(text, plain)
                text, plain = "", False
            case "strong_open":
                strong += 1
            case "strong_close":
                strong -= 1
            case "text" | "code_inline":
                text += token.content
                plain = plain or (not strong and bool(token.content.strip()))
            case "html_inline" if LINE_BREAK.fullmatch(token.content):
                yield _finish(text, plain)
                text, plain = "", False
    yield _finish(text, plain)


def _finish(text: str, plain: bool) -> tuple[str, bool]:
    cleaned = without_left_over(text).strip()
    whole = LEFT_OVER.fullmatch(text.strip()) is not None
    return cleaned, bool(cleaned) and (whole or not plain)


def without_left_over(text: str) -> str:
    """Return a text without the bold marks left by the parser; a mark without an end in its line stays.

    A mark that once has no end is not searched again in its line: many such marks cost one pass.

    >>> without_left_over("**目标：**每周__听课__，**互评")
    '目标：每周听课，**互评'
    """
    pieces: list[str] = []
    written = offset = 0
    unclosed = dict.fromkeys(CLOSING, 0)  # the offset up to which a mark has no end
    while opening := OPENING.search(text, offset):
        mark, offset = opening[0], opening.start() + 1
        if opening.start() < unclosed[mark]:
            continue
        closing = CLOSING[mark].search(text, opening.end() + 1)
        if closing is None or closing[0] == "\n":
            unclosed[mark] = closing.start() if closing else len(text)
            continue
        pieces += (text[written : opening.start()], text[opening.end() : closing.start()])
        written = offset = closing.end()
    return "".join((*pieces, text[written:]))


def _html(source: str, line: int) -> Iterator[Block]:
    """Yield the blocks of an HTML block of Markdown, all placed at its first line."""
    from jyplan.readers.html import read_tree
    from jyplan.readers.html.parse import parse_html

    root, _ = parse_html(source)
    for block in read_tree(root).blocks if root is not None else ():
        yield replace(block, place=Place(line=line, table=block.place.table, row=block.place.row))
