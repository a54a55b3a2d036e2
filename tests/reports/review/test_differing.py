"""What differs between two stretches is marked, and nothing else."""

from __future__ import annotations

import pytest

from jyplan.reports.review.html.differing import marked_html


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("听课15节", "听课15节", ("听课15节", "听课15节")),
        ("听课15节", "听课20节", ("听课<mark>15</mark>节", "听课<mark>20</mark>节")),
        ("由红星路小学检查", "由检查", ("由<mark>红星路小学</mark>检查", "由检查")),
        (
            "十月起每周三开放机房两小时",
            "九月起每周三晚上开放机房三小时",
            (
                "<mark>十</mark>月起每周三开放机房<mark>两</mark>小时",
                "<mark>九</mark>月起每周三<mark>晚上</mark>开放机房<mark>三</mark>小时",
            ),
        ),
        ("甲\n乙\n丙", "甲\n丙", ("甲\n<mark>乙</mark>\n丙", "甲\n丙")),
        ("<b>1", "<b>2", ("&lt;b&gt;<mark>1</mark>", "&lt;b&gt;<mark>2</mark>")),
        ("", "新", ("", "<mark>新</mark>")),
    ],
)
def test_words_that_only_one_text_has_are_marked(left: str, right: str, expected: tuple[str, str]) -> None:
    assert marked_html(left, right) == expected


def test_long_stretch_is_not_marked() -> None:
    text = "行\n" * 300
    assert "<mark>" not in marked_html(text, f"{text}新")[1]
