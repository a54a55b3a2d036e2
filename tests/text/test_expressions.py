from __future__ import annotations

import time

import pytest

from jyplan.text.expressions import BadExpressionError, Expression, TooSlowError, nests_repetition


@pytest.mark.parametrize(
    "source",
    ["(a+)+", "^(教+)+$", "(?:a|b*)*", "((ab)+c?)*", "(x*){2,}", "(a{2,})+", "(?:(?:a)+)+", "(a+){1,500}"],
)
def test_repetition_of_a_repetition_is_refused(source: str) -> None:
    with pytest.raises(BadExpressionError, match="repeats a group"):
        Expression(source)


@pytest.mark.parametrize("source", ["a+b+", "(ab)+", "(a+){2}", r"\(a+\)+", "[(+]+x", "(?:a+b)?c", "(a++)b", "[]+]+"])
def test_harmless_repetitions_are_taken(source: str) -> None:
    assert not nests_repetition(source)
    Expression(source)


@pytest.mark.parametrize("source", ["教{1000000}", "教{100000000}", "(?:(?:教{50}研){50}){50}", f"教{{{'9' * 1900}}}"])
def test_repetition_that_takes_long_to_prepare_is_refused_at_once(source: str) -> None:
    with pytest.raises(BadExpressionError, match="too many times"):
        Expression(source)


@pytest.mark.parametrize("source", ["(?x)(a+ ) +", "(?x)(a+ # )\n)+b", "(?ix:(?:a+)  *)", "(a+)(?# two )+b"])
def test_spaces_and_comments_do_not_hide_a_repetition_of_a_repetition(source: str) -> None:
    with pytest.raises(BadExpressionError, match="repeats a group"):
        Expression(source)


@pytest.mark.parametrize("source", ["(?0)", "(?R)a|b", "a(?R)?b", "(a(?1)?b)", "(?P<n>a)(?&n)*b", "(?P<n>a)(?P>n)b"])
def test_a_group_that_is_used_again_is_refused(source: str) -> None:
    with pytest.raises(BadExpressionError, match="uses a group again"):
        Expression(source)


@pytest.mark.parametrize("source", ["(?P<x>教)(?P=x)", "(?:x+)y", "(?i)x+ y+", "(x)?(?(1)y|z)"])
def test_names_flags_and_conditions_are_taken(source: str) -> None:
    Expression(source)


def test_the_time_limit_is_for_all_texts_of_a_plan_together() -> None:
    runaway = Expression("(?:a|aa)*b|c")
    begun = time.process_time()
    with pytest.raises(TooSlowError):
        list(runaway.match_each(["a" * 27 + "d" + "b"] * 10_000))
    assert time.process_time() - begun < 10  # one second, and a margin


def test_braces_without_counts_are_letters() -> None:
    assert list(Expression("a{²}").find("a{²}")) == [(0, 4)]


@pytest.mark.parametrize("source", ["(", "[", "a{2,1}", "(?P<n>a)(?P<n", "x*", "a|", "x" * 3000])
def test_invalid_expressions_are_refused(source: str) -> None:
    with pytest.raises(BadExpressionError):
        Expression(source)


def test_a_slow_expression_is_stopped_at_the_time_limit() -> None:
    runaway = Expression("(?:a|aa|ab?){30,99}c")
    begun = time.monotonic()
    with pytest.raises(TooSlowError):
        list(runaway.find("a" * 5000))
    assert time.monotonic() - begun < 20  # the limit is one second of a machine that may be busy
