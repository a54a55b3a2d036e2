import pytest

from jyplan.text.lines import line_number, split_lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("\n", [""], id="an empty line"),
        pytest.param("一\n二", ["一", "二"], id="no end after the last"),
        pytest.param("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h", list("abcdefgh"), id="every end"),
        pytest.param("a\x1cb\x1dc\x1ed\n", ["a\x1cb\x1dc\x1ed"], id="separators are text"),
        pytest.param("a\x1c\r\n\nb", ["a\x1c", "", "b"], id="separators and line ends"),
    ],
)
def test_splits(text: str, lines: list[str]) -> None:
    assert split_lines(text) == lines


@pytest.mark.parametrize(
    ("text", "offset", "line"),
    [
        pytest.param("一\n二", 0, 1, id="the first character"),
        pytest.param("一\n二", 1, 1, id="a line end belongs to its line"),
        pytest.param("一\r\n\r\n二", 5, 3, id="after an empty line"),
        pytest.param("一\n", 2, 2, id="the end of the text"),
    ],
)
def test_numbers_the_line_of_an_offset(text: str, offset: int, line: int) -> None:
    assert line_number(text, offset) == line
