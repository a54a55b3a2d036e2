"""Documents of any size in the shapes that bring out steps growing with the square: `SHAPES[name](n)` has about n lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.readers.docx.builder import abstract, build, lvl, num, p, style, table, tc, tr
from tests.readers.xlsx.builder import build as build_workbook
from tests.readers.xlsx.builder import cell, row, sheet

if TYPE_CHECKING:
    from collections.abc import Callable


def _workbook(rows: str, *merged: str) -> bytes:
    return build_workbook({"行事历": sheet(rows, merged=merged)})


TITLE = "2025学年第一学期语文教研组工作计划\n"


def _text(lines: str) -> bytes:
    return (TITLE + lines).encode()


def _chained_styles(n: int) -> bytes:
    styles = "".join(style(f"S{i}", f"样式{i}", based_on=f"S{i - 1}" if i else "") for i in range(n))
    return build("".join(p(f"第{i}段", style=f"S{i}") for i in range(n)), styles=styles)


def _chained_lists(n: int) -> bytes:
    """Lists that point to one another through numbering styles."""
    styles = "".join(
        style(f"L{i}", content=f'<w:pPr><w:numPr><w:numId w:val="{i + 1}"/></w:numPr></w:pPr>', kind="numbering")
        for i in range(n)
    )
    lists = "".join(
        abstract(i, lvl(0, "%1、"), extra=f'<w:numStyleLink w:val="L{i}"/><w:styleLink w:val="K{i}"/>')
        for i in range(n)
    ) + "".join(num(i, i) for i in range(n))
    return build("".join(p(f"项目{i}", num=i) for i in range(n)), styles=styles, numbering=lists)


def _nested(before: str, inside: str, after: str, n: int) -> str:
    return before * n + inside + after * n


SHAPES: dict[str, tuple[str, Callable[[int], bytes]]] = {
    # name                (file name, content)
    "empty siblings": ("a.txt", lambda n: _text("一、每周安排\n" + "第三周\n" * n)),
    "items": ("a.txt", lambda n: _text("一、措施\n" + "".join(f"（{i % 90 + 1}）开展教研活动，由教务处负责。\n" for i in range(n)))),
    "sections": ("a.txt", lambda n: _text("一、工作目标\n（一）加强学习\n1.每周学习一次，由教务处负责。\n" * (n // 3))),
    "headings": ("a.txt", lambda n: _text("一、工作目标。\n" * n)),
    "one line": ("a.txt", lambda n: _text("一、工作目标\n" + "加强学习，提高质量，落实任务（见附件）。" * n)),
    "one line of digits": ("a.txt", lambda n: _text("一、" + "12345678901234567890" * n)),
    "one line of one character": ("a.txt", lambda n: _text("一、" + "学" * 20 * n)),
    "one line of brackets": ("a.txt", lambda n: _text("一、" + "（" * 10 * n + "）" * 10 * n)),
    "one line of quotes": ("a.txt", lambda n: _text("一、" + "“《" * 10 * n)),
    "one line of blanks": ("a.txt", lambda n: _text("一、目标" + " " * 20 * n + "完")),
    "short lines": ("a.txt", lambda n: _text("学\n" * n)),
    "empty lines": ("a.txt", lambda n: _text("\n" * n + "一、目标\n提高。\n")),
    "plain lines": ("a.txt", lambda n: _text("".join(f"我们要认真学习文件精神{i}\n" for i in range(n)))),
    "plans": (
        "a.txt",
        lambda n: "".join(
            f"{i}年级语文教研组工作计划\n一、工作目标\n提高质量。\n二、工作措施\n1、加强学习。\n\n" for i in range(n // 6)
        ).encode(),
    ),
    "titles": ("a.txt", lambda n: "2025学年语文教研组工作计划\n".encode() * n),
    "dates": ("a.txt", lambda n: _text("一、安排\n" + "".join(f"{i % 12 + 1}月{i % 28 + 1}日，听课{i}节，达到95%。\n" for i in range(n)))),
    "contents page": ("a.txt", lambda n: _text("目录\n" + "".join(f"一、目标……………{i}\n" for i in range(n)))),
    "markdown list": ("a.md", lambda n: b"# plan\n\n" + "- 加强学习\n".encode() * n),
    "markdown quotes": ("a.md", lambda n: ("# 工作计划\n\n" + ">" * min(n, 5_000) + "目标\n").encode()),
    "markdown emphasis": ("a.md", lambda n: ("# 工作计划\n\n" + "*a **b " * n + "\n").encode()),
    "markdown brackets": ("a.md", lambda n: ("# 工作计划\n\n" + "[" * 5 * n + "\n").encode()),
    "markdown links": ("a.md", lambda n: ("# 工作计划\n\n" + "[a](b" * n + "\n").encode()),
    "markdown ticks": ("a.md", lambda n: ("# 工作计划\n\n" + "".join("`" * (i % 30) + " " for i in range(n)) + "\n").encode()),
    "markdown deep list": ("a.md", lambda n: ("# 工作计划\n\n" + "".join("  " * min(i, 90) + "- 学习\n" for i in range(n))).encode()),
    "markdown tables": ("a.md", lambda n: ("# 工作计划\n\n|a|b|\n|-|-|\n" + "|学习|周一|\n" * n).encode()),
    "markdown references": ("a.md", lambda n: ("# 工作计划\n\n" + "".join(f"[{i}]: /a\n" for i in range(n)) + "[x] " * n).encode()),
    "html rows": ("a.html", lambda n: ("<table>" + "<tr><td>第1周<td>教研活动" * n + "</table>").encode()),
    "html wide row": ("a.html", lambda n: ("<table><tr>" + "<td>周" * n + "</table>").encode()),
    "html tables in a row": ("a.html", lambda n: ("<table><tr>" + "<td><table><tr><td>周</table>" * n + "</table>").encode()),
    "html nested tables": ("a.html", lambda n: _nested("<table><tr><td>周", "x", "</table>", n // 8).encode()),
    "html wide nested tables": (
        "a.html",
        lambda n: _nested("<table><tr><td>周<td>一<td>二<td>", "x", "</table>", n // 8).encode(),
    ),
    "html spans": ("a.html", lambda n: ("<table>" + "<tr><td rowspan=9999 colspan=9999>周" * (n // 4) + "</table>").encode()),
    "html deep": ("a.html", lambda n: _nested("<div>", "目标", "</div>", n).encode()),
    "html deep lists": ("a.html", lambda n: _nested("<ul><li>周", "x", "</ul>", n // 2).encode()),
    "html inline": ("a.html", lambda n: ("<p>" + "<b>目<i>标" * n).encode()),
    "html items": ("a.html", lambda n: ("<ol>" + "<li>学习" * n).encode()),
    "html breaks": ("a.html", lambda n: ("<p>" + "学习<br>" * n).encode()),
    "html comments": ("a.html", lambda n: ("<!DOCTYPE html>" + "<!---->" * n + "<p>计划").encode()),
    "html style": ("a.html", lambda n: ("<p style='" + "color:red;" * n + "'>计划" + "<p style='color:red'>学" * n).encode()),
    "word paragraphs": ("a.docx", lambda n: build(p("2025学年工作计划") + p("一、目标") * n)),
    "word styles": ("a.docx", _chained_styles),
    "word lists": ("a.docx", _chained_lists),
    "word rows": ("a.docx", lambda n: build(table(tr(tc("第一周"), tc("教研")) * n))),
    "word wide row": ("a.docx", lambda n: build(table(tr(tc("周") * n)))),
    "word tables": ("a.docx", lambda n: build(table(tr(tc("周"))) * n)),
    "word merged rows": (
        "a.docx",
        lambda n: build(
            table(tr(tc("周", '<w:vMerge w:val="restart"/>')) + tr(tc("", "<w:vMerge/>")) * n)
        ),
    ),
    "word spans": ("a.docx", lambda n: build(table(tr(tc("周", '<w:gridSpan w:val="99999"/>')) * n))),
    "word runs": ("a.docx", lambda n: build(p("<w:r><w:t>学</w:t></w:r>" * n))),
    "word numbers": (
        "a.docx",
        lambda n: build(
            p("学习", num=1) * n, numbering=abstract(0, lvl(0, "%1.%999999", start=10**18), lvl(-1, "%1"), lvl(99, "%2")) + num(1, 0)
        ),
    ),
    "word fields": ("a.docx", lambda n: build(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * n + "<w:r><w:t>学</w:t></w:r>"))),
    "sheet rows": ("a.xlsx", lambda n: _workbook("".join(row(i, "第一周", "教研") for i in range(1, n)))),
    "sheet columns": ("a.xlsx", lambda n: _workbook("<row>" + "<c t='str'><v>周</v></c>" * n + "</row>")),
    "sheet merged columns": (
        "a.xlsx",
        lambda n: _workbook(
            "".join(row(i, *("周" * 9), cell(f"Z{i}", i)) for i in range(1, n)),
            *(f"{letter}{i}:{letter}{i + n}" for letter in "ABCDEFGHI" for i in range(1, n, 99)),
        ),
    ),
    "sheet merged rows": ("a.xlsx", lambda n: _workbook(row(1, "周", "一") + row(n, "周", "二"), *(f"A{i}:XFD{i}" for i in range(1, n)))),
    "sheet overlaps": ("a.xlsx", lambda n: _workbook(row(1, "周", "一"), *(f"A1:B{i}" for i in range(2, n)))),
    "sheet hidden columns": (
        "a.xlsx",
        lambda n: build_workbook({"S": sheet(row(1, "周", "一"), before="<cols>" + "<col min='3' max='9999999' hidden='1'/>" * n + "</cols>")}),
    ),
    "sheet format": ("a.xlsx", lambda n: build_workbook({"S": sheet(row(1, "周", cell("B1", 5, 1)))}, formats=("0;" * n,))),
    "word deleted": ("a.docx", lambda n: build(p("<w:del><w:r><w:delText>学</w:delText></w:r></w:del><w:ins><w:r><w:t>习</w:t></w:r></w:ins>" * n))),
}  # fmt: skip
