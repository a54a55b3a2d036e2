"""Help texts wrapped by columns: click counts characters, and a Chinese character is two columns wide."""

from __future__ import annotations

import re
from gettext import gettext
from typing import TYPE_CHECKING

from jyplan.cli import commandline
from jyplan.reports.media.columns import width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BRACES = str.maketrans("", "", "{}")
# a line may end after a space or a Chinese character, but not before closing nor after opening punctuation:
# GB/T 15834-2011, 5.1; [必填] is not broken
_UNBREAKABLE = re.compile(r"\[\w{1,8}\]|[“（《\[]*(?:[!-~]+|[^!-~])[，。；：、？！）”》\]]*+")


class ColumnFormatter(commandline.HelpFormatter):
    """Click's formatter, with text and lists of options measured in columns."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called, alike in every version of Typer.

        Since 0.26 Typer does not translate the heading, and since 0.27 it writes `{PATH}` for a required argument.
        """
        super().write_usage(prog, args.translate(_BRACES), prefix or f"{gettext('Usage:')} ")

    def write_text(self, text: str) -> None:
        """Write paragraphs, indented and wrapped."""
        indent = " " * self.current_indent
        for paragraph in text.split("\n\n"):
            for line in wrap(" ".join(paragraph.split()), self.width - self.current_indent):
                self.write(f"{indent}{line}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write terms and explanations side by side."""
        rows = list(rows)
        first = min(max(width(term) for term, _ in rows), col_max) + col_spacing
        indent = " " * self.current_indent
        for term, explanation in rows:
            lines = list(wrap(explanation, max(self.width - first - self.current_indent, 10)))
            if width(term) > first - col_spacing or not lines:
                self.write(f"{indent}{term}\n")
            else:
                self.write(f"{indent}{term}{' ' * (first - width(term))}{lines.pop(0)}\n")
            for line in lines:
                self.write(f"{indent}{' ' * first}{line}\n")


def wrap(text: str, limit: int) -> Iterator[str]:
    """Yield the text in lines of at most `limit` columns, Chinese and English mixed.

    >>> list(wrap("见 docs 目录，共三页。", 12))
    ['见 docs 目', '录，共三页。']
    """
    line = ""
    for piece in _UNBREAKABLE.findall(text):
        if line and width(line + piece.rstrip()) > limit:
            yield line.rstrip()
            line = ""
        line = (line + piece).lstrip()
    if line:
        yield line.rstrip()
