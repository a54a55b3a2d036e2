import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyplan.compare.arrays import code_points
from jyplan.text.fold import fold
from jyplan.text.invisible import is_invisible
from jyplan.text.normalise import normalise, normalise_codes

# What differs between two copies of a plan, and the characters that are awkward to keep count of.
TEXT = st.text(
    alphabet=st.one_of(st.sampled_from("計划，、（）１a B\t\u3000\u200b\r\n\u2028İß𠮷"), st.characters()), max_size=40
)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        pytest.param("", "", id="empty"),
        pytest.param(" \n\u3000\u200b", "", id="nothing visible"),
        pytest.param("加強（重點）工作：", "加强(重点)工作:", id="folded"),
        pytest.param("第 ９ 周\u3000家访\n", "第9周家访", id="spaces and line ends"),
        pytest.param("Wi-Fi ＰＰＴ", "wi-fippt", id="lower case"),
        pytest.param("İß①𠮷", "İß①𠮷", id="characters with no lower case of one character"),
        pytest.param("工\x00作\x1b\u202e", "工作", id="controls"),
    ],
)
def test_normalises(text: str, normal: str) -> None:
    assert normalise(text).text == normal


def test_two_spellings_of_a_plan_are_the_same() -> None:
    left, right = "一、　加強教研（２０２４）\r\n", "一、加强教研(2024)"
    assert normalise(left).text == normalise(right).text


@given(TEXT)
def test_each_normalised_character_maps_to_its_original_character(text: str) -> None:
    normal = normalise(text)
    assert len(normal.offsets) == len(normal.text) + 1
    assert normal.offsets[-1] == len(text)
    for character, offset in zip(normal.text, normal.offsets, strict=False):
        folded = fold(text[offset])
        assert character in {folded, folded.lower()}


@given(TEXT, st.data())
def test_a_normalised_stretch_maps_to_its_original_text(text: str, data: st.DataObject) -> None:
    normal = normalise(text)
    start = data.draw(st.integers(0, len(normal.text)))
    end = data.draw(st.integers(start, len(normal.text)))
    first, last = normal.original(start, end)
    assert normalise(text[first:last]).text == normal.text[start:end]


@given(TEXT)
def test_arrays_are_normalised_as_texts_are(text: str) -> None:
    normal = normalise(text)
    codes, offsets = normalise_codes(code_points(text))
    assert codes.tolist() == [ord(character) for character in normal.text]
    assert offsets.tolist() == list(normal.offsets)[:-1]


@given(TEXT)
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text == once


def test_treats_every_character_alike_wherever_it_stands() -> None:
    for code in (*range(0xD800), *range(0xE000, 0x10000)):
        folded = fold(chr(code))
        lower = folded.lower() if len(folded.lower()) == 1 else folded
        is_dropped = unicodedata.category(folded) in {"Zs", "Zl", "Zp", "Cc", "Cf", "Mn", "Me", "Co"}
        expected = "" if is_dropped or is_invisible(folded) or folded == "\u2800" else lower
        assert normalise(chr(code)).text == expected, hex(code)
