"""LibreOffice opens the copies and shows the comments at the words."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from lxml import etree

from jyplan import api
from jyplan.readers.libreoffice import find_program
from jyplan.reports.check.docx import render
from tests.programs import needs_libreoffice
from tests.readers.docx.builder import abstract, build, lvl, num, p, r, table, tc, tr
from tests.readers.docx.test_text import MODERN
from tests.reports.check.docx.copies import ENGLISH, checked_words, copy_of

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
BODY = (
    p(r("2025年") + r("教研工作计划", "<w:b/>"))
    + p("工作目标", num=1)
    + p(r("做好") + f'<w:ins w:id="1" w:author="王">{r("甲学校")}</w:ins><w:del w:id="2" w:author="王"><w:r>'
        f'<w:delText>某校</w:delText></w:r></w:del>' + r("的工作"))
    + p(f'<w:hyperlink w:anchor="a">{r("详见乙网页")}</w:hyperlink>')
    + table(tr(tc("时间"), tc("内容")), tr(tc("九月"), tc("丙年级备课")))
    + p(f"<w:sdt><w:sdtPr/><w:sdtContent>{r('控件丁字')}</w:sdtContent></w:sdt>")
    + p(r("前") + f"<w:r>{MODERN.format(p('框戊文'))}</w:r>" + r("后"))
)  # fmt: skip
WORDS = ("年教研", "工作目", "甲学", "校的工", "乙网", "丙年", "丁", "戊")


def annotated(files: dict[str, bytes], folder: Path) -> dict[str, list[tuple[str, str]]]:
    """Return text and first line of each comment in LibreOffice, by file; a single start converts all files."""
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    documents = [str(folder / f"{name}.docx") for name in files]
    command = [find_program() or "", profile, "--headless", "--convert-to", "fodt", "--outdir", str(folder), *documents]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return {name: _annotations(etree.parse(folder / f"{name}.fodt").getroot()) for name in files}


def _annotations(root: etree._Element) -> list[tuple[str, str]]:
    """Return the text covered by each comment, empty for a comment without a range, and the first line."""
    text = next(root.iter(f"{OFFICE}text"))
    for changes in text.iter("{*}tracked-changes"):
        changes.clear()
    annotations: list[tuple[str, str]] = []
    opened: dict[str, int] = {}
    for event, element in etree.iterwalk(text, events=("start", "end")):
        if event == "start" and element.tag == f"{OFFICE}annotation":
            opened[element.get(f"{OFFICE}name", "")] = len(annotations)
            annotations.append(("", "".join(map(str, next(element.iter("{*}p")).itertext()))))
        elif event == "start" and element.tag == f"{OFFICE}annotation-end":
            opened.pop(element.get(f"{OFFICE}name", ""))
        if next(element.iterancestors(f"{OFFICE}annotation"), None) is not None:
            continue
        start = "" if element.tag == f"{OFFICE}annotation" else element.text
        piece = (start if event == "start" else element.tail) or ""
        for name, number in opened.items():
            if name:
                annotations[number] = (annotations[number][0] + piece.strip(), annotations[number][1])
    return annotations


@needs_libreoffice
def test_libreoffice_shows_the_comments_at_the_words(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    data = build(BODY, numbering=abstract(1, lvl(0, "%1、", "chineseCounting")) + num(1, 1))
    sample = api.check(request.config.rootpath / "samples" / "planted-defects.txt")
    texts = {plan.number: plan.text for plan in sample.outline.plans}

    shown = annotated({"word": copy_of(data, checked_words(data, *WORDS)), "text": render([sample], ENGLISH)}, tmp_path)

    covered = [words for words, _ in shown["word"]]
    # 某校 is deleted and still shown, struck out
    assert covered == ["年教研", "工作目", "甲学", "校某校的工", "乙网", "丙年", "丁", ""]
    assert {first_line for _, first_line in shown["word"]} == {"warning: not good"}
    assert sorted(words for words, _ in shown["text"][1:]) == sorted(
        texts[each.plan][each.start : each.end].replace("\n", "").replace("\t", "") for each in sample.findings
    )
