r"""Files on which a pattern of the package was slow: the repeated part of each comes from the pattern, as in `pumping`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.readers.docx.builder import build, p
from tests.readers.pdf_builder import PdfPage, pdf_of

if TYPE_CHECKING:
    from collections.abc import Callable

LENGTH = 50_000
"""Characters of a repeated part: 150 KB in Chinese."""


def plan(*lines: str) -> bytes:
    """Return a plan with these lines under its first heading."""
    return "\n".join(("2025学年工作计划", "一、工作目标", *lines, "二、主要工作", "每周听课一次。")).encode()


def plan_with(*parts: str) -> bytes:
    """Return a plan with a line for each repeated part, and two lines that end each otherwise."""
    lines = []
    for part in parts:
        line = part * (LENGTH // len(part) // len(parts))
        lines += [line, line + "x", line + "1"]
    return plan(*lines)


def page(head: str = "", body: str = "") -> bytes:
    """Return an HTML page."""
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body><h1>2025学年工作计划</h1><p>一、工作目标</p>{body}</body></html>"
    ).encode()


def deep_page(body: str) -> bytes:
    """Return an HTML page nested so deeply that its text is read without its structure."""
    return page(body="<div>" * 3000 + body)


def field_code(code: str) -> bytes:
    """Return a Word file with a field that stores no result."""
    kinds = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end")]
    run = f"<w:r><w:instrText>{code}</w:instrText></w:r>"
    return build(p("2025学年工作计划") + p("一、工作目标") + p(run.join(kinds)) * 50)


def page_number(text: str) -> bytes:
    """Return a PDF file with the text as the foot of its pages."""
    return pdf_of(*(PdfPage().column(780, "2025学年工作计划", "一、工作目标").text(72, 30, text, 1) for _ in range(3)))


DEPARTMENTS = ("教务处", "德育处", "办公室", "体卫艺处", "教研组", "教导处主任")

FILES: dict[str, Callable[[], tuple[str, bytes]]] = {
    "html of comments that never begins": lambda: ("page.html", b"<!---->" * 40 + b"x"),
    "html of long comments": lambda: ("page.html", b"<!--" + b"-->" * 1300 + b"x"),
    "html with spaces for a charset": lambda: ("page.html", b"<html><meta charset=" + b" " * 4000 + b"\xff\xfe\x81>"),
    "html with a long name of a tag": lambda: ("page.html", deep_page("<" + "a" * LENGTH)),
    "html of scripts that never end": lambda: ("page.html", deep_page("<script>" * (LENGTH // 8))),
    "html of half ended scripts": lambda: ("page.html", deep_page("<style></style" * (LENGTH // 14))),
    "html with a style sheet without ends": lambda: (
        "page.html",
        page("<style>" + ("a" * 200 + "{" + "b" * 1900) * 80),
    ),
    "html with spaces for a title": lambda: (
        "page.html",
        page("<title>" + " " * LENGTH + "x</title>", "<p>计划</p>" * 99),
    ),
    "markdown with blank front matter": lambda: ("plan.md", b"---\n" + b"  \n" * 49 + b"# plan\n" + plan()),
    "markdown with a front title of spaces": lambda: (
        "plan.md",
        b"---\ntitle: x" + b" " * LENGTH + b"x\n---\n# plan\n" + plan(),
    ),
    "markdown with a table's rule that never ends": lambda: ("plan.md", b"# plan\n" + b"---|" * (LENGTH // 4) + b"x\n"),
    "markdown of bold marks without ends": lambda: ("plan.md", b"# plan\n" + plan(" __a" * LENGTH + " **b" * 9000)),
    "text of leaders": lambda: ("plan.txt", "目录\n".encode() + plan_with(".", "…", "·", "_", " \t")),
    "text of brackets": lambda: ("plan.txt", plan_with("(", "[", "【", "(a", ")(", "《", "》", "“")),
    "text of titles in brackets": lambda: (
        "plan.txt",
        plan(*(f"{number}、{'(' * 1500}工作" for number in range(1, 40))),
    ),
    "text of markers": lambda: ("plan.txt", plan_with("1.", "一、", "(1", "①", "第1", "1", " ")),
    "text of weeks": lambda: ("plan.txt", plan_with("第1、", "第一周、", "—第0", "周一、", "9月、")),
    "text of days of a sealed list": lambda: ("plan.txt", plan("周一、" * (LENGTH // 3) + "一月")),
    "text of departments": lambda: (
        "plan.txt",
        plan("、".join(DEPARTMENTS * 20), "、".join(DEPARTMENTS * 3000) + "的"),
    ),
    "text of departments in brackets": lambda: (
        "plan.txt",
        plan("（" + "、".join(DEPARTMENTS * 2000), "由" + "和".join(DEPARTMENTS * 2000)),
    ),
    "text of groups": lambda: (
        "plan.txt",
        plan("每年级组" + "年级组" * (LENGTH // 3) + "次", "每位" + "教师" * (LENGTH // 2)),
    ),
    "text of numbers": lambda: ("plan.txt", plan_with("1,111", "一百", "1.1", "百分之", "20", "十")),
    "text of one title": lambda: (
        "plan.txt",
        ("工作计划" + "第1篇 " * (LENGTH // 4) + "\n一、目标\n每周听课。").encode(),
    ),
    "text of spaces in a title": lambda: (
        "plan.txt",
        ("2025" + " " * LENGTH + "学年工作计划\n一、目标\n每周听课。").encode(),
    ),
    "docx with a field of overstrikes": lambda: ("plan.docx", field_code("EQ " + r"\o(" * 600 + ") " * 90)),
    "docx with spaces in a field": lambda: ("plan.docx", field_code("EQ " + r"\o" + " " * 1900)),
    "pdf with spaces for a page number": lambda: ("plan.pdf", page_number("第 1 " + "- " * 20_000 + "x")),
    "pdf of spaces in a page number": lambda: ("plan.pdf", page_number("1" + "　" * 20_000 + "x")),
}
