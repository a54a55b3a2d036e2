"""Years, months, weekdays and hours in the letters of number formats: yyyy, mm, aaaa, h."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.text.ordinals import chinese, digit_by_digit

if TYPE_CHECKING:
    from datetime import datetime

_DIGITS = "〇一二三四五六七八九"
_FORMAL = str.maketrans("〇零一二三四五六七八九十", "零零壹贰叁肆伍陆柒捌玖拾")
_WEEKDAYS = "一二三四五六日"
_ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def date_word(letters: str, moment: datetime, in_chinese: bool, numerals: int, *, twelve: bool) -> str:
    """Return the part of a moment displayed by a run of letters of a number format; `n` stands for minutes.

    With `twelve` hours go to twelve; `numerals` is 1 for 一二三, 2 for 壹贰叁, 0 for digits.

    >>> from datetime import datetime
    >>> noon = datetime(2025, 9, 1, 13, 5)
    >>> [date_word(letters, noon, True, 0, twelve=True) for letters in ("yyyy", "mm", "d", "ddd", "aaaa", "h", "nn")]
    ['2025', '09', '1', '周一', '星期一', '1', '05']
    >>> date_word("yyyy", noon, True, 1, twelve=False), date_word("d", noon, True, 2, twelve=False)
    ('二〇二五', '壹')
    """
    letter, length = letters[0], len(letters)
    if letter == "a":
        return ("星期" if length > 3 else "") + _WEEKDAYS[moment.weekday()]
    if letter == "d" and length > 2:
        return _weekday(moment.weekday(), length, in_chinese)
    if letter == "m" and length > 2:
        return _month(moment.month, length, in_chinese)
    if letter in "ye":
        year = str(moment.year)[2:] if letter == "y" and length < 3 else str(moment.year)
        return _in_numerals(digit_by_digit(int(year), _DIGITS), numerals) if numerals else year
    hour = (moment.hour + 11) % 12 + 1 if twelve else moment.hour
    number = {"m": moment.month, "d": moment.day, "h": hour, "n": moment.minute, "s": moment.second}[letter]
    if numerals:
        return _in_numerals(chinese(number), numerals)
    return str(number).zfill(min(length, 2))


def _in_numerals(numeral: str, numerals: int) -> str:
    return numeral.translate(_FORMAL) if numerals == 2 else numeral


def _weekday(weekday: int, length: int, in_chinese: bool) -> str:
    if in_chinese:
        return ("周" if length == 3 else "星期") + _WEEKDAYS[weekday]
    return _ENGLISH_DAYS[weekday][:3] if length == 3 else _ENGLISH_DAYS[weekday]


def _month(month: int, length: int, in_chinese: bool) -> str:
    if in_chinese:
        return f"{month}月" if length == 3 else f"{chinese(month)}月"
    name = _ENGLISH_MONTHS[month - 1]
    return name[:3] if length == 3 else name[0] if length == 5 else name
