r"""Fields: the result of a field is displayed, its code is not (ECMA-376 part 1, 17.16).

A field is a sequence of runs: `begin`, code, `separate`, result, `end`; fields nest. Some fields store no
result: their text follows from the code. A table of contents (`TOC`) marks its lines as contents.

    w:fldChar, w:instrText, w:t                       open fields      displayed
    begin                                             code             -
    instrText  PAGEREF _Toc1                          code             -
    separate                                          result           -
    t          12                                     result           12
    end                                               none             -
    begin, instrText  EQ \o\ac(○,11), end             none             ⑪
    begin without an end                              none             - (ignored, as in Word)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jyplan.readers.docx.values import integer, is_on
from jyplan.readers.ooxml.names import VAL, w
from jyplan.readers.symbols import symbol
from jyplan.text.ordinals import CIRCLED
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_FIELD_CHAR = w("fldChar")
_TYPE = w("fldCharType")
_SYMBOL_FIELD = lazy_pattern(r"SYMBOL\s+(0x[0-9a-f]+|\d+)(?:.*?\\f\s*\"?([^\"\\]+)\"?)?", re.IGNORECASE)
_MACRO_BUTTON = lazy_pattern(r"MACROBUTTON\s+\S+\s+(.*)", re.IGNORECASE)
# 带圈字符: EQ \o\ac(○,11); 拼音: EQ \* jc2 … \o\ad(\s\up 9(pīn),拼)
_OVERSTRIKE = lazy_pattern(r"EQ\b(?>.*?\\o(?:\\a[a-z])?\s*+\()(.*)\)$", re.IGNORECASE)
_CIRCLES = "○〇◯"
_LONGEST_CODE = 2_000
"""Characters of a field's code that are read."""


@dataclass(slots=True)
class _OpenField:
    code: list[str] = field(default_factory=list)
    in_result: bool = False
    is_contents: bool = False
    shown: str | None = None


class Fields:
    """The open fields while a story is read, innermost last."""

    def __init__(self, story: Element) -> None:
        self._open: list[_OpenField] = []
        self._in_code = 0
        self._in_contents = 0
        # a begin without an end would hide all text after it; Word ignores such a begin
        self._unclosed = _unclosed(story)

    @property
    def hides_text(self) -> bool:
        """Whether the current text belongs to the code of a field."""
        return self._in_code > 0

    @property
    def in_contents(self) -> bool:
        """Whether the current text is the result of a table of contents."""
        return self._in_contents > 0

    def begin_simple(self, code: str) -> None:
        """Enter a field written as a single element (`w:fldSimple`)."""
        self._push(_OpenField(in_result=True, is_contents=_is_contents(code)))

    def end_simple(self) -> None:
        """Leave the field written as a single element."""
        self._pop()

    def character(self, element: Element) -> str:
        """Enter, turn or leave a field at a `w:fldChar`.

        Returns the displayed text of a field that ends without a stored result, otherwise nothing.
        """
        kind = element.get(_TYPE)
        if kind == "begin":
            if element not in self._unclosed:
                self._push(_OpenField(shown=_form_field(element)))
        elif kind == "separate" and self._open and not self._open[-1].in_result:
            self._enter_result(self._open[-1])
        elif kind == "end" and self._open:
            ended = self._pop()
            if not ended.in_result and not self._in_code:
                return ended.shown if ended.shown is not None else _without_result("".join(ended.code))
        return ""

    def instruction(self, text: str | None) -> None:
        """Add a piece of code to the innermost field."""
        if text and self._open and not self._open[-1].in_result:
            self._open[-1].code.append(text)

    def _push(self, opened: _OpenField) -> None:
        self._open.append(opened)
        self._in_code += not opened.in_result
        self._in_contents += opened.is_contents

    def _enter_result(self, opened: _OpenField) -> None:
        opened.in_result = True
        self._in_code -= 1
        if _is_contents("".join(opened.code)):
            opened.is_contents = True
            self._in_contents += 1

    def _pop(self) -> _OpenField:
        ended = self._open.pop()
        self._in_code -= not ended.in_result
        self._in_contents -= ended.is_contents
        return ended


def _unclosed(story: Element) -> frozenset[Element]:
    begun: list[Element] = []
    for element in story.iter(_FIELD_CHAR):
        kind = element.get(_TYPE)
        if kind == "begin":
            begun.append(element)
        elif kind == "end" and begun:
            begun.pop()
    return frozenset(begun)


def _is_contents(code: str) -> bool:
    return code.split(maxsplit=1)[:1] == ["TOC"]


def _form_field(begin: Element) -> str | None:
    """Return the text that a form field displays: a ticked or empty box, or the chosen list entry.

    Form fields store no result (17.16.17). None for other fields.
    """
    data = begin.find(w("ffData"))
    if data is None:
        return None
    box = data.find(w("checkBox"))
    if box is not None:
        state = box.find(w("checked"))
        return "☒" if is_on(state if state is not None else box.find(w("default"))) else "☐"
    choices = data.find(w("ddList"))
    if choices is None:
        return None
    entries = [entry.get(VAL, "") for entry in choices.iterfind(w("listEntry"))]
    chosen = choices.find(w("result"))
    index = (integer(chosen.get(VAL)) if chosen is not None else 0) or 0
    return entries[index] if 0 <= index < len(entries) else ""


def _without_result(code: str) -> str:
    r"""Return the text Word displays for SYMBOL, MACROBUTTON and EQ fields (never stored as a result); else nothing.

    >>> _without_result(r"EQ \o\ac(○,11)"), _without_result(r"SYMBOL 252 \f Wingdings"), _without_result("XE x")
    ('⑪', '✓', '')
    """
    code = code[:_LONGEST_CODE].strip()
    if match := _SYMBOL_FIELD.match(code):
        return symbol((match[2] or "").strip() or None, integer_of(match[1]))
    if match := _MACRO_BUTTON.match(code):
        return match[1]
    if match := _OVERSTRIKE.match(code):
        *layers, last = re.split(r"[,，]", match[1])
        return _encircled(last) if any(c in layer for layer in layers for c in _CIRCLES) else last.strip()
    return ""


def integer_of(text: str) -> int:
    """Return a decimal or hexadecimal (0x…) number; 0 for a number above U+10FFFF."""
    number = int(text[:12], 16 if text[:2].lower() == "0x" else 10)
    return number if number <= 0x10FFFF else 0


def _encircled(text: str) -> str:
    """Return a number up to 50 as a circled character, any other text in parentheses."""
    text = text.strip()
    number = int(text) if text.isdecimal() and len(text) <= 2 else 0
    return CIRCLED[number - 1] if 1 <= number <= len(CIRCLED) else f"({text})"
