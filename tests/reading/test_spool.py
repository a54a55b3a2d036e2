"""Texts in a temporary file are read back unchanged."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyplan.reading.spool import Spool


def spooled(texts: list[str]) -> Spool:
    spool = Spool()
    for text in texts:
        spool.append(text)
    return spool


@given(st.lists(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("教\ud800\U00020bb7\n")), max_size=20)))
def test_texts_come_back_as_they_were(texts: list[str]) -> None:
    spool = spooled(texts)
    assert (list(spool), len(spool)) == (texts, len(texts))
    assert spool[1:3] == texts[1:3]
    assert spool[::-1] == texts[::-1]


@pytest.mark.parametrize("index", [2, -1])
def test_number_beyond_the_last_text_is_an_index_error(index: int) -> None:
    with pytest.raises(IndexError):
        spooled(["甲", "乙"])[index]


def test_text_can_be_added_after_reading() -> None:
    spool = spooled(["甲", "乙"])
    assert spool[0] == "甲"
    spool.append("丙丁")
    assert list(spool) == ["甲", "乙", "丙丁"]


def test_several_threads_may_read_at_once() -> None:
    texts = [str(number) * 50 for number in range(200)]
    spool = spooled(texts)
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(spool.__getitem__, range(200))) == texts
