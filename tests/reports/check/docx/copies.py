"""Copies with comments: made from markup and words, and taken apart again without any code of the project."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from lxml import etree

from jyplan import api
from jyplan.language import Language
from jyplan.model import Checked, Finding, Genre, Level, Outline, Place, Plan, Revisions, Wording
from jyplan.readers import docx
from jyplan.reports import CheckOptions, RuleCard
from jyplan.reports.check.docx import render
from tests.readers.docx.builder import zipped

if TYPE_CHECKING:
    from collections.abc import Iterable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
INVISIBLE = re.compile("[\u200b\ufeff\xad]")
ENGLISH = CheckOptions(Language("en"))


def finding(start: int, end: int, **changes: object) -> Finding:
    plain = Finding("rule-of-ours", Level.WARNING, Wording("not good"), None, "p.docx", 1, None, Place(), start, end)
    return replace(plain, **changes)  # type: ignore[arg-type]


def checked(data: bytes, findings: Iterable[Finding], revisions: Revisions = Revisions.ACCEPTED) -> Checked:
    """Return a document as a single plan, with the given findings."""
    document = docx.read_anchored(data, "p.docx", revisions)
    plan = Plan(1, None, Genre.PLAN, (), (), document.blocks)
    return Checked(Outline(document, (plan,)), tuple(findings))


def checked_words(data: bytes, *words: str, revisions: Revisions = Revisions.ACCEPTED) -> Checked:
    """Return a document with a finding on each of `words`; each must occur once."""
    text = checked(data, (), revisions).outline.plans[0].text
    offsets = [text.index(word) for word in words]
    return checked(
        data, [finding(offset, offset + len(word)) for offset, word in zip(offsets, words, strict=True)], revisions
    )


def copy_of(data: bytes, result: Checked, options: CheckOptions = ENGLISH) -> bytes:
    return render([result], replace(options, read=lambda path: data))


def commented(data: bytes, *words: str, revisions: Revisions = Revisions.ACCEPTED) -> list[str]:
    """Return the text covered by each comment in the copy, for findings on `words`."""
    return ranges(copy_of(data, checked_words(data, *words, revisions=revisions)))


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    with ZipFile(BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def ranges(data: bytes, gone: str = "del") -> list[str]:
    """Return the displayed text covered by each comment, sorted by id; cells and paragraphs end with a line feed."""
    root = part(data)
    texts: dict[str, str] = {}
    opened: set[str] = set()
    hidden = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = etree.QName(element).localname
        if name in {gone, "instrText"}:
            hidden += 1 if event == "start" else -1
        if event == "start" and name == "commentRangeStart":
            opened.add(element.get(f"{W}id"))
            texts[element.get(f"{W}id")] = ""
        elif event == "start" and name == "commentRangeEnd":
            opened.remove(element.get(f"{W}id"))
        for number in opened:
            texts[number] += "" if hidden else _shown(element, name, event)
    assert not opened
    references = [each.get(f"{W}id", "") for each in root.iter(f"{W}commentReference")]
    assert sorted(references) == sorted(texts)
    return [texts[number] for number in sorted(texts, key=int)]


def _shown(element: etree._Element, name: str, event: str) -> str:
    if event == "end":
        return "\n" if name == "p" else ""
    if name in {"t", "delText"}:
        text = element.text or ""
        return INVISIBLE.sub("", text if element.get(SPACE) == "preserve" else text.strip(" \t\r\n"))
    return {"tab": "\t", "noBreakHyphen": "-", "sym": "✓", "br": "\n"}.get(name, "")


def comments(data: bytes) -> dict[int, list[str]]:
    """The paragraphs of each comment."""
    return {
        int(comment.get(f"{W}id", "")): ["".join(map(str, p.itertext(f"{W}t"))) for p in comment.iter(f"{W}p")]
        for comment in part(data, "word/comments.xml")
    }


def card(source: str) -> RuleCard:
    return RuleCard("rule-of-ours", Level.WARNING, "", "", source)


def blocks(data: bytes, revisions: Revisions = Revisions.ACCEPTED) -> object:
    return api.parse_bytes(data, revisions=revisions).document.blocks


def as_strict(data: bytes) -> bytes:
    """Return a Word file in the strict vocabulary (ISO/IEC 29500-1), with different namespaces."""
    with ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    main = parts["word/document.xml"]
    parts["word/document.xml"] = main.replace(
        b"schemas.openxmlformats.org/wordprocessingml/2006/main", b"purl.oclc.org/ooxml/wordprocessingml/main"
    )
    return zipped(parts)
