"""Evidence for furniture and notes in the tag and the names of an element."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import BlockKind
from jyplan.readers.html import css
from jyplan.readers.html.context import HEADINGS
from jyplan.readers.html.regions import Furniture, RegionEvidence
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from lxml import etree

FURNITURE_TAGS = frozenset({"nav", "aside", "footer", "menu", "button"})
FURNITURE_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "toolbar"}
)
FURNITURE_WORDS = frozenset({
    "nav", "navi", "navbar", "navigation", "topnav", "subnav", "menu", "breadcrumb", "breadcrumbs", "crumb", "crumbs",
    "footer", "foot", "header", "logo", "banner", "slogan", "hotline", "top", "footnav", "copyright", "sidebar", "related", "relate", "relevant", "recommend", "recommended",
    "hotnews", "tuijian", "xiangguan", "share", "sharebar", "bdsharebuttonbox", "comment", "comments", "pinglun",
    "pager", "pagination", "pagenav", "prenext", "toolbar", "topbar", "login", "search", "ad", "ads", "advert",
    "advertisement", "guanggao", "friendlink", "friendlinks", "flink", "qrcode", "backtop", "weizhi", "daohang",
    "dibu", "tags",
})  # fmt: skip
"""Words in class names and ids of furniture, on the sites that publish plans; some are pinyin."""
NOTE_ELEMENTS = {
    "comment-list": BlockKind.COMMENT, "comment": BlockKind.COMMENT, "footnote-list": BlockKind.FOOTNOTE,
    "footnote": BlockKind.FOOTNOTE, "endnote-list": BlockKind.ENDNOTE, "endnote": BlockKind.ENDNOTE,
    "header": BlockKind.HEADER, "footer": BlockKind.FOOTER,
}  # fmt: skip
"""Kinds of notes in pages written by Word or LibreOffice, by `mso-element`, `type` or `title` of the element."""
NOTE_IDS = {"sdfootnote": BlockKind.FOOTNOTE, "sdendnote": BlockKind.ENDNOTE}
"""The same by the beginning of the element's id."""
PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "dd", "dt", "blockquote", "pre", "td", "th", "li"})
"""Elements with a line of text or two: a part of the text even with the name of furniture."""
DOUBTFUL_WORDS = frozenset({"ad", "ads", "banner", "header", "related", "relate", "relevant", "share", "tags", "top"})
"""Words of `FURNITURE_WORDS` that also name a part of a text on some sites."""
WORD = lazy_pattern(r"[A-Z]?[a-z]+|[A-Z]+")


def evidence_of(element: etree._Element) -> RegionEvidence:
    """Return the evidence in the tag and the names of an element."""
    return RegionEvidence(_furniture_of(element), _note_of(element))


def _furniture_of(element: etree._Element) -> Furniture:
    """Return whether an element is furniture by its tag, role, class or id."""
    if element.tag in FURNITURE_TAGS or element.get("role") in FURNITURE_ROLES:
        return Furniture.SURE
    if element.tag in {"html", "body", "article", "main"}:
        return Furniture.NONE
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:500]
    # MsoHeader and MsoCommentText are Word's names for the look of any paragraph
    words = {word.lower() for name in names.split() if not name.startswith("Mso") for word in WORD.findall(name)}
    named = words & FURNITURE_WORDS
    if not named or (element.tag in HEADINGS and named <= DOUBTFUL_WORDS):
        return Furniture.NONE
    return Furniture.DOUBTFUL if element.tag in PARAGRAPHS or named <= DOUBTFUL_WORDS else Furniture.SURE


def _note_of(element: etree._Element) -> BlockKind | None:
    """Return the kind of note in an element of a page written by a word processor, None for the body."""
    if element.tag not in {"div", "section"}:
        return None
    named = (css.style_of(element).get("mso-element"), element.get("type"), element.get("title"))
    kind = next((NOTE_ELEMENTS[name.lower()] for name in named if name and name.lower() in NOTE_ELEMENTS), None)
    own = element.get("id") or ""
    return kind or next((note for beginning, note in NOTE_IDS.items() if own.startswith(beginning)), None)
