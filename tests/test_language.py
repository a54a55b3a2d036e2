from __future__ import annotations

import pytest

from jyplan.errors import InputError
from jyplan.language import Language, choose
from jyplan.model import Message

CHINESE = Language("zh")


@pytest.mark.parametrize(
    ("named", "environment", "code"),
    [
        ("en", {"JYPLAN_LANG": "zh", "LANG": "zh_CN.UTF-8"}, "en"),
        (None, {"JYPLAN_LANG": "zh", "LANG": "en_US.UTF-8"}, "zh"),
        (None, {"JYPLAN_LANG": "", "LANG": "zh_CN.UTF-8"}, "zh"),
        (None, {"JYPLAN_LANG": "klingon", "LANG": "zh_TW"}, "zh"),
        (None, {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        (None, {"LC_MESSAGES": "zh_SG", "LANG": "en_US"}, "zh"),
        (None, {"LANG": "fr_FR.UTF-8"}, "en"),
        (None, {}, "en"),
        ("fr", {}, "en"),
    ],
)
def test_language_comes_from_the_option_else_the_variable_else_the_locale(
    named: str | None, environment: dict[str, str], code: str
) -> None:
    assert choose(named, environment).code == code


def test_messages_among_the_parameters_are_translated_too() -> None:
    message = Message("cannot be written ({reason})", {"reason": Message("no permission")})
    assert CHINESE.say(message) == "无法写入（没有权限）"


def test_sentence_without_translation_stays_english() -> None:
    assert CHINESE.say(Message("nobody says this {number}", {"number": 1})) == "nobody says this 1"


def test_error_states_place_mistake_and_advice() -> None:
    error = InputError("there is no such file or folder", where="a.txt", hint="did you mean “{guess}”?", guess="b.txt")
    assert Language("en").explain(error) == "a.txt: there is no such file or folder; did you mean “b.txt”?"
    assert CHINESE.explain(error) == "a.txt: 没有这个文件或文件夹；是否想输入“b.txt”？"


def test_braces_in_a_file_name_are_no_fields() -> None:
    error = InputError("cannot be read ({reason})", where="{0}.txt", reason="{x}")
    assert CHINESE.explain(error) == "{0}.txt: 无法读取（{x}）"
