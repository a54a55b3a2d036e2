"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import copy
import pickle
import re

import pytest

from jyplan.text.patterns import LazyPattern, lazy_pattern


def test_a_lazy_pattern_does_what_a_compiled_one_does() -> None:
    """Methods, groups, flags and the source are those of the pattern compiled at once."""
    lazy, compiled = lazy_pattern("第(?P<n>[a-z]+)周", re.IGNORECASE), re.compile("第(?P<n>[a-z]+)周", re.IGNORECASE)
    assert lazy.sub("#", "第A周第b周") == compiled.sub("#", "第A周第b周") == "##"
    assert [match["n"] for match in lazy.finditer("第A周第b周")] == ["A", "b"]
    assert (lazy.pattern, lazy.flags, dict(lazy.groupindex)) == (compiled.pattern, compiled.flags, {"n": 1})


def test_nothing_is_compiled_before_the_first_use() -> None:
    """A pattern with a mistake is made without error; its first use says what is wrong."""
    broken = lazy_pattern("(")
    with pytest.raises(re.error, match="missing \\)"):
        broken.search("(")


def test_the_second_call_finds_the_method_of_the_compiled_pattern() -> None:
    """After its first use a method is an attribute of the lazy pattern."""
    lazy = lazy_pattern(b"[0-9]+")
    lazy.search(b"3")
    assert "search" in vars(lazy)


@pytest.mark.parametrize("used", [False, True])
def test_lazy_patterns_cross_process_borders(used: bool) -> None:
    """A copy and a pickled pattern match what the pattern matches, whether it was used before or not."""
    lazy = lazy_pattern("[一二]+")
    if used:
        lazy.search("一")
    for twin in (pickle.loads(pickle.dumps(lazy)), copy.copy(lazy)):
        assert isinstance(twin, LazyPattern)
        assert twin.search("第二")[0] == "二"
