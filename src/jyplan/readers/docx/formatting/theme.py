"""Theme fonts (ECMA-376 part 1, 20.1.4.1.18 and 17.15.1.88)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.readers.ooxml.names import DRAWING, w

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_A = f"{{{DRAWING}}}"
# the script attribute of the theme's East Asian font, by the document language in the settings
_SCRIPTS = {"ja": "Jpan", "ko": "Hang", "zh-tw": "Hant", "zh-hk": "Hant", "zh-mo": "Hant"}


class Theme:
    """The fonts of a document's theme by reference, such as `minorEastAsia`; empty without a theme."""

    def __init__(self, theme: Element | None = None, settings: Element | None = None) -> None:
        language = None if settings is None else settings.find(w("themeFontLang"))
        tag = "" if language is None else (language.get(w("eastAsia")) or "").lower()
        script = _SCRIPTS.get(tag) or _SCRIPTS.get(tag[:2]) or "Hans"
        self._fonts: dict[str, str] = {}
        if theme is None:
            return
        for size in ("major", "minor"):
            fonts = next(theme.iter(f"{_A}{size}Font"), None)
            if fonts is not None:
                self._fonts |= _fonts_of(fonts, size, script)

    def font(self, reference: str) -> str | None:
        """Return the font name for a reference such as `minorEastAsia` or `majorHAnsi`, None if unknown."""
        return self._fonts.get(reference.replace("Ascii", "HAnsi"))


def _fonts_of(fonts: Element, size: str, script: str) -> dict[str, str]:
    names = {}
    for name, suffix in (("latin", "HAnsi"), ("ea", "EastAsia")):
        entry = fonts.find(f"{_A}{name}")
        if entry is not None and entry.get("typeface"):
            names[size + suffix] = entry.get("typeface", "")
    if f"{size}EastAsia" not in names:
        for entry in fonts.iterfind(f"{_A}font"):
            if entry.get("script") == script and entry.get("typeface"):
                names[f"{size}EastAsia"] = entry.get("typeface", "")
    return names
