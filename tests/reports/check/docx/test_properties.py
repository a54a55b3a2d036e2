"""Properties of copies of random Word files: comments cover the words, and the text stays unchanged."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from jyplan.model import Revisions
from tests.readers.docx.builder import build, p, r, table, tc, tr
from tests.reports.check.docx.copies import SPACE, W, blocks, checked, copy_of, finding, part, ranges

LETTERS = "一二甲乙xy，。 "
texts = st.text(LETTERS, min_size=1, max_size=5)
looks = st.sampled_from(["", "<w:b/>", '<w:rFonts w:eastAsia="楷体"/><w:sz w:val="28"/>'])
stripped = st.text(LETTERS + "\t\n\u200b", max_size=6).map(lambda text: f"<w:t>{text}</w:t>")
preserved = st.text(LETTERS + "\ufeff\xad&<".replace("&<", ""), max_size=6).map(
    lambda text: f'<w:t xml:space="preserve">{text}</w:t>'
)
signs = st.sampled_from(
    ["<w:tab/>", "<w:noBreakHyphen/>", '<w:sym w:font="Wingdings" w:char="F0FC"/>', "<w:t>&amp;&lt;x</w:t>",
     "<w:lastRenderedPageBreak/>", '<w:footnoteReference w:id="1"/>', "<w:br/>"]
)  # fmt: skip


@st.composite
def run(draw: st.DrawFn) -> str:
    look = draw(looks)
    content = "".join(draw(st.lists(stripped | preserved | signs, max_size=4)))
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{content}</w:r>"


def wrapped(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(st.sampled_from(WRAPPERS), st.lists(inside, max_size=3).map("".join)).map(
        lambda drawn: drawn[0].format(drawn[1])
    )


WRAPPERS = [
    '<w:ins w:id="1" w:author="王">{}</w:ins>',
    '<w:moveTo w:id="2" w:author="王">{}</w:moveTo>',
    '<w:hyperlink w:anchor="a">{}</w:hyperlink>',
    "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
    '<w:smartTag w:element="e">{}</w:smartTag>',
    '<w:fldSimple w:instr=" REF a ">{}</w:fldSimple>',
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
]
DELETED = '<w:del w:id="4" w:author="王"><w:r><w:delText>删掉</w:delText></w:r></w:del>'
paragraphs = st.lists(st.recursive(run(), wrapped, max_leaves=4) | st.just(DELETED), max_size=4).map(
    lambda content: p("".join(content) or '<w:bookmarkEnd w:id="0"/>')
)
rows = st.lists(paragraphs.map(tc), min_size=1, max_size=3).map(lambda cells: tr(*cells))
bodies = st.lists(
    paragraphs | st.lists(rows, min_size=1, max_size=2).map(lambda made: table(*made)), min_size=1, max_size=4
)
stretches = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 40)), min_size=1, max_size=6)


@settings(max_examples=20)  # each writes and reads a whole file, twice
@given(bodies.map("".join), stretches)
def test_comments_cover_the_words_and_the_text_stays_unchanged(body: str, drawn: list[tuple[int, int]]) -> None:
    data = build(p(r("头")) + body)
    text = checked(data, ()).outline.plans[0].text
    findings = [finding(start % len(text), min(start % len(text) + length, len(text))) for start, length in drawn]

    copy = copy_of(data, checked(data, findings))

    words = [text[each.start : each.end] for each in findings]
    assert [_without_gaps(each) for each in ranges(copy)] == [_without_gaps(each) for each in words]
    for revisions in Revisions:
        assert blocks(copy, revisions) == blocks(data, revisions)
    assert _unmarked(part(copy)) == _unmarked(part(data))


def _without_gaps(text: str) -> str:
    """Return a text without ends of lines and cells, and without blanks."""
    return re.sub("[\n\t ]", "", text)


def _unmarked(root: etree._Element) -> list[tuple[str, ...]]:
    """Return a document without marks of comments: each letter with the shapes of its ancestors."""
    letters: list[tuple[str, ...]] = []
    for element in list(root.iter()):
        if _is_mark(element) or _is_look(element):
            continue
        around = [_shape(each) for each in (*reversed([*element.iterancestors()]), element)]
        if element.tag in {f"{W}t", f"{W}delText"}:
            text = element.text or ""
            text = text if element.get(SPACE) == "preserve" else text.strip(" \t\r\n")
            letters += [(*around, letter) for letter in text]
        elif element.tag != f"{W}r":
            letters.append(tuple(around))
    return letters


def _is_mark(element: etree._Element) -> bool:
    return etree.QName(element).localname.startswith("comment")


def _is_look(element: etree._Element) -> bool:
    return element.tag == f"{W}rPr" or next(element.iterancestors(f"{W}rPr"), None) is not None


def _shape(element: etree._Element) -> str:
    """Return an element's name and attributes, of a run also its look; a text's blanks are looked at elsewhere."""
    if element.tag == f"{W}t":
        return "t"
    look = element.find(f"{W}rPr") if element.tag == f"{W}r" else None
    shown = "" if look is None else etree.tostring(look, encoding="unicode")
    return f"{element.tag} {sorted(map(str, element.attrib.items()))} {shown}"
