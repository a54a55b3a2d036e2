"""The CSS properties relevant for the displayed text: hiding, sizes, colours, list styles."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from jyplan.readers.shared_problems import NEARLY_WHITE
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml import etree

BODY = lazy_pattern(r"\{([^{}]{0,2000}+)\}")
"""The declarations of a rule; the selectors before are read backwards."""
SELECTORS = 200
"""Most characters of the selectors before a body."""
SIMPLE_SELECTOR = lazy_pattern(r"[.#]([\w-]+)")
LENGTH = lazy_pattern(r"([\d.]{1,8})\s*(pt|px)?")
POINTS = {"pt": 1.0, "px": 0.75}
"""CSS Values 3, 5.2: a pixel is 1/96 inch."""
HEX_COLOUR = lazy_pattern(r"#?([0-9a-f]{3}|[0-9a-f]{6})")
RGB_COLOUR = lazy_pattern(r"rgba?\((\d{1,3}),(\d{1,3}),(\d{1,3})(?:,[\d.]{1,8})?\)")
BACKGROUNDS = ("background", "background-color", "background-image")
NO_BACKGROUND = frozenset({"transparent", "none", "inherit", "initial", "unset"})
FONT_TAG_POINTS = {"1": 7.5, "2": 10.0, "3": 12.0, "4": 13.5, "5": 18.0, "6": 24.0, "7": 36.0}
"""Sizes of <font size>: HTML 15.3.4, at 16 pixels for medium."""


@lru_cache(maxsize=4096)
def declarations(style: str) -> Mapping[str, str]:
    """Return the properties of a style attribute, names and values in lower case.

    >>> dict(declarations("Display: NONE; color:red"))
    {'display': 'none', 'color': 'red'}
    """
    pairs = (part.partition(":") for part in style.split(";"))
    return {name.strip().lower(): value.strip().lower() for name, colon, value in pairs if colon}


def style_of(element: etree._Element) -> Mapping[str, str]:
    """Return the element's own inline properties."""
    style = element.get("style")
    return declarations(style) if style else {}


def hides(style: Mapping[str, str]) -> bool:
    """Return whether CSS properties hide an element.

    >>> [hides(declarations(s)) for s in ("display:none", "mso-hide:all", "display:block")]
    [True, True, False]
    """
    return (
        style.get("display", "").startswith("none")
        or style.get("visibility", "").startswith("hidden")
        or style.get("mso-hide") == "all"
    )


def has_no_size(style: Mapping[str, str]) -> bool:
    """Return whether CSS properties give text the size 0; elements inside may state a size.

    >>> [has_no_size(declarations(s)) for s in ("font-size:0px", "font-size: 0", "font-size:10px")]
    [True, True, False]
    """
    return style.get("font-size", "1").rstrip("pxtem% ") == "0"


def is_white(colour: str) -> bool:
    """Return whether a CSS colour is white or nearly white.

    >>> [is_white(colour) for colour in ("#FFF", "white", "rgb(255, 255, 255)", "#fdfdfe", "#eee")]
    [True, True, True, True, False]
    """
    bare = colour.lower().replace(" ", "").removesuffix("!important")
    if match := HEX_COLOUR.fullmatch(bare):
        digits = match[1] if len(match[1]) == 6 else "".join(2 * digit for digit in match[1])
        return min(bytes.fromhex(digits)) >= NEARLY_WHITE
    if match := RGB_COLOUR.fullmatch(bare):
        return min(map(int, match.groups())) >= NEARLY_WHITE
    return bare == "white"


def has_background(style: Mapping[str, str]) -> bool | None:
    """Return whether CSS properties give an element a background other than white; None if unstated."""
    stated = [style[name] for name in BACKGROUNDS if name in style]
    if not stated or stated[-1] in NO_BACKGROUND:
        return None
    return not all(is_white(value) for value in stated)


def hidden_names(sheets: Iterable[str]) -> frozenset[str]:
    """Return the classes and ids (`.x`, `#y`) hidden by the embedded style sheets of a page.

    Some pages hide junk between the sentences this way, against copying. Only selectors of a single
    class or id are understood; combined selectors are skipped.
    """
    names = set()
    for sheet in sheets:
        for body in BODY.finditer(sheet):
            if hides(style := declarations(body[1])) or has_no_size(style):
                before = sheet[max(0, body.start() - SELECTORS) : body.start()]
                selectors = before[max(before.rfind("{"), before.rfind("}")) + 1 :]
                names |= {s.strip() for s in selectors.split(",") if SIMPLE_SELECTOR.fullmatch(s.strip())}
    return frozenset(names)


def pixels(length: str) -> float | None:
    """Return a length in pixels, a bare number being pixels; None for a relative length.

    >>> pixels("16"), pixels("12pt"), pixels("100%")
    (16.0, 16.0, None)
    """
    bare = length.strip()
    size = points(bare if bare.endswith(("pt", "px")) else f"{bare}px")
    return None if size is None else size / POINTS["px"]


def points(length: str) -> float | None:
    """Return a length in points; None for a relative length.

    >>> points("16px"), points("15.0pt"), points("1.2em")
    (12.0, 15.0, None)
    """
    match = LENGTH.fullmatch(length.strip())
    if match is None or match[2] is None or match[1].count(".") > 1 or match[1] == ".":
        return None
    return float(match[1]) * POINTS[match[2]]
