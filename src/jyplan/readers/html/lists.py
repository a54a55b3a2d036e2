"""The numbers and bullets a browser displays before list items."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.readers.html.css import style_of
from jyplan.text.ordinals import alphabetic, chinese, roman
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from lxml import etree

BULLET = "•"
TYPES = {
    "1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman",
    "disc": "disc", "circle": "disc", "square": "disc", "none": "none",
}  # fmt: skip
"""The type attribute: HTML 4.4.5 and 15.3.8."""
OWN_MARKER = lazy_pattern(
    r"[(（\[【]?(?:[一二三四五六七八九十百]{1,4}|\d{1,3})[)）\]】、.．]|第[一二三四五六七八九十]|[①-⑳]|[•●○■◆·-]"
)
"""A typed number or bullet; the style sheets of such a page suppress the automatic number."""
CHINESE = frozenset(
    {"cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal", "cjk-decimal", "japanese-informal"}
)
STYLES = frozenset(
    {"decimal", "decimal-leading-zero", "lower-alpha", "upper-alpha", "lower-latin", "upper-latin", "lower-roman"}
    | {"upper-roman", "disc", "none"} | CHINESE
)  # fmt: skip


@dataclass(slots=True)
class ItemCounter:
    """The numbering of a list, advanced item by item."""

    style: str
    following: int = 1
    step: int = 1

    @classmethod
    def of(cls, element: etree._Element) -> ItemCounter:
        """Return the counter of an ol, ul, menu or dir element, set to the first item."""
        style = list_style(element)
        if element.tag != "ol":
            return cls(style or "disc")
        step = -1 if element.get("reversed") is not None else 1
        first = _integer(element.get("start"))
        if first is None:
            first = 1 if step > 0 else sum(child.tag == "li" for child in element)
        return cls(style or "decimal", first, step)

    def label(self, item: etree._Element) -> str:
        """Count an item and return its number with the separator, or its bullet."""
        value = _integer(item.get("value"))
        number = self.following if value is None else value
        self.following = number + self.step
        return format_label(number, list_style(item) or self.style)


def list_style(element: etree._Element) -> str | None:
    """Return the list style stated by an element, None for an inherited style."""
    style = style_of(element)
    words = f"{style.get('list-style-type', '')} {style.get('list-style', '')}".split()
    named = next((word for word in words if word in STYLES), None)
    return named or TYPES.get(element.get("type") or "")


def format_label(number: int, style: str) -> str:
    """Return the displayed label of a number in a list style (CSS Counter Styles 3).

    >>> [format_label(12, s) for s in ("decimal", "lower-alpha", "upper-roman", "cjk-ideographic", "disc", "none")]
    ['12. ', 'l. ', 'XII. ', '十二、', '• ', '']
    """
    if style == "none":
        return ""
    if style == "disc":
        return f"{BULLET} "
    if style in CHINESE and 0 <= number <= 99:
        return f"{chinese(number)}、"
    if style.endswith(("alpha", "latin")) and number > 0:
        text = alphabetic(number)
    elif style.endswith("roman") and 0 < number < 4000:
        text = roman(number).lower()
    else:
        return f"{number:02d}. " if style == "decimal-leading-zero" else f"{number}. "
    return f"{text.upper() if style.startswith('upper') else text}. "


def _integer(value: str | None) -> int | None:
    """Return an attribute as a number of at most nine digits."""
    plain = (value or "").strip()
    return int(plain) if plain.lstrip("-").isdecimal() and len(plain) < 10 and plain.isascii() else None
