"""Reports written by jyplan, known by a mark in the content: not submissions when a folder is walked.

| written as | mark |
|---|---|
| html | the generator among the names of the page |
| JSON, SARIF, GitLab, JUnit, GitHub | the name of the schema, of the tool, the shape of a line |
| Markdown | a comment in the first line |
| CSV | its heads |
| text | its first lines: what was parsed or compared; its last lines: what was checked |
| Word, Excel | the comment of the zip archive, which is lost as soon as somebody saves the file: a corrected copy is read |
"""

from __future__ import annotations

import re

from jyplan.inputs.files import read_ends
from jyplan.text.patterns import lazy_pattern

ARCHIVE_MARK = b"written by jyplan"
"""The comment of a zip archive of an Office file that jyplan wrote."""
MARKDOWN_MARK = "<!-- written by jyplan -->"
_HEAD, _TAIL = 1024, 512
"""Bytes at the beginning and the end of a file in which marks are looked for."""
_HEADS = lazy_pattern(
    rb'<meta name="generator" content="jyplan">'
    rb'|\A\s?\{\s{0,8}"schema": "jyplan/'
    rb'|"name": "jyplan",'
    rb'|<testsuites name="jyplan"'
    rb"|\A<!-- written by jyplan -->"
    rb"|\A::(?:error|warning|notice) file="
    rb'|\A\[\s{0,8}\{\s{0,8}"description": "[^\n]{0,400}\s{0,8}"check_name": "'
    rb"|"
    + "|".join(
        (
            "\\A\ufeff?(?:序号,关系,A见于B,|no\\.,relation,A in B,|计划,任务,措施,指标,责任人,时间,成果,|Plan,Task,Measure,Indicator,Owner,)",
            "\\AA  [^\n]{1,400}\n   [^\n]{1,400} · [0-9]{1,9} ?(?:字|characters?)(?:\n| · )",
            "\\A[^\n]{1,400}  (?:[a-z]{2,8}|utf-8)(?: · [-_a-z0-9]{2,12})? · [0-9]{1,6} ?(?:篇计划|plans?)\n",
        )
    ).encode()
)
_LAST_LINE = lazy_pattern(
    "^(?:plans checked: [0-9]+; |检查了 [0-9]+ 篇计划[：，]|plans compared: [0-9]+$|比对了 [0-9]+ 篇计划$)".encode(),
    re.MULTILINE,
)


def is_own_report(path: str) -> bool:
    """Return whether a file has the mark of a report of jyplan; False for an unreadable file."""
    ends = read_ends(path, _HEAD, _TAIL)
    if ends is None:
        return False
    head, tail = ends
    if head.startswith(b"PK"):
        return tail.endswith(ARCHIVE_MARK)
    return _HEADS.search(head) is not None or _LAST_LINE.search(tail) is not None
