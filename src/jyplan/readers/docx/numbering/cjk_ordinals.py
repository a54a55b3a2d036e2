"""Word's number formats in Chinese, Japanese and Korean characters, by their ST_NumberFormat names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.text.ordinals import CHINESE, CIRCLED, DIGITS, UnitNumerals, digit_by_digit

if TYPE_CHECKING:
    from collections.abc import Callable

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_KOREAN_ONES = ("", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉")
_KOREAN_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
_AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"


def _digit_by_digit(digits: str) -> Callable[[int], str]:
    return lambda number: digit_by_digit(number, digits)


def _tens_then_digits(zero: str) -> Callable[[int], str]:
    # with 十 below 100, digit by digit from 100 on: 九十九, 一○○
    tens = UnitNumerals(DIGITS, "十百千万", zero, "but ten")
    digits = _digit_by_digit(zero + DIGITS[1:])
    return lambda number: tens(number) if number < 100 else digits(number)


def _listed(members: str) -> Callable[[int], str]:
    return lambda number: members[number - 1] if number <= len(members) else str(number)


def _cycled(members: str) -> Callable[[int], str]:
    # [MS-OI29500] 2.1.540: after the last member Word starts again with the first, undoubled
    return lambda number: members[(number - 1) % len(members)]


def _sixty_years(number: int) -> str:
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12] if number <= 60 else str(number)


def _korean_legal(number: int) -> str:
    return _KOREAN_TENS[number // 10] + _KOREAN_ONES[number % 10] if number < 100 else str(number)


def _range(first: str, count: int) -> str:
    return "".join(chr(ord(first) + index) for index in range(count))


CJK_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalFullWidth": _digit_by_digit("０１２３４５６７８９"),
    "decimalFullWidth2": _digit_by_digit("０１２３４５６７８９"),
    "decimalEnclosedCircle": _listed(CIRCLED[:20]),
    "decimalEnclosedCircleChinese": _listed(CIRCLED[:10]),  # GB 2312 has ten of them
    "decimalEnclosedParen": _listed(_range("⑴", 20)),
    "decimalEnclosedFullstop": _listed(_range("⒈", 20)),
    "ideographEnclosedCircle": _listed(_range("㈠", 10)),  # [MS-OI29500] 2.1.540: in parentheses
    "ideographTraditional": _listed(_STEMS),
    "ideographZodiac": _listed(_BRANCHES),
    "ideographZodiacTraditional": _sixty_years,
    "ideographDigital": _digit_by_digit("〇一二三四五六七八九"),
    "japaneseDigitalTenThousand": _digit_by_digit("〇一二三四五六七八九"),
    "taiwaneseDigital": _digit_by_digit("○一二三四五六七八九"),
    "chineseCounting": _tens_then_digits("○"),
    "taiwaneseCounting": _tens_then_digits("○"),
    "chineseCountingThousand": CHINESE,
    "taiwaneseCountingThousand": UnitNumerals(DIGITS, "十百千萬", "零", "but ten"),
    "chineseLegalSimplified": UnitNumerals("零壹贰叁肆伍陆柒捌玖", "拾佰仟萬", "零", "all"),
    "ideographLegalTraditional": UnitNumerals("零壹貳參肆伍陸柒捌玖", "拾佰仟萬", "零", "all"),
    "japaneseCounting": UnitNumerals(DIGITS, "十百千万", "", "myriad"),
    "japaneseLegal": UnitNumerals("零壱弐参四伍六七八九", "拾百阡萬", "", "all"),
    "koreanCounting": UnitNumerals("영일이삼사오육칠팔구", "십백천만", "", "none"),
    "koreanDigital": _digit_by_digit("영일이삼사오육칠팔구"),
    "koreanDigital2": _digit_by_digit(DIGITS),
    "koreanLegal": _korean_legal,
    "ganada": _cycled("가나다라마바사아자차카타파하"),
    "chosung": _cycled("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"),
    "aiueo": _cycled(_AIUEO),
    "aiueoFullWidth": _cycled(_AIUEO),
    "iroha": _cycled(_IROHA),
    "irohaFullWidth": _cycled(_IROHA),
}

CJK_ZEROS = {
    "decimalFullWidth": "０",
    "decimalFullWidth2": "０",
    "ideographDigital": "〇",
    "japaneseDigitalTenThousand": "〇",
    "taiwaneseDigital": "○",
    "chineseCounting": "○",
    "taiwaneseCounting": "○",
    "chineseCountingThousand": "〇",
    "taiwaneseCountingThousand": "零",
    "chineseLegalSimplified": "零",
    "ideographLegalTraditional": "零",
}
"""How a format writes the number 0; formats that are not listed write `0`."""
