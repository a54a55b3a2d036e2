from __future__ import annotations

import pytest

from jyplan.cli.help import wrap


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("one two three", ["one two", "three"]),
        ("教研组工作计划", ["教研组工作", "计划"]),
        ("目标，措施，保障", ["目标，措", "施，保障"]),
        ("abcdefghijklmn", ["abcdefghijklmn"]),
        ("写作 50MB 或 1GB", ["写作 50MB", "或 1GB"]),
        ("文件夹名（可不写）", ["文件夹名", "（可不写）"]),
        ("路径名，“*.pdf”", ["路径名，", "“*.pdf”"]),
        ("写入文件。[必填]", ["写入文件。", "[必填]"]),
    ],
)
def test_lines_break_by_columns_and_neither_before_closing_nor_after_opening_punctuation(
    text: str, lines: list[str]
) -> None:
    assert list(wrap(text, 10)) == lines
