"""Characters of symbol fonts: Word stores the position in the font, not the character.

A position is written in the private use area (U+F020 to U+F0FF) or below U+0100; `w:sym` and bullets
use both (ECMA-376 part 1, 17.3.3.30).
"""

from __future__ import annotations

from jyplan.text.patterns import lazy_pattern

UNKNOWN = "\N{REPLACEMENT CHARACTER}"
"""Shown for a symbol without a counterpart in Unicode's common blocks."""


def _table(*runs: tuple[int, str]) -> dict[int, str]:
    return {first + offset: character for first, characters in runs for offset, character in enumerate(characters)}


_SYMBOL = _table(
    (0x20, " !∀#∃%&∋()∗+,−./0123456789:;<=>?"),
    (0x40, "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"),
    (0x60, "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"),
    (0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…│─↵"),
    (0xC0, "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"),
    (0xE0, "◊〈®©™∑"),
    (0xF1, "〉∫"),
)
_WINGDINGS = _table(
    (0x20, " "), (0x22, "✂✁"), (0x28, "☎✆✉"), (0x36, "⌛"), (0x3E, "✇✍"), (0x41, "✌"),
    (0x45, "☜☞☝☟"), (0x4A, "☺"), (0x4C, "☹"), (0x4E, "☠"), (0x51, "✈☼"), (0x54, "❄"), (0x58, "✠✡☪☯"),
    (0x5E, "♈♉♊♋♌♍♎♏♐♑♒♓&&●○■□□❑❒⬧⧫◆❖⬥⌧⍓⌘❀✿❝❞▯"),
    (0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"),
    (0x9E, "·•"), (0xA1, "○○◯◉◎○▪□▲✦★✶✴✹✵"), (0xB5, "✪✰"),
    (0xD8, "➢"), (0xDF, "←→↑↓↖↗↙↘←➔↑↓↖↗↙↘⇦⇨⇧⇩⇔⇕⇖⇗⇙⇘▭▫✗✓☒☑"),
)  # fmt: skip
_WINGDINGS_2 = _table(
    (0x4F, "✗✓☒☑☒☒"),
    (0x69, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"),
    (0x96, "●"), (0x98, "•"), (0xA2, "■□"), (0xAE, "◆◇"),
)  # fmt: skip
_WINGDINGS_3 = _table((0x21, "→"), (0x66, "←→↑↓↖↗↙↘↔↕"), (0x70, "▲▼△▽◀▶◁▷"), (0x7D, "▶"))
_WEBDINGS = _table((0x3D, "■"), (0x61, "✓"), (0x63, "□"), (0x67, "■"), (0x6E, "●"), (0x72, "✗"))
_FONTS = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
}


def symbol(font: str | None, code: int) -> str:
    """Return the character displayed for a position in a font.

    >>> symbol("Wingdings", 0xF0FC), symbol("Wingdings", 0x81), symbol("宋体", 0x25A1)
    ('✓', '①', '□')
    """
    position = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    table = _FONTS.get((font or "").lower())
    if table is not None:
        return table.get(position, UNKNOWN) if position <= 0xFF else chr(code)
    if position != code:
        # in an ordinary font the upper half of the code is dropped: 17.3.3.30
        return chr(position) if position >= 0x20 else UNKNOWN
    return chr(code) if 0x20 <= code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else UNKNOWN


_PRIVATE = lazy_pattern("[\uf000-\uf0ff]")
_PASTED = dict(
    zip("\uf06c\uf075\uf06e\uf09f\uf0a7\uf0b7\uf0d8\uf0fc\uf0fe\uf076\uf0b2\uf0e0", "●◆■•▪•➢✓☑❖✰→", strict=True)
)
"""The first bullets in Word's dialog, all but U+F0B7 in Wingdings; pasted bullets often lose the font."""


def is_symbol_font(font: str | None) -> bool:
    """Return whether the letters of a font are pictures."""
    return font is not None and font.lower() in _FONTS


def show(text: str, font: str | None) -> str:
    r"""Return a text as displayed in a font: letters of a symbol font and private use characters replaced.

    >>> show("\uf0b7", "Symbol"), show("ü", "Wingdings"), show("一、", "Wingdings")
    ('•', '✓', '一、')
    """
    if is_symbol_font(font):
        return "".join(symbol(font, ord(c)) if c <= "\xff" or "\uf000" <= c <= "\uf0ff" else c for c in text)
    # Word writes a bullet without a stated font as a position in Symbol
    return _PRIVATE.sub(lambda match: _PASTED.get(match[0]) or symbol(font or "Symbol", ord(match[0])), text)
