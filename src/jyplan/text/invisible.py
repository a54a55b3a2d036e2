r"""Invisible characters: a single list for reading, masking and comparing documents.

    text     一\u200b、\u00ad指导\ufe0f思想
    dropped  一、指导思想

All of Unicode's Default_Ignorable_Code_Point and Bidi_Control (DerivedCoreProperties and PropList of Unicode 16), the
marks of interlinear notes, the object replacement character and control characters; line ends and tabs are none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    import re

_CONTROLS = ("\0-\x08", "\x0e-\x1f", "\x7f-\x84", "\x86-\x9f")
"""All but tab and line ends; U+0085 ends a line, too."""
_IGNORABLE = (
    "\u00ad", "\u034f", "\u061c", "\u115f-\u1160", "\u17b4-\u17b5", "\u180b-\u180f", "\u200b-\u200f", "\u202a-\u202e",
    "\u2060-\u206f", "\u3164", "\ufe00-\ufe0f", "\ufeff", "\uffa0", "\ufff0-\ufff8", "\U0001bca0-\U0001bca3",
    "\U0001d173-\U0001d17a", "\U000e0000-\U000e0fff",
)  # fmt: skip
"""Default_Ignorable_Code_Point; the bidirectional controls are among them."""
_OTHER = ("\ufff9-\ufffc",)
INVISIBLE = "[" + "".join((*_CONTROLS, *_IGNORABLE, *_OTHER)) + "]"
"""An expression for an invisible character."""
_INVISIBLE = lazy_pattern(INVISIBLE)
_SHAPED = lazy_pattern("[\u0600-\u08ff\u0900-\u0dff\u0f00-\u0fff\u1000-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc]")
"""Letters changed by joiners and selectors: Arabic, Indic, Tibetan, Mongolian."""
_SHAPING = frozenset("\u200c\u200d\u180b\u180c\u180d\u180e\u180f")


def drop_invisible(text: str) -> str:
    r"""Return a text without invisible characters; joiners that shape an Arabic, Tibetan or Mongolian letter stay.

    >>> drop_invisible("一\u200b、指\u00ad导\u200d思想"), drop_invisible("ب\u200cن")
    ('一、指导思想', 'ب\u200cن')
    """
    if text.isascii() and text.isprintable():
        return text
    places = invisible_places(text)
    if not places:
        return text
    pieces, start = [], 0
    for place in places:
        pieces.append(text[start:place])
        start = place + 1
    return "".join((*pieces, text[start:]))


def invisible_places(text: str) -> list[int]:
    """Return the offsets of the characters dropped by `drop_invisible`, in order."""
    return [match.start() for match in _INVISIBLE.finditer(text) if not _shapes(match)]


def invisible_characters(text: str) -> frozenset[str]:
    """Return the different invisible characters of a text."""
    return frozenset(_INVISIBLE.findall(text))


def is_invisible(character: str) -> bool:
    """Return whether a character is invisible, whatever stands before it."""
    return _INVISIBLE.fullmatch(character) is not None


def _shapes(match: re.Match[str]) -> bool:
    """Return whether an invisible character changes the letter before."""
    if match[0] not in _SHAPING or not match.start():
        return False
    return _SHAPED.match(match.string[match.start() - 1]) is not None
