"""No regular expression of the package takes more than linear time, whatever text it meets.

Every expression is collected from the source and from the data it is built of, and pumped with texts derived from
itself: see `collected` and `pumping`.
"""

from __future__ import annotations

import re
import signal
from typing import TYPE_CHECKING, Any

import pytest

from tests.hostile.collected import collect
from tests.hostile.pumping import Pump, derive, growth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.hostile.collected import Collected

pytestmark = [
    pytest.mark.gate,
    pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="endless runs are stopped by a timer of POSIX"),
]

LINEAR = 8.0
"""Four times the text may take up to eight times as long: linear time takes four, quadratic sixteen."""
PARTS = 8
"""The patterns are tried in so many tests, for several processes."""
EXEMPT: dict[str, str] = {}
"""Expressions that may grow faster, with the reason and the bound of the text in the code. None so far."""
OF_ARGUMENTS = {
    "jyplan.checks.kinds.papers.other_name: re.compile('|'.join(map(re.escape, words)))",
    "jyplan.checks.kinds.required_section: re.compile(f'{re.escape(wanted)}(?:\\\\W|$|[是为的上表]|如下|主要)')",
    "jyplan.outline.readings.markers: re.search(f'[;。,:]?{chinese(ordinal + 1)}(?:是|要)', tail)",
    "jyplan.outline.readings.markers: re.search(f'[。;,:]\\\\s?(?:\\\\({following}\\\\)|[{circled or following}])', tail)",
    "jyplan.text.expressions: regex.compile(folded_source(source), regex.VERSION1 | regex.MULTILINE)",
}
"""Calls whose expression holds an argument: a number, a name or words, without repetition; the expressions of users, which have a time limit."""


@pytest.fixture(scope="module")
def collected() -> tuple[list[Collected], list[str]]:
    """The patterns of the package, and the calls whose pattern is not shown by the source."""
    return collect()


@pytest.mark.parametrize("part", range(PARTS))
def test_no_pattern_of_the_package_grows_faster_than_its_text(
    collected: tuple[list[Collected], list[str]], part: int
) -> None:
    """Each pattern takes at most linear time on every text derived from it, for every method that the package calls."""
    patterns, _ = collected
    slow = [
        f"{entry.place} {method}, {entry.pattern.pattern!r:.200}: {pump} takes {ratio:.1f} times as long, four times as long"
        for entry in patterns[part::PARTS]
        if entry.place not in EXEMPT
        for method in ways_to_run(entry.methods)
        if (found := slowest_growth(entry.pattern, method)) is not None
        for pump, ratio in [found]
    ]
    assert not slow, "\n".join(slow)


def test_every_pattern_is_collected(collected: tuple[list[Collected], list[str]]) -> None:
    """A pattern that the source alone does not show is found at run time, in as many places as calls build patterns."""
    patterns, unknown = collected
    built = [call for call in unknown if call not in OF_ARGUMENTS]
    assert set(unknown) >= OF_ARGUMENTS
    held = [entry.place for entry in patterns if ":" not in entry.place]
    for module in {call.partition(":")[0] for call in built}:
        calls = sum(call.startswith(f"{module}:") for call in built)
        places = sum(place.startswith(f"{module}.") for place in held)
        assert places >= calls, f"{module} builds {calls} patterns, {places} are found: hold them in a field or a cache"


@pytest.mark.parametrize(
    ("expression", "method"),
    [
        ("(?:a|a)*b", "match"),
        ("(?:a+)+b", "match"),
        (r"\s*\d{1,4}$", "search"),
        (r"<(script|style)\b[^<>]*>.*?</\1\s*>", "search"),
        (r"<(/?)([a-zA-Z][a-zA-Z0-9:]*)[^<>]*>", "search"),
        (r"\s*(?:<!--.{0,2000}?-->\s*)*<html", "match"),
        (r"---\n((?:[\w-]{1,40}:.*\n|[ \t]+.*\n){1,50})---\n", "match"),
        (r"(?:\.{4,}|…{2,})\s*\d{1,4}$", "search"),
        (r"[(\[][^)\]]*[)\]]$", "search"),
        (r"第\d(?:、第\d)*周", "search"),
        (r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", "search"),
        ("(?:、(?:办公|办公室|室)+)+负责", "match"),
    ],
)
def test_slow_patterns_are_found(expression: str, method: str) -> None:
    """The texts derived from patterns that were slow show that they are."""
    assert slowest_growth(re.compile(expression), method) is not None


@pytest.mark.parametrize(
    ("expression", "method"),
    [
        ("(?:a|b)*+c", "match"),
        (r"(?:(?<!\s)\s++)?\d{1,4}$", "search"),
        (r"<(/?)([a-zA-Z][a-zA-Z0-9:]*+)[^<>]*+>", "search"),
        (r"第\d(?:、第\d){0,30}周", "search"),
    ],
)
def test_linear_patterns_pass(expression: str, method: str) -> None:
    """Patterns as they were mended are linear."""
    assert slowest_growth(re.compile(expression), method) is None


def ways_to_run(methods: Iterable[str]) -> list[str]:
    """Return the methods to try: a search begins with the match at the beginning of the text."""
    return sorted({*methods} - ({"match"} if "search" in methods else set()))


def slowest_growth(pattern: re.Pattern[Any], method: str) -> tuple[Pump, float] | None:
    """Return the first text on which a pattern grows faster than linear, with the growth; None without such a text."""
    run: Callable[[Any], object] = getattr(pattern, method)
    if method == "search":
        run = lambda text: sum(1 for _ in pattern.finditer(text))  # noqa: E731 - replacing and splitting find all matches
    encode: Callable[[str], Any] = str if isinstance(pattern.pattern, str) else str.encode
    for pump in derive(pattern):
        if (ratio := growth(run, pump, encode)) > LINEAR:
            return pump, ratio
    return None
