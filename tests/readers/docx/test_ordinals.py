"""Number formats, pinned where they turn (ECMA-376 part 1, 17.18.59; [MS-OI29500] 2.1.540; [MS-DOCX] 2.4)."""

from __future__ import annotations

import pytest

from jyplan.readers.docx.numbering.ordinals import format_custom, format_ordinal

CASES = {
    "decimal": {0: "0", 1: "1", 32768: "32768"},
    "decimalZero": {1: "01", 9: "09", 10: "10", 100: "100"},
    "decimalFullWidth": {1: "１", 12: "１２"},
    "decimalHalfWidth": {12: "12"},
    "decimalEnclosedCircle": {1: "①", 10: "⑩", 20: "⑳", 21: "21"},
    "decimalEnclosedCircleChinese": {1: "①", 10: "⑩", 11: "11"},
    "decimalEnclosedParen": {1: "⑴", 20: "⒇", 21: "21"},
    "decimalEnclosedFullstop": {1: "⒈", 20: "⒛", 21: "21"},
    "chineseCounting": {0: "○", 1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 100: "一○○", 101: "一○一"},
    "chineseCountingThousand": {
        10: "十", 19: "十九", 20: "二十", 100: "一百", 101: "一百〇一", 110: "一百一十", 111: "一百一十一",
        1000: "一千", 1001: "一千〇一", 1010: "一千〇一十", 2024: "二千〇二十四", 10000: "一万",
    },
    "chineseLegalSimplified": {1: "壹", 10: "壹拾", 23: "贰拾叁", 101: "壹佰零壹", 1010: "壹仟零壹拾"},
    "ideographLegalTraditional": {1: "壹", 6: "陸", 10: "壹拾", 101: "壹佰零壹"},
    "taiwaneseCounting": {10: "十", 21: "二十一", 100: "一○○"},
    "taiwaneseCountingThousand": {10: "十", 101: "一百零一", 10000: "一萬"},
    "taiwaneseDigital": {10: "一○"},
    "japaneseCounting": {1: "一", 10: "十", 11: "十一", 100: "百", 101: "百一", 111: "百十一", 1000: "千", 10000: "一万"},
    "japaneseLegal": {1: "壱", 10: "壱拾", 100: "壱百"},
    "japaneseDigitalTenThousand": {10: "一〇"},
    "ideographDigital": {0: "〇", 1: "一", 10: "一〇", 11: "一一", 105: "一〇五"},
    "ideographTraditional": {1: "甲", 10: "癸", 11: "11"},
    "ideographZodiac": {1: "子", 11: "戌", 12: "亥", 13: "13"},
    "ideographZodiacTraditional": {1: "甲子", 60: "癸亥", 61: "61"},
    "ideographEnclosedCircle": {1: "㈠", 10: "㈩", 11: "11"},
    "upperLetter": {1: "A", 26: "Z", 27: "AA", 28: "BB", 53: "AAA", 781: "781"},
    "lowerLetter": {1: "a", 27: "aa"},
    "upperRoman": {1: "I", 4: "IV", 9: "IX", 40: "XL", 1994: "MCMXCIV"},
    "lowerRoman": {14: "xiv"},
    "koreanDigital": {10: "일영"},
    "koreanCounting": {11: "십일", 100: "백"},
    "koreanLegal": {1: "하나", 11: "열하나", 100: "100"},
    "koreanDigital2": {10: "一零"},
    "ganada": {1: "가", 15: "가"},
    "chosung": {2: "ㄴ"},
    "aiueo": {1: "ア", 46: "ン", 47: "ア"},
    "iroha": {1: "イ"},
    "ordinal": {1: "1st", 12: "12th", 22: "22nd"},
    "cardinalText": {21: "Twenty-one"},
    "ordinalText": {12: "Twelfth", 30: "Thirtieth"},
    "hex": {26: "1A"},
    "chicago": {1: "*", 2: "†", 5: "**"},
    "numberInDash": {3: "- 3 -"},
    "russianLower": {1: "а", 29: "аа"},
    "none": {3: ""},
    "bullet": {3: ""},
}  # fmt: skip


@pytest.mark.parametrize("number_format", CASES)
def test_a_number_format_changes_where_word_changes(number_format: str) -> None:
    expected = CASES[number_format]
    assert {number: format_ordinal(number, number_format) for number in expected} == expected


def test_an_unknown_format_is_not_guessed() -> None:
    assert format_ordinal(1, "martian") is None


def test_no_format_grows_without_end() -> None:
    assert all(len(format_ordinal(number, name) or "") < 100 for name in CASES for number in (780, 32_767, 10**9))


@pytest.mark.parametrize(
    ("example", "shown"),
    [
        ("001, 002, 003, ...", "007"),
        ("0001, 0002, 0003, ...", "0007"),
        ("00001, 00002, 00003, ...", "00007"),
        ("α, β, γ, ...", "η"),
        ("01, 02, 03, ...", "07"),
        ("一, 十, 一百(简), ...", "七"),
        ("moon, sun, ...", None),
    ],
)
def test_a_custom_format_is_named_by_its_first_members(example: str, shown: str | None) -> None:
    assert format_custom(7, example) == shown
