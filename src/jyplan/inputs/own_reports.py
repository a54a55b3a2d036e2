"""Reports that jyplan wrote, known by a mark in their content: in a folder that is walked they are no submissions.

| written as | mark |
|---|---|
| html | the generator among the names of the page |
| JSON, SARIF, GitLab, JUnit, GitHub | the name of the schema, of the tool, the shape of a line |
| Markdown | a comment in the first line |
| text | its last lines: what was checked |
| Word, Excel | the comment of the zip archive, which is lost as soon as somebody saves the file: a corrected copy is read |
"""

from __future__ import annotations

import re

from jyplan.inputs.files import read_ends

ARCHIVE_MARK = b"written by jyplan"
"""The comment of a zip archive of an Office file that jyplan wrote."""
MARKDOWN_MARK = "<!-- written by jyplan -->"
_HEAD, _TAIL = 1024, 512
"""Bytes at the beginning and the end of a file in which marks are looked for."""
_HEADS = re.compile(
    rb'<meta name="generator" content="jyplan">'
    rb'|\A\s?\{\s{0,8}"schema": "jyplan/'
    rb'|"name": "jyplan",'
    rb'|<testsuites name="jyplan"'
    rb"|\A<!-- written by jyplan -->"
    rb"|\A::(?:error|warning|notice) file="
    rb'|\A\[\s{0,8}\{\s{0,8}"description": "[^\n]{0,400}\s{0,8}"check_name": "'
)
_LAST_LINE = re.compile(
    "^(?:plans checked: [0-9]+; |检查了 [0-9]+ 篇计划[：，])".encode(),
    re.MULTILINE,
)


def is_own_report(path: str) -> bool:
    """Whether a file bears the mark of a report of jyplan; False for a file that cannot be read."""
    ends = read_ends(path, _HEAD, _TAIL)
    if ends is None:
        return False
    head, tail = ends
    if head.startswith(b"PK"):
        return tail.endswith(ARCHIVE_MARK)
    return _HEADS.search(head) is not None or _LAST_LINE.search(tail) is not None
