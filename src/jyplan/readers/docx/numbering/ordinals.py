"""Numbers written in Word's number formats (ST_NumberFormat, ECMA-376 part 1, 17.18.59).

Where Word differs from the standard ([MS-OI29500] 2.1.540), numbers are written as Word shows them. All
formats in the dialogs of a Chinese, Japanese or Korean Word are supported, and the Latin formats.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.readers.docx.numbering.cjk_ordinals import CJK_FORMATS, CJK_ZEROS
from jyplan.readers.docx.numbering.english_ordinals import cardinal_text, ordinal, ordinal_text
from jyplan.text.ordinals import repeated_letter, roman

if TYPE_CHECKING:
    from collections.abc import Callable

LARGEST = 32_767
"""The largest number Word counts to; larger numbers are decimal, so that no format grows without end."""

_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_TURKISH = "abcçdefgğhıijklmnoöprsştuüvyz"


def _letters(alphabet: str) -> Callable[[int], str]:
    # Word stops at thirty letters too: 780 in a Latin alphabet
    return lambda number: repeated_letter(number, alphabet) if number <= 30 * len(alphabet) else str(number)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "bahtText": str,  # [MS-OI29500] 2.1.540: Word takes it for decimal
    "decimalZero": lambda number: f"{number:02d}",
    "numberInDash": lambda number: f"- {number} -",
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "upperLetter": _letters("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "lowerLetter": _letters("abcdefghijklmnopqrstuvwxyz"),
    "russianLower": _letters(_RUSSIAN),
    "russianUpper": _letters(_RUSSIAN.upper()),
    "hex": lambda number: f"{number:X}",
    "chicago": _letters("*†‡§"),
    "ordinal": ordinal,
    "cardinalText": cardinal_text,
    "ordinalText": ordinal_text,
    **CJK_FORMATS,
}

# numFmt Extensions, [MS-DOCX] 2.4: how a custom format names its sequence by example
_CUSTOM: dict[str, Callable[[int], str]] = {
    "001": lambda number: f"{number:03d}",
    "0001": lambda number: f"{number:04d}",
    "00001": lambda number: f"{number:05d}",
    "α": _letters(_GREEK),
    "Α": _letters(_GREEK.upper()),
    "a, ç": _letters(_TURKISH),
    "A, Ç": _letters("ABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZ"),
}
_BY_EXAMPLE = {
    "01, 02": "decimalZero",
    "一, 十, 一○○": "chineseCounting",
    "一, 十, 一百": "chineseCountingThousand",
    "壹, 贰, 叁": "chineseLegalSimplified",
    "一, 一〇": "ideographDigital",
    "①": "decimalEnclosedCircle",
    "⑴": "decimalEnclosedParen",
    "⒈": "decimalEnclosedFullstop",
    "１": "decimalFullWidth",
    "㈠": "ideographEnclosedCircle",
    "甲, 乙": "ideographTraditional",
    "子, 丑": "ideographZodiac",
}


def format_ordinal(number: int, number_format: str) -> str | None:
    """Return a number in a number format, None for an unknown format.

    A number beyond the range of the format (21 in a circle) is decimal, as in Word.

    >>> [format_ordinal(n, "decimalEnclosedCircle") for n in (1, 20, 21)]
    ['①', '⑳', '21']
    >>> format_ordinal(101, "chineseCountingThousand"), format_ordinal(101, "martian")
    ('一百〇一', None)
    """
    if number_format in {"none", "bullet"}:
        return ""
    write = _FORMATS.get(number_format)
    if write is None:
        return None
    if not 1 <= number <= LARGEST:
        return CJK_ZEROS.get(number_format, "0") if number == 0 else str(number)
    return write(number)


def format_custom(number: int, example: str) -> str | None:
    """Return a number in a custom format, given by the first members of its sequence; None for an unknown format.

    >>> format_custom(7, "001, 002, 003, ..."), format_custom(7, "moon, sun, ...")
    ('007', None)
    """
    for start, number_format in _BY_EXAMPLE.items():
        if example.startswith(start):
            return format_ordinal(number, number_format)
    for start, write in _CUSTOM.items():
        if example.startswith(f"{start},"):
            return write(number) if 1 <= number <= LARGEST else str(number)
    return None
