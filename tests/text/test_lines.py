import pytest

from jyplan.text.lines import line_number, numbered_lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("\n\r\n", [], id="empty lines"),
        pytest.param("一\n二", [(1, "一"), (2, "二")], id="no end after the last"),
        pytest.param("a\r\nb\rc\n\nd\r", [(1, "a"), (2, "b"), (3, "c"), (5, "d")], id="every end"),
        pytest.param("a\x0bb\x0cc\x1cd\x85e\u2028f", [(1, "a\x0bb\x0cc\x1cd\x85e\u2028f")], id="no ends to an editor"),
        pytest.param(" \n", [(1, " ")], id="a space is not empty"),
    ],
)
def test_numbers_lines(text: str, lines: list[tuple[int, str]]) -> None:
    assert list(numbered_lines(text)) == lines


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
