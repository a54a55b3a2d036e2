"""The content of a paragraph: runs, and the elements around and between runs.

One loop over an explicit stack, so that deep nesting in a file needs no recursion.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.readers.docx.formatting.properties import run_properties
from jyplan.readers.docx.inline.drawings import contents_of
from jyplan.readers.docx.inline.shown import shown_text
from jyplan.readers.ooxml.names import MATH, w
from jyplan.readers.ooxml.xml import ALTERNATE, displayed_branch
from jyplan.readers.symbols import symbol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element as Element

    from jyplan.readers.docx.formatting.styles import ParagraphStyle, RunLook, Styles
    from jyplan.readers.docx.formatting.theme import Theme
    from jyplan.readers.docx.inline.fields import Fields
    from jyplan.readers.docx.inline.lines import Content
    from jyplan.readers.docx.inline.pages import Pages
    from jyplan.readers.docx.revisions import RevisionView

_RUN = w("r")
_SDT_CONTENT = w("sdtContent")
_RUBY_BASE = w("rubyBase")
_BREAK_TYPE = w("type")
_SYMBOL_FONT, _SYMBOL_CHAR = w("font"), w("char")
_INSTRUCTION = w("instr")
FOOTNOTE_MARK, ENDNOTE_MARK, COMMENT_MARK = w("footnoteReference"), w("endnoteReference"), w("commentReference")
_NOTE_ID = w("id")


@dataclass(slots=True)
class _OpenElement:
    children: Iterator[Element]
    hidden: bool
    look: RunLook
    in_simple_field: bool = False


class InlineReader:
    """Reads the paragraphs of a story: a body, a note, a header, a text box."""

    def __init__(self, styles: Styles, theme: Theme, view: RevisionView, pages: Pages, *, keep_space: bool) -> None:
        self._styles = styles
        self._theme = theme
        self._view = view
        self._pages = pages
        self._keep_space = keep_space
        self._content: Content
        self._fields: Fields
        self._style: ParagraphStyle
        self._stack: list[_OpenElement] = []

    def read(self, paragraph: Element, style: ParagraphStyle, content: Content, fields: Fields) -> None:
        """Append the displayed text of a paragraph to `content`."""
        self._content, self._fields, self._style = content, fields, style
        hidden_tags = self._view.hidden
        plain = self._styles.look(style, {})
        stack = self._stack = [_OpenElement(iter(paragraph), hidden=False, look=plain)]
        while stack:
            frame = stack[-1]
            for element in frame.children:
                tag = element.tag
                if tag == _RUN:
                    stack.append(_OpenElement(iter(element), frame.hidden, plain))
                    break
                if tag in hidden_tags:
                    stack.append(_OpenElement(iter(element), hidden=True, look=frame.look))
                    break
                action = _ACTIONS.get(tag)
                if action is not None and action(self, element, frame):
                    break
            else:
                stack.pop()
                if frame.in_simple_field:
                    fields.end_simple()

    # The actions for the elements of a paragraph (`_ACTIONS`); an action returns True if it put an element on the stack.

    def _take_look(self, properties: Element, frame: _OpenElement) -> bool:
        # the first child of its run, by the schema
        frame.look = self._styles.look(self._style, run_properties(properties, self._theme))
        return False

    def _enter(self, container: Element | None, frame: _OpenElement) -> bool:
        if container is None:
            return False
        self._stack.append(_OpenElement(iter(container), frame.hidden, frame.look))
        return True

    def _enter_content_control(self, control: Element, frame: _OpenElement) -> bool:
        return self._enter(control.find(_SDT_CONTENT), frame)

    def _enter_ruby(self, ruby: Element, frame: _OpenElement) -> bool:
        return self._enter(ruby.find(_RUBY_BASE), frame)

    def _enter_alternative(self, alternate: Element, frame: _OpenElement) -> bool:
        return self._enter(displayed_branch(alternate), frame)

    def _enter_denominator(self, denominator: Element, frame: _OpenElement) -> bool:
        self._add("/", denominator, frame)  # a half is 1/2 and not 12
        return self._enter(denominator, frame)

    def _enter_simple_field(self, simple: Element, frame: _OpenElement) -> bool:
        self._fields.begin_simple(simple.get(_INSTRUCTION) or "")
        self._stack.append(_OpenElement(iter(simple), frame.hidden, frame.look, in_simple_field=True))
        return True

    def _add(self, text: str, element: Element, frame: _OpenElement) -> bool:
        if text and not (frame.hidden or frame.look.hidden or self._fields.hides_text):
            self._content.add(text, element, frame.look, is_contents=self._fields.in_contents)
        return False

    def _text(self, element: Element, frame: _OpenElement) -> bool:
        text = shown_text(element, frame.look.ascii_font, keep_space=self._keep_space)
        return self._add(text, element, frame)

    def _deleted_text(self, element: Element, frame: _OpenElement) -> bool:
        return self._text(element, frame) if self._view.original else False

    def _tab(self, element: Element, frame: _OpenElement) -> bool:
        return self._add("\t", element, frame)

    def _hyphen(self, element: Element, frame: _OpenElement) -> bool:
        return self._add("-", element, frame)

    def _symbol(self, element: Element, frame: _OpenElement) -> bool:
        try:
            code = int((element.get(_SYMBOL_CHAR) or "")[:6], 16)
        except ValueError:
            return False
        return self._add(symbol(element.get(_SYMBOL_FONT), code), element, frame)

    def _break(self, element: Element, frame: _OpenElement) -> bool:
        if not (frame.hidden or frame.look.hidden or self._fields.hides_text):
            if element.get(_BREAK_TYPE) == "page":
                self._pages.begin_page()
            self._content.break_line()
        return False

    def _noted_page_break(self, _: Element, frame: _OpenElement) -> bool:
        if not frame.hidden:
            self._pages.begin_page_unless_empty()
        return False

    def _field_character(self, element: Element, frame: _OpenElement) -> bool:
        # fields are followed in hidden text too, or a half hidden field would never end
        return self._add(self._fields.character(element), element, frame)

    def _field_code(self, element: Element, _: _OpenElement) -> bool:
        self._fields.instruction(element.text)
        return False

    def _note_mark(self, mark: Element, frame: _OpenElement) -> bool:
        if not frame.hidden:
            self._content.marks.append((mark.tag, mark.get(_NOTE_ID) or ""))
        return False

    def _drawing(self, drawing: Element, frame: _OpenElement) -> bool:
        if not (frame.hidden or frame.look.hidden or self._fields.hides_text):
            for shown in contents_of(drawing):
                if isinstance(shown, Message):
                    self._content.unread.append(shown)
                else:
                    self._content.anchor(shown)
        return False


_WRAPPERS = ("ins", "del", "moveTo", "moveFrom", "hyperlink", "smartTag", "customXml", "dir", "bdo")
# a formula is read as its letters and digits, in order: 22.1.2
_FORMULA_PARTS = (
    "oMath", "oMathPara", "r", "e", "f", "num", "sup", "sub", "deg", "fName", "d", "func", "sSup", "sSub",
    "sSubSup", "sPre", "rad", "acc", "bar", "box", "borderBox", "groupChr", "limLow", "limUpp", "lim", "nary",
    "m", "mr", "eqArr", "phant",
)  # fmt: skip
_ACTIONS: dict[str, Callable[[InlineReader, Element, _OpenElement], bool]] = {
    w("rPr"): InlineReader._take_look,
    w("t"): InlineReader._text,
    w("delText"): InlineReader._deleted_text,
    w("tab"): InlineReader._tab,
    w("ptab"): InlineReader._tab,
    w("noBreakHyphen"): InlineReader._hyphen,
    w("sym"): InlineReader._symbol,
    w("br"): InlineReader._break,
    w("cr"): InlineReader._break,
    w("lastRenderedPageBreak"): InlineReader._noted_page_break,
    w("fldChar"): InlineReader._field_character,
    w("instrText"): InlineReader._field_code,
    w("delInstrText"): InlineReader._field_code,
    FOOTNOTE_MARK: InlineReader._note_mark,
    ENDNOTE_MARK: InlineReader._note_mark,
    COMMENT_MARK: InlineReader._note_mark,
    w("drawing"): InlineReader._drawing,
    w("pict"): InlineReader._drawing,
    w("object"): InlineReader._drawing,
    w("ruby"): InlineReader._enter_ruby,
    w("sdt"): InlineReader._enter_content_control,
    w("fldSimple"): InlineReader._enter_simple_field,
    ALTERNATE: InlineReader._enter_alternative,
    f"{{{MATH}}}t": InlineReader._text,
    **{w(name): InlineReader._enter for name in _WRAPPERS},
    **{f"{{{MATH}}}{name}": InlineReader._enter for name in _FORMULA_PARTS},
    f"{{{MATH}}}den": InlineReader._enter_denominator,
}
