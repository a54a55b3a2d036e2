"""Characters strewn into a text for disguise are found; frequent signs and words of real plans are not."""

from __future__ import annotations

import numpy as np
import pytest

from jyplan.compare.arrays import code_points, text_of
from jyplan.text.strewn import find_strewn, strewn_places

PLAN = (
    "本学期教研组围绕整本书阅读开展集体备课每周三下午由备课组长主持一人主讲众人补充课后上传教案与反思骨干教师每人承担一节公开课"
    "青年教师结对听课不少于十五节期中检查作业批改与听课笔记期末评选优秀课例并装订成册运动会前各班组织训练家长学校每月授课一次"
)


def strew(text: str, signs: str, every: int) -> str:
    """Return a text with the signs in turn after every few characters."""
    pieces = [text[start : start + every] for start in range(0, len(text), every)]
    return "".join(piece + signs[number % len(signs)] for number, piece in enumerate(pieces))


def without_strewn(text: str) -> str:
    codes = code_points(text)
    mask = find_strewn(codes)
    return text if mask is None else text_of(codes[~mask])


@pytest.mark.parametrize("signs", ["※", "x", "7", "の", "abcdefg", "+=&%", "好", "的", "的了之与和", "ab"])
@pytest.mark.parametrize("every", [1, 2, 3, 4, 5])
def test_strewn_characters_are_found(signs: str, every: int) -> None:
    remaining = without_strewn(strew(PLAN, signs, every))

    assert remaining == "".join(character for character in PLAN if character not in signs)


@pytest.mark.parametrize("word", ["nbsp", "&nbsp", "&#8203", "jiào", "and", "LOVE"])
@pytest.mark.parametrize("every", [5, 8])
def test_a_word_strewn_in_over_and_over_is_found(word: str, every: int) -> None:
    assert without_strewn(word.join(PLAN[start : start + every] for start in range(0, len(PLAN), every))) == PLAN


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(PLAN, id="a plan"),
        pytest.param("的" * 80 + PLAN, id="a character repeated"),
        pytest.param("教研" * 50, id="a word repeated"),
        pytest.param("第3周备课第14周听课第5周评课9月迎新10月12日运动会11月家长会" * 5, id="figures"),
        pytest.param("办公室2月4日行政会教科室2月5日讲座教务处2月7日入学考试教育处2月8日报到" * 5, id="a calendar"),
        pytest.param("学校PPT制作与WPS办公软件培训以及AI辅助教学研讨" * 5, id="words in Latin letters"),
        pytest.param(
            "".join(
                f"第{week}周STEAM社团{name}老师" for week, name in enumerate("张王李赵钱孙周吴郑冯陈褚卫蒋沈韩", 1)
            ),
            id="a club in every week",
        ),
        pytest.param(
            "".join(
                f"第{week}周Unit{week}{name}" for week, name in enumerate(("听力训练", "朗读展示", "写作指导") * 6, 1)
            ),
            id="units of a book",
        ),
        pytest.param("", id="nothing"),
        pytest.param("abc123" * 30, id="no Hanzi"),
    ],
)
def test_frequent_signs_and_words_of_real_plans_stay(text: str) -> None:
    assert without_strewn(text) == text


def test_digits_strewn_at_nearly_equal_distances_are_found() -> None:
    pieces = [PLAN[start : start + 4 + number % 3] for number, start in enumerate(range(0, len(PLAN) - 6, 5))]
    text = "".join(f"{piece}{number % 10}" for number, piece in enumerate(pieces))
    assert not any(character.isdigit() for character in without_strewn(text))


def test_codes_of_sixteen_bits_are_read_alike() -> None:
    codes = code_points(strew(PLAN, "※", 4))
    wide, narrow = find_strewn(codes), find_strewn(codes.astype(np.uint16))
    assert wide is not None
    assert narrow is not None
    assert np.array_equal(wide, narrow)


def on_lines(*lines: str) -> str:
    """Return the lines of a page, joined."""
    return "\n".join(lines)


SUBJECTS = (
    "语文",
    "数学",
    "英语",
    "体育",
    "音乐",
    "美术",
    "科学",
    "劳动",
    "信息",
    "品德",
    "书法",
    "围棋",
    "合唱",
    "舞蹈",
)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            on_lines(*(f"第{week}周 {name}教研活动" for week, name in zip("一二三四五六七八九十" * 2, SUBJECTS, strict=False))),
            id="weeks",
        ),
        pytest.param(on_lines(*(f"周{day}{name}" for day, name in zip("一二三四五" * 4, SUBJECTS, strict=False))), id="weekdays"),
        pytest.param(on_lines(*(f"{month}月：{name}" for month, name in zip("一二三四五六七八九十" * 2, SUBJECTS, strict=False))), id="months"),
        pytest.param(on_lines(*(f"{grade}年级{room}班 {name}" for grade in "一二三" for room, name in zip("一二三四五", SUBJECTS, strict=False))), id="classes"),
        pytest.param(on_lines(*(f"{letter}组{name}" for letter, name in zip("ABCDEFGHIJKLMN", SUBJECTS, strict=True))), id="groups"),
        pytest.param("".join(f"{name}课你满意吗？A非常满意B满意C一般D不满意" for name in SUBJECTS), id="a questionnaire"),
        pytest.param("".join(f"{name}□优□良□中□差" for name in SUBJECTS), id="boxes to tick"),
        pytest.param(on_lines(*(f"★{name}组按时备课" for name in SUBJECTS)), id="bullets"),
        pytest.param(" ".join(f"{name}教案√" for name in SUBJECTS), id="ticks"),
        pytest.param("、".join(f"{count}个{name}小组" for count, name in zip("一二三四五六七八九十" * 2, SUBJECTS, strict=False)), id="counts"),
    ],
)  # fmt: skip
def test_calendars_rosters_and_forms_are_not_called_strewn(text: str) -> None:
    assert strewn_places(text) == []


def test_a_doubled_character_strewn_in_is_found() -> None:
    assert without_strewn("哈哈".join(PLAN[start : start + 5] for start in range(0, len(PLAN), 5))) == PLAN
