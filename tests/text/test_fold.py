import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyplan.text.fold import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("", "", id="empty"),
        pytest.param("（一）", "(一)", id="full-width brackets"),
        pytest.param("(一）", "(一)", id="mismatched brackets"),
        pytest.param("第 １ 章　總則", "第 1 章 总则", id="ideographic space and full-width digit"),
        pytest.param("a\tb\u00a0c\u2003d", "a b c d", id="tab, no-break space, em space"),
        pytest.param("\n\r\f\u2028", "\n\r\f\u2028", id="line ends stay"),
        pytest.param("甲\u200b乙\ufeff", "甲\u200b乙\ufeff", id="zero-width characters stay, for length"),
        pytest.param("，。、；：！？．", ",。、;:!?.", id="punctuation"),
        pytest.param("﹐﹑﹒﹔﹕﹖﹗", ",、.;:?!", id="small forms"),
        pytest.param("︵一︶︻二︼﹁三﹂", "(一)【二】“三”", id="vertical forms"),
        pytest.param("〔2024〕［1］", "[2024][1]", id="square and tortoise-shell brackets"),
        pytest.param("【重點】《方案》〈一〉", "【重点】《方案》〈一〉", id="brackets that stay distinct"),
        pytest.param("「甲」『乙』", "“甲”‘乙’", id="corner brackets"),
        pytest.param("——－–‐", "——---", id="dashes"),
        pytest.param("９—１０月", "9—10月", id="an em dash in a range stays"),
        pytest.param("①⑴⒈Ⅰ㈠", "①⑴⒈Ⅰ㈠", id="enclosed numbers stay"),
        pytest.param("著名、顯著、憑藉、姊妹", "著名、显著、凭藉、姊妹", id="characters that Simplified texts use"),
        pytest.param("乾淨徵求後於瞭解", "干净征求后于了解", id="characters that they do not"),
        pytest.param("裏裡週臺祇衆眾爲為", "里里周台只众众为为", id="variants"),
        pytest.param("⼯⼀⾒", "工一见", id="Kangxi radicals, Traditional ones too"),
        pytest.param("\ud800😀𠮷", "\ud800😀𠮷", id="a lone surrogate and the higher planes"),
    ],
)
def test_folds(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_keeps_the_length_so_that_offsets_hold(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_folding_twice_changes_nothing_more() -> None:
    everything = "".join(map(chr, range(0x10000)))
    assert fold(fold(everything)) == fold(everything)


def test_leaves_every_simplified_character_alone() -> None:
    rows = (bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    hanzi = "".join(row.decode("gb2312", "ignore") for row in rows)
    changed = {old for old, new in zip(hanzi, fold(hanzi), strict=True) if old != new}
    assert changed == set("丶乾後徵於夥摺菸麽") & set(hanzi)
