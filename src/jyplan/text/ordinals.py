"""Numbers written as text: in Chinese, in Roman numerals, as letters, in circles.

The way back, from text to number, is `text.numerals`. Word's number formats (`readers.docx.numbering.ordinals`)
and the list styles of HTML (`readers.html.lists`) are built from these functions:

    number   chinese    roman   alphabetic   repeated_letter   CIRCLED[number - 1]
         4   四         IV      d            d                 ④
        27   二十七     XXVII   aa           aa                ㉗
        29   二十九     XXIX    ac           cc                ㉙
       101   一百零一   CI      cw           wwww              (none: circles end at 50)
"""

from __future__ import annotations

from dataclasses import dataclass

DIGITS = "零一二三四五六七八九"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
"""The numbers in a circle that Unicode has, 1 to 50."""

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnitNumerals:
    """A script with characters for ten, hundred, thousand and ten thousand: 一百〇一, 壹佰零壹, 百一.

    >>> UnitNumerals("零壹贰叁肆伍陆柒捌玖", "拾佰仟萬", "零", "all")(1010)
    '壹仟零壹拾'
    """

    digits: str
    """The digits 0 to 9."""
    units: str
    """Ten, hundred, thousand, ten thousand."""
    zero: str
    """Written for a gap between units; empty where a gap is not written."""
    digit_one: str
    """Units written with a digit one before: `all`, `none`, `but ten` (十一, 一百一十) or `myriad`."""

    def __call__(self, number: int) -> str:
        """Return a number from 1 to 99,999 in this script."""
        text = ""
        gap = False
        for exponent in range(4, -1, -1):
            digit = number // 10**exponent % 10
            if digit == 0:
                gap = bool(text)
                continue
            if gap:
                text += self.zero
                gap = False
            unit = self.units[exponent - 1] if exponent else ""
            text += unit if digit == 1 and self._drops_one(exponent, text) else self.digits[digit] + unit
        return text

    def _drops_one(self, exponent: int, before: str) -> bool:
        if exponent == 0 or self.digit_one == "all":
            return False
        if self.digit_one == "but ten":
            return exponent == 1 and not before
        return self.digit_one == "none" or exponent < 4


CHINESE = UnitNumerals(DIGITS, "十百千万", "〇", "but ten")
"""Counting in Chinese as in Word's automatic numbers."""


def chinese(number: int, zero: str = "零") -> str:
    """Return a number in Chinese; decimal digits below 0 and above 99,999.

    `zero` is written for a gap between units: 零 by GB/T 15835-2011, 〇 in Word's automatic numbers.

    >>> [chinese(number) for number in (0, 10, 21, 101, 110, 100_000)]
    ['零', '十', '二十一', '一百零一', '一百一十', '100000']
    >>> chinese(101, zero="〇")
    '一百〇一'
    """
    if number == 0:
        return DIGITS[0]
    return CHINESE(number).replace(CHINESE.zero, zero) if 0 < number < 100_000 else str(number)


def digit_by_digit(number: int, digits: str) -> str:
    """Return a number with its decimal digits replaced by `digits`, the characters for 0 to 9.

    >>> digit_by_digit(2024, "〇一二三四五六七八九")
    '二〇二四'
    """
    return "".join(digits[int(digit)] for digit in str(number))


def roman(number: int) -> str:
    """Return a Roman numeral in capitals, from 1.

    >>> roman(4), roman(1987)
    ('IV', 'MCMLXXXVII')
    """
    numeral = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        numeral += letters * count
    return numeral


def alphabetic(number: int) -> str:
    """Return a number from 1 in Latin letters as browsers and spreadsheets count: z, aa, ab.

    Bijective base 26.

    >>> [alphabetic(number) for number in (1, 26, 27, 703)]
    ['a', 'z', 'aa', 'aaa']
    """
    letters = ""
    while number:
        number, index = divmod(number - 1, len(_LATIN))
        letters = _LATIN[index] + letters
    return letters


def repeated_letter(number: int, alphabet: str) -> str:
    """Return a number from 1 in letters as Word counts: after the last letter all are doubled, then tripled.

    >>> [repeated_letter(number, "abc") for number in (1, 3, 4, 9)]
    ['a', 'c', 'aa', 'ccc']
    """
    rounds, index = divmod(number - 1, len(alphabet))
    return alphabet[index] * (rounds + 1)
